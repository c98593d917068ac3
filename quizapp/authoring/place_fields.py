"""The form of a passage in which sentences are to be marked."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form, FormField, StringField
from wtforms.validators import ValidationError

from quizapp.authoring.item_fields import (
    LESS_WRONG,
    MOST_ROWS,
    ItemFields,
    Rows,
    are_unlike,
    credit_field,
    line_field,
    text_field,
)


class SentenceFields(Form):
    """What is said to whoever marks one sentence of the passage."""

    text = line_field(_l("First words of the sentence"))
    feedback = text_field(_l("Feedback to whoever marks it"), rows=1)

    def validate_text(self, field: StringField) -> None:
        """Feedback is for one sentence: without its words it would be lost."""
        if self.feedback.data and not field.data:
            raise ValidationError(_l("Say which sentence is meant, by its first words."))


class PlaceFields(ItemFields):
    """A passage in which to find what proves or contradicts something."""

    KIND = "place"
    NAME = _l("Sentence to find in a passage")
    OWN = ("stem", "text", "credit")

    stem = text_field(_l("Question"))
    text = text_field(
        _l("Passage"),
        _l(
            "Copy it from the article. Put what is right between double braces: {{like this}}."
            " Learners choose among its sentences."
        ),
        rows=5,
    )
    feedback = Rows(FormField(SentenceFields), _l("Feedback"), max_entries=MOST_ROWS)
    credit = credit_field(LESS_WRONG, _l("If several are right, credit"))

    def validate(self, extra_validators: Any = None) -> bool:
        """A sentence that is named twice would lose what is said of it first."""
        is_valid: bool = super().validate(extra_validators)
        return are_unlike(row.form.text for row in self.feedback) and is_valid

    def written(self) -> dict[str, Any]:
        """The item, with feedback by the first words of a part; a row without them is left out."""
        rows = [row.form for row in self.feedback]
        said = {row.text.data: row.feedback.data or "" for row in rows if row.text.data}
        whole = {**super().written(), "feedback": said}
        return {key: value for key, value in whole.items() if value}


def feedback_rows(written: Any) -> list[dict[str, str]]:
    """The feedback of a passage as rows of its form."""
    pairs = written.items() if isinstance(written, dict) else ()
    return [{"text": text, "feedback": said} for text, said in pairs if isinstance(said, str)]
