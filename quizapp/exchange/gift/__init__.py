"""GIFT, Moodle's format for questions as plain text."""

from __future__ import annotations

from quizapp.exchange.gift.reader import read_gift
from quizapp.exchange.gift.writer import write_gift

__all__ = ["read_gift", "write_gift"]
