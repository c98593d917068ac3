"""What the forms of all types of items are made of: rows, options, and the fields that all have.

A form holds texts as a teacher types them; `written()` gives them as they stand in a bank. What
is wrong with them is told by the checks of the bank itself, so hardly anything is checked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import (
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.form import BaseForm
from wtforms.validators import InputRequired, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from quizapp.domain.bank.yaml_text import Bare
from quizapp.domain.items import usual_drills
from quizapp.domain.items.content import option_words
from quizapp.domain.items.fields import MAX_TITLE_LENGTH
from quizapp.web.edges import cleaned
from quizapp.web.select_choices import SelectChoice
from quizapp.web.text_fields import at_most

MOST_ROWS = 20
FIRST_ROWS = 3
PARTS = (("pairs", 3), ("boxes", 3))
"""The lists of items with parts, and the rows that a teacher expects to find in them."""

LESS_WRONG = _l("In part: right ones less wrong ones")
TWICE = _l("This stands above as well. Each needs words of its own.")
_CREDIT = _l("Credit")


def cleaned_lines(text: str | None) -> str:
    """Text of several lines, each without what cannot be stored; ends of lines are newlines."""
    lines = (text or "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(map(cleaned, lines)).strip()


def text_field(label: Any, description: Any = "", rows: int = 2) -> TextAreaField:
    """A field for text of several lines."""
    return TextAreaField(
        label, description=description, filters=[cleaned_lines], render_kw={"rows": rows}
    )


def line_field(label: Any, description: Any = "", **render: Any) -> StringField:
    """A field for one line."""
    return StringField(label, description=description, filters=[cleaned], render_kw=render)


def front_field(description: LazyString) -> TextAreaField:
    """A field for what the card asks in place of the question; the description says when."""
    return text_field(_l("Another question on its card"), description)


def credit_field(in_part: LazyString, label: LazyString = _CREDIT) -> RadioField:
    """A field for how several answers count: in part, as is said here, or all together."""
    return RadioField(
        label,
        choices=[
            SelectChoice("proportional", in_part),
            SelectChoice("exact", _l("All or nothing")),
        ],
        default="proportional",
    )


class TooManyRowsError(Exception):
    """A question of the file has more rows than a form can show: more than this number."""


class Rows(FieldList):  # type: ignore[type-arg]  # it takes none when it runs
    """A list of fields; names that no page has sent are passed over, WTForms would stumble."""

    def is_full(self) -> bool:
        """Whether there is no place for another row."""
        return len(self) >= self._most

    @property
    def _most(self) -> int:
        return self.max_entries or MOST_ROWS

    def _add_entry(self, *args: Any, **kwargs: Any) -> Any:
        if self.is_full():
            raise TooManyRowsError(self._most)
        return super()._add_entry(*args, **kwargs)  # type: ignore[misc]  # unknown to its types

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        of_a_row = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})(?:-|\Z)")
        return (int(found[1]) for name in formdata if (found := of_a_row.match(name)))


def are_unlike(names: Iterable[Any]) -> bool:
    """Whether no two of these fields say the same; where two do, it is said at the later one."""
    seen: set[str] = set()
    is_unlike = True
    for field in names:
        words = option_words(field.data or "")
        if words and words in seen:
            field.errors = [*field.errors, TWICE]
            is_unlike = False
        seen.add(words)
    return is_unlike


class OptionFields(Form):
    """An option with its feedback."""

    text = text_field(_l("Option"), rows=1)
    feedback = text_field(_l("Feedback to whoever chooses it"), rows=1)

    def written(self) -> Any:
        """The option as it is written; None for a row left empty."""
        text, feedback = self.text.data, self.feedback.data
        return {text: feedback} if text and feedback else text or None


class GapFields(Form):
    """The wrong options for one gap of a text."""

    gap = HiddenField(filters=[cleaned_lines])
    distractors = Rows(FormField(OptionFields), max_entries=MOST_ROWS)


class ItemFields(FlaskForm):
    """What items of all types have. `NAME` is what a teacher calls the type."""

    KIND: ClassVar[str]
    NAME: ClassVar[LazyString]
    OWN: ClassVar[tuple[str, ...]]
    """The fields of the type itself, in the order of the page; lists of options among them."""

    item_id = line_field(
        _l("Id"),
        _l("Scores hang on it, so it can never change. Left empty, it is made from the question."),
        autocapitalize="none",
        spellcheck="false",
    )
    topic = SelectField(_l("Topic"), validate_choice=False)
    new_topic = line_field(_l("Or a new topic"), _l("Its title, as learners read it."))
    level = SelectField(
        _l("Asks for"),
        choices=[
            SelectChoice("recall", _l("Recall: what the text says")),
            SelectChoice("reason", _l("Reasons: what follows from the text")),
            SelectChoice("evaluate", _l("Judgement: who says so, and how sure it is")),
        ],
        default="recall",
    )
    explanation = text_field(
        _l("Explanation"), _l("Shown after every answer: why the right answer is right."), rows=3
    )
    hint = text_field(
        _l("Hint"), _l("Shown when a learner asks for it. It must not name the answer.")
    )
    cites = Rows(
        line_field(_l("Quote from the article"), _l("Word for word.")), max_entries=MOST_ROWS
    )
    drills = SelectMultipleField(
        _l("Ask it as"),
        choices=[
            SelectChoice("quiz", _l("A question in quizzes")),
            SelectChoice("card", _l("A card to review")),
        ],
        validators=[InputRequired(_l("Choose one at least."))],
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    author_note = text_field(_l("Note to yourself"), _l("Learners never see it."))
    mark = HiddenField()

    def __init__(
        self,
        *args: Any,
        topics: Mapping[str, str],
        terms: Mapping[str, str],  # noqa: ARG002  only a term names others
        data: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        usual = {"drills": list(usual_drills(self.KIND))}
        super().__init__(*args, data={**usual, **(data or {})}, **kwargs)
        self.topic.choices = [
            SelectChoice("", _l("Choose a topic")),
            *(SelectChoice(key, title) for key, title in topics.items()),
        ]

    def validate_topic(self, field: SelectField) -> None:
        """A topic is needed, one that there is or a new one."""
        if not (self.new_topic.data or field.data):
            raise ValidationError(_l("Choose a topic, or give a new one a title."))

    def validate_new_topic(self, field: StringField) -> None:
        """A title has a length that can be shown."""
        at_most(MAX_TITLE_LENGTH)(self, field)

    def written(self) -> dict[str, Any]:
        """All that the form says of the item, as it stands in a bank; what is empty is left out."""
        drills = list(self.drills.data or ())
        said = {
            **{name: _written(self[name]) for name in self.OWN},
            "level": None if self.level.data == "recall" else self.level.data,
            "hint": self.hint.data,
            "explanation": self.explanation.data,
            "cites": _phrases(self.cites.data),
            "drills": drills if tuple(drills) != usual_drills(self.KIND) else None,
            "author_note": self.author_note.data,
        }
        return {key: value for key, value in said.items() if value}

    def add_row(self, name: str) -> None:
        """Add an empty row to the list of this name, as it is called in the page."""
        field = _field(self, name.split("-"))
        if isinstance(field, Rows) and not field.is_full():
            field.append_entry()

    def add_first_rows(self) -> None:
        """Give every list the rows that a teacher expects to find."""
        for name, least in (("keys", 2), ("distractors", FIRST_ROWS), ("cites", 1), *PARTS):
            field = getattr(self, name, None)
            while isinstance(field, FieldList) and len(field) < least:
                field.append_entry()


def _field(within: Any, path: Sequence[str]) -> Any:
    """The field at a path as names in a page have it; None if there is none."""
    field = within
    for part in path:
        if isinstance(field, FieldList):
            field = next((row for row in field if row.short_name == part), None)
        else:
            form = getattr(field, "form", field)
            field = form[part] if isinstance(form, BaseForm) and part in form else None
    return field


def _written(field: Any) -> Any:
    if isinstance(field, FieldList):
        return written_options(field)
    if isinstance(field, FormField):
        return field.form.written()
    if isinstance(field, RadioField):
        return None if field.data in ("proportional", "shuffled") else Bare(field.data or "")
    return field.data


def written_options(rows: Any) -> list[Any]:
    """The options of these rows as they are written, without rows left empty."""
    return [option for row in rows if (option := row.form.written())]


def _phrases(rows: list[str]) -> Any:
    """The quotes; a single one stands without a list."""
    phrases = [phrase for phrase in rows if phrase]
    return phrases[0] if len(phrases) == 1 else phrases
