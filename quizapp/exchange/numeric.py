"""Numbers to be typed, as other programs have them: in digits, with a tolerance around them."""

from __future__ import annotations

from quizapp.domain.items import NumberItem
from quizapp.domain.items.typed_numbers import written_number
from quizapp.domain.items.written_numbers import exact_text
from quizapp.exchange.asked import Answer, Asked


def number_question(item: NumberItem) -> Asked:
    """Return the question; its first answer is the key, others are known wrong numbers."""
    known = (Answer(_digits(item, text), 0.0, told) for text, told in item.feedback.items())
    return Asked("words", item.stem, (Answer(_digits(item, item.key), 1.0), *known))


def _digits(item: NumberItem, text: str) -> str:
    return exact_text(written_number(text, item.counted))
