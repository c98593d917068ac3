"""Why a text that was typed is no answer yet, and how to write one."""

from __future__ import annotations

from flask_babel import format_decimal
from flask_babel import gettext as _

from quizapp.domain.items.written_numbers import MOST_TYPED

_EXAMPLE = 1.5


def unreadable_text(item_type: str, text: str) -> str:
    """What to do about it; what was typed stays in its field."""
    if not text:
        return str(_("Type an answer, or say that you don’t know."))
    if len(text) > MOST_TYPED:
        return str(_("This is too long. Type the answer alone, or say that you don’t know."))
    if item_type == "number":
        return str(
            _(
                "This cannot be read as a number. Type only the number, such as 1500, %(number)s or"
                " 1 million, or say that you don’t know.",
                number=format_decimal(_EXAMPLE),
            )
        )
    return str(
        _("This cannot be read as an answer. Write it in words, or say that you don’t know.")
    )
