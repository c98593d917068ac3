"""The forms of items whose answer is typed."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FormField

from quizapp.authoring.feedback_fields import FeedbackFields, RowFields
from quizapp.authoring.item_fields import MOST_ROWS, Rows, front_field, line_field, text_field
from quizapp.domain.bank.yaml_text import Bare

_PLAIN = re.compile(r"-?[0-9][0-9.]*(?: [A-Za-z]+| ?%)?")


class KnownFields(RowFields):
    """A known wrong answer, and what is said to whoever types it."""

    UNNAMED = _l("Say which wrong answer is meant.")

    text = line_field(_l("Wrong answer"))
    feedback = text_field(_l("Feedback to whoever types it"), rows=1)


class TypedFields(FeedbackFields):
    """What items with a typed answer have: a question, and known wrong answers with feedback."""

    stem = text_field(_l("Question"))
    front = front_field(_l("Where the question asks for more than a card can."))
    feedback = Rows(FormField(KnownFields), _l("Feedback"), max_entries=MOST_ROWS)


class NumberFields(TypedFields):
    """A number to be typed."""

    KIND = "number"
    NAME = _l("Number to type")
    OWN = ("stem", "front", "key", "tolerance", "unit")

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
