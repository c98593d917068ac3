"""Questions as people write them: numbered, with lettered options; checklists; cards in notes."""

from __future__ import annotations

from quizapp.exchange.plain_text.cards import looks_like_cards, read_cards
from quizapp.exchange.plain_text.reader import read_lines, read_text
from quizapp.exchange.plain_text.signs import Line, looks_like_questions

__all__ = [
    "Line",
    "looks_like_cards",
    "looks_like_questions",
    "read_cards",
    "read_lines",
    "read_text",
]
