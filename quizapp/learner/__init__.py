"""The learner's pages: reading, quizzes, cards, progress."""

from quizapp.learner import (
    home,
)
from quizapp.learner.blueprint import bp

__all__ = [
    "bp",
    "home",
]
