"""The form of a passage in which sentences are to be marked."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import FormField

from quizapp.authoring.feedback_fields import FeedbackFields, RowFields
from quizapp.authoring.item_fields import (
    LESS_WRONG,
    MOST_ROWS,
    Rows,
    credit_field,
    line_field,
    text_field,
)


class SentenceFields(RowFields):
    """What is said to whoever marks one sentence of the passage."""

    UNNAMED = _l("Say which sentence is meant, by its first words.")

    text = line_field(_l("First words of the sentence"))
    feedback = text_field(_l("Feedback to whoever marks it"), rows=1)


class PlaceFields(FeedbackFields):
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
