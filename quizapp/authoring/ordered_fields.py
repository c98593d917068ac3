"""The fields that say in which order the options of a question are shown.

In the file a fixed order has one list of all options; in the form right and wrong answers stay
apart, and each right one says its place among them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField
from wtforms.validators import NumberRange, Optional

from quizapp.authoring.item_fields import MOST_ROWS, ItemFields, OptionFields
from quizapp.domain.items.content import option_words
from quizapp.domain.items.ordering import listed_form
from quizapp.web.number_fields import WholeNumberField
from quizapp.web.select_choices import SelectChoice

AS_WRITTEN = "as-written"


class WrongFields(OptionFields):
    """A wrong answer, which may stay last."""

    last = BooleanField(_l("Always shown last"))


class RightFields(WrongFields):
    """A right answer, and its place where all have one."""

    place = WholeNumberField(
        _l("Its place, if the order is fixed"),
        description=_l("1 is the first. Wrong answers take the other places, in their order."),
        validators=[Optional(), NumberRange(1, MOST_ROWS)],
    )


class OrderedFields(ItemFields):
    """An item whose options have an order. `RIGHT` is the field of its right answers."""

    RIGHT: ClassVar[str]

    order = RadioField(
        _l("Order of the answers"),
        choices=[
            SelectChoice("shuffled", _l("Shuffled for every learner")),
            SelectChoice(AS_WRITTEN, _l("Fixed, as for numbers and dates")),
        ],
        default="shuffled",
    )

    def written(self) -> dict[str, Any]:
        """The item, its options in one list if each has its place."""
        said = super().written()
        names = self.listed_names()
        if names:
            apart = {key: said[key] for key in said if key not in (self.RIGHT, "distractors")}
            said = {**apart, "options": [self._listed(name) for name in names]}
        rows = self._rows()
        last = [rows[name].text.data for name in rows if rows[name].last.data]
        last = [text for text in last if text]
        return {**said, "pin": {"last": last[0] if len(last) == 1 else last}} if last else said

    def listed_names(self) -> list[str]:
        """The names of the rows in the fixed order; none where there is no such order."""
        filled = {name: row for name, row in self._rows().items() if row.text.data}
        right = {name: row.place.data for name, row in filled.items() if "place" in row}
        if self.order.data != AS_WRITTEN or not right or None in right.values():
            return []
        names = [name for name in filled if name not in right]
        for name in sorted(right, key=lambda each: right[each]):
            names.insert(right[name] - 1, name)
        return names

    def _rows(self) -> dict[str, Any]:
        """The forms of all options by their names in the page, right ones first."""
        right = self[self.RIGHT]
        rows = [right] if self.RIGHT == "key" else list(right)
        return {row.name: row.form for row in (*rows, *self["distractors"])}

    def _listed(self, name: str) -> Any:
        form = self._rows()[name]
        return listed_form(form.text.data, form.feedback.data, is_key="place" in form)


def taken_apart(data: Mapping[str, Any]) -> dict[str, Any]:
    """An item as it is written, with right and wrong answers apart, for the fields above."""
    listed, last = data.get("options"), set(_last(data.get("pin")))
    if not isinstance(listed, list):
        right = data.get("keys", [data["key"]] if "key" in data else [])
        wrong, places = data.get("distractors"), {}
    else:
        at = [place for place, each in enumerate(listed, start=1) if _is_key(each)]
        right, places = [listed[place - 1]["key"] for place in at], dict(enumerate(at))
        wrong = [each for each in listed if not _is_key(each)]
    return {
        "order": AS_WRITTEN if data.get("order") == AS_WRITTEN else "shuffled",
        "right": [
            {**row, "place": places.get(number), "last": option_words(row["text"]) in last}
            for number, row in enumerate(option_rows(right))
        ],
        "wrong": [{**row, "last": option_words(row["text"]) in last} for row in option_rows(wrong)],
    }


def option_rows(written: Any) -> Iterator[dict[str, str]]:
    """The options of a list, or of a single one, as rows of a form."""
    for option in written if isinstance(written, list) else [written]:
        if isinstance(option, str):
            yield {"text": option, "feedback": ""}
        elif isinstance(option, dict) and len(option) == 1:
            ((text, feedback),) = option.items()
            yield {"text": text, "feedback": feedback if isinstance(feedback, str) else ""}


def _is_key(written: Any) -> bool:
    return isinstance(written, dict) and list(written) == ["key"]


def _last(pin: Any) -> Iterator[str]:
    said = pin.get("last") if isinstance(pin, dict) else None
    for text in said if isinstance(said, list) else [said]:
        if isinstance(text, str):
            yield option_words(text)
