"""Feedback on single answers: a list of rows, each with an answer and what is said of it.

In the bank it is a group, in which the answer is the key.
"""

from __future__ import annotations

from typing import Any, ClassVar

from flask_babel.speaklater import LazyString
from wtforms import Form, StringField, TextAreaField
from wtforms.validators import ValidationError

from quizapp.authoring.item_fields import ItemFields, Rows, are_unlike


class RowFields(Form):
    """An answer, and what is said to whoever gives it. `UNNAMED` asks for an answer left out."""

    UNNAMED: ClassVar[LazyString]

    text: StringField
    feedback: TextAreaField

    def validate_text(self, field: StringField) -> None:
        """Feedback is for one answer: without it, it would be lost."""
        if self.feedback.data and not field.data:
            raise ValidationError(self.UNNAMED)


class FeedbackFields(ItemFields):
    """What items with such rows have."""

    feedback: Rows

    def validate(self, extra_validators: Any = None) -> bool:
        """An answer that is named twice would lose what is said of it first."""
        is_valid: bool = super().validate(extra_validators)
        return are_unlike(row.form.text for row in self.feedback) and is_valid

    def written(self) -> dict[str, Any]:
        """The item, with feedback by the answer; a row without one is left out."""
        rows = [row.form for row in self.feedback]
        said = {row.text.data: row.feedback.data or "" for row in rows if row.text.data}
        whole = {**super().written(), "feedback": said}
        return {key: value for key, value in whole.items() if value}


def feedback_rows(written: Any) -> list[dict[str, str]]:
    """The feedback of an item as rows of its form."""
    pairs = written.items() if isinstance(written, dict) else ()
    return [{"text": text, "feedback": said} for text, said in pairs if isinstance(said, str)]
