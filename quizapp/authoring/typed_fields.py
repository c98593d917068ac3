"""The forms of items whose answer is typed."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, FormField, StringField
from wtforms.validators import ValidationError

from quizapp.authoring.item_fields import (
    MOST_ROWS,
    ItemFields,
    Rows,
    are_unlike,
    front_field,
    line_field,
    text_field,
)
from quizapp.domain.bank.yaml_text import Bare

_PLAIN = re.compile(r"-?[0-9][0-9.]*(?: [A-Za-z]+| ?%)?")


class KnownFields(Form):
    """A known wrong answer, and what is said to whoever types it."""

    text = line_field(_l("Wrong answer"))
    feedback = text_field(_l("Feedback to whoever types it"), rows=1)

    def validate_text(self, field: StringField) -> None:
        """Feedback is for one answer: without it, it would be lost."""
        if self.feedback.data and not field.data:
            raise ValidationError(_l("Say which wrong answer is meant."))


class TypedFields(ItemFields):
    """What items with a typed answer have: known wrong answers with their feedback."""

    feedback = Rows(FormField(KnownFields), _l("Feedback"), max_entries=MOST_ROWS)

    def validate(self, extra_validators: Any = None) -> bool:
        """An answer that is named twice would lose what is said of it first."""
        is_valid: bool = super().validate(extra_validators)
        return are_unlike(row.form.text for row in self.feedback) and is_valid

    def written(self) -> dict[str, Any]:
        """The item, with feedback by the wrong answer; a row without one is left out."""
        rows = [row.form for row in self.feedback]
        said = {row.text.data: row.feedback.data or "" for row in rows if row.text.data}
        whole = {**super().written(), "feedback": said}
        return {key: value for key, value in whole.items() if value}


class NumberFields(TypedFields):
    """A number to be typed."""

    KIND = "number"
    NAME = _l("Number to type")
    OWN = ("stem", "front", "key", "tolerance", "unit")

    stem = text_field(_l("Question"))
    front = front_field(_l("Where the question asks for more than a card can."))
    key = line_field(_l("Right number"), _l("Such as 1500, 1.5 million or 12 %."))
    tolerance = line_field(
        _l("How far from it is still right"),
        _l("A number, or a percentage such as 5 %. Left empty, only the number itself is right."),
    )
    unit = line_field(
        _l("Unit"), _l("Such as people or km. It stands beside the field; nobody has to type it.")
    )

    def written(self) -> dict[str, Any]:
        """The item, its numbers without quotes where YAML needs none."""
        said = super().written()
        numbers = {name: said[name] for name in ("key", "tolerance") if name in said}
        plain: dict[str, Any] = {
            name: Bare(text) for name, text in numbers.items() if _PLAIN.fullmatch(text)
        }
        return {**said, **plain}
