"""The teacher's pages."""

from quizapp.teacher import (
    bank,
    bank_history,
    exchange,
    items,
    paper,
    preview,
)
from quizapp.teacher.blueprint import bp

__all__ = [
    "bank",
    "bank_history",
    "bp",
    "exchange",
    "items",
    "paper",
    "preview",
]
