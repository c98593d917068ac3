"""The form of each type of item, and how an item of a bank fills it in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from wtforms import FormField, RadioField, SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.authoring.feedback_fields import FeedbackFields, feedback_rows
from quizapp.authoring.item_fields import (
    LESS_WRONG,
    MOST_ROWS,
    GapFields,
    ItemFields,
    OptionFields,
    Rows,
    credit_field,
    front_field,
    line_field,
    text_field,
    written_options,
)
from quizapp.authoring.ordered_fields import (
    OrderedFields,
    RightFields,
    WrongFields,
    option_rows,
    taken_apart,
)
from quizapp.authoring.part_fields import (
    MatchFields,
    SortFields,
    box_rows,
    in_lines,
    lines_of,
    pair_rows,
)
from quizapp.authoring.place_fields import PlaceFields
from quizapp.authoring.short_fields import ShortFields
from quizapp.authoring.typed_fields import NumberFields, TypedFields
from quizapp.domain.items import usual_drills
from quizapp.domain.items.gaps import gaps
from quizapp.domain.items.short_answers import USUALLY_FORGIVEN
from quizapp.domain.items.term import Kind
from quizapp.web.select_choices import SelectChoice

ON_CARD = _l("Only where the question needs its options, as “Which of these …” does.")


class ChoiceFields(OrderedFields):
    """A question with one best answer."""

    KIND = "choice"
    NAME = _l("One right answer")
    OWN = ("stem", "front", "key", "distractors", "order")
    RIGHT = "key"

    stem = text_field(_l("Question"))
    front = front_field(ON_CARD)
    key = FormField(RightFields, _l("Right answer"))
    distractors = Rows(FormField(WrongFields), _l("Wrong answers"), max_entries=MOST_ROWS)


class MultipleFields(OrderedFields):
    """A question with several right answers."""

    KIND = "multiple"
    NAME = _l("Several right answers")
    OWN = ("stem", "front", "keys", "distractors", "order", "credit")
    RIGHT = "keys"

    stem = text_field(_l("Question"))
    front = front_field(ON_CARD)
    keys = Rows(FormField(RightFields), _l("Right answers"), max_entries=MOST_ROWS)
    distractors = Rows(FormField(WrongFields), _l("Wrong answers"), max_entries=MOST_ROWS)
    credit = credit_field(LESS_WRONG)


class TrueFalseFields(ItemFields):
    """A statement to judge."""

    KIND = "true-false"
    NAME = _l("True or false")
    OWN = ("stem", "key", "feedback")

    stem = text_field(_l("Statement"))
    key = RadioField(
        _l("By the article it is"),
        choices=[SelectChoice("true", _l("True")), SelectChoice("false", _l("False"))],
        default="true",
    )
    feedback = text_field(_l("Feedback to whoever judges it wrongly"))


class ClozeFields(ItemFields):
    """A text with gaps."""

    KIND = "cloze"
    NAME = _l("Text with gaps")
    OWN = ("text",)

    text = text_field(
        _l("Text"), _l("Put what is to be filled in between double braces: {{like this}}."), rows=3
    )
    gaps = Rows(FormField(GapFields), max_entries=MOST_ROWS)

    def written(self) -> dict[str, Any]:
        """The item, with wrong options by gap."""
        said = super().written()
        own = {gap.gap.data: written_options(gap.distractors) for gap in self.gaps}
        shown = {gap: options for gap, options in own.items() if options}
        return {**said, "distractors": shown} if shown else said

    def add_row(self, name: str) -> None:
        """Add an empty row; gaps come from the text alone."""
        if name != "gaps":
            super().add_row(name)

    def add_first_rows(self) -> None:
        """Give each gap of the text its place for wrong options."""
        super().add_first_rows()
        known = {gap.gap.data for gap in self.gaps}
        for gap in gaps(self.text.data or ""):
            if gap and gap not in known and len(self.gaps) < MOST_ROWS:
                self.gaps.append_entry({"gap": gap, "distractors": []})


KIND_NAMES: dict[Kind, LazyString] = {
    "person": _l("Person"),
    "group": _l("Group of people"),
    "place": _l("Place"),
    "event": _l("Event"),
    "document": _l("Document"),
    "thing": _l("Thing"),
    "idea": _l("Idea"),
}


class TermFields(ItemFields):
    """A word and its definition."""

    KIND = "term"
    NAME = _l("Term and definition")
    OWN = ("term", "definition", "kind", "distractors", "not_beside")

    term = line_field(_l("Term"))
    definition = text_field(_l("Definition"))
    kind = SelectField(
        _l("Kind"),
        description=_l("A quiz asks for it among terms of its kind, if there are three others."),
        choices=[
            SelectChoice("", _l("Any: among all terms")),
            *(SelectChoice(kind, name) for kind, name in KIND_NAMES.items()),
        ],
        default="",
    )
    distractors = Rows(FormField(OptionFields), _l("Wrong answers"), max_entries=MOST_ROWS)
    not_beside = SelectMultipleField(
        _l("Never shown beside"),
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )

    def __init__(self, *args: Any, terms: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, terms=terms, **kwargs)
        # A name that leads nowhere stays to be seen, and to be taken out.
        strays = {name: name for name in self.not_beside.data or () if name not in terms}
        self._known = {**terms, **strays}
        self.not_beside.choices = [SelectChoice(name, term) for name, term in self._known.items()]

    def written(self) -> dict[str, Any]:
        """The item, with the others that it is kept from in one order, however they were chosen."""
        said = super().written()
        if named := said.get("not_beside"):
            said["not_beside"] = [name for name in self._known if name in named]
        return said


class OrderFields(ItemFields):
    """Entries to be put in order."""

    KIND = "order"
    NAME = _l("To put in order")
    OWN = ("stem", "front", "sequence", "credit")

    stem = text_field(_l("Question"))
    front = front_field(_l("Where the question needs its entries: “In what order …?”"))
    sequence = text_field(
        _l("Entries in their right order"),
        _l("One on each line, three to eight of them. Learners see them shuffled."),
        rows=6,
    )
    credit = credit_field(_l("In part: pairs in order less pairs out of order"))

    def written(self) -> dict[str, Any]:
        """The item, with an entry for each line."""
        return {**super().written(), "sequence": lines_of(self.sequence.data)}


ITEM_FIELDS: dict[str, type[ItemFields]] = {
    form.KIND: form
    for form in (
        ChoiceFields,
        MultipleFields,
        TrueFalseFields,
        ClozeFields,
        TermFields,
        PlaceFields,
        OrderFields,
        MatchFields,
        SortFields,
        NumberFields,
        ShortFields,
    )
}


TYPE_NAMES: dict[str, LazyString] = {kind: form.NAME for kind, form in ITEM_FIELDS.items()}


def filled_in(kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """An item as it is written, as the fields of its form; what no field can show is left out."""
    own, ordered = data.get("distractors"), taken_apart(data)
    beside = ("hint", "explanation", "author_note")
    texts = ("stem", "front", "text", "term", "definition", "tolerance", "unit", *beside)
    return {
        **{name: _word(data.get(name)) for name in (*texts, "topic")},
        "level": _word(data.get("level")) or "recall",
        "kind": _word(data.get("kind")),
        "not_beside": [_word(each) for each in _listed(data.get("not_beside"))],
        "sequence": in_lines(data.get("sequence")),
        "accept": in_lines(data.get("accept")),
        "forgive": [_word(each) for each in _listed(data.get("forgive", list(USUALLY_FORGIVEN)))],
        "credit": _word(data.get("credit")) or "proportional",
        "feedback": feedback_rows(data.get("feedback"))
        if issubclass(ITEM_FIELDS[kind], FeedbackFields)
        else _word(data.get("feedback")),
        "cites": [_word(each) for each in _listed(data.get("cites"))],
        "drills": [_word(each) for each in _listed(data.get("drills"))] or list(usual_drills(kind)),
        "order": ordered["order"],
        "keys": ordered["right"],
        "distractors": in_lines(own) if kind == MatchFields.KIND else ordered["wrong"],
        "pairs": list(pair_rows(data.get("pairs"))),
        "boxes": list(box_rows(data.get("boxes"))),
        "key": _key(kind, data, ordered["right"]),
        "gaps": [
            {"gap": gap, "distractors": list(option_rows(options))}
            for gap, options in (own.items() if isinstance(own, dict) else ())
        ],
    }


def _key(kind: str, data: Mapping[str, Any], right: Sequence[Any]) -> Any:
    if kind == TrueFalseFields.KIND:
        return _truth(data.get("key"))
    is_typed = issubclass(ITEM_FIELDS[kind], TypedFields)
    return _word(data.get("key")) if is_typed else next(iter(right), {})


def _truth(written: Any) -> str:
    return "false" if _word(written).lower() == "false" else "true"


def _listed(written: Any) -> list[Any]:
    if isinstance(written, list):
        return written
    return [] if written is None or isinstance(written, dict) else [written]


def _word(written: Any) -> str:
    return written if isinstance(written, str) else ""
