"""The learner's pages: reading, quizzes, cards, progress."""

from quizapp.learner import (
    challenges,
    home,
)
from quizapp.learner.blueprint import bp

__all__ = [
    "bp",
    "challenges",
    "home",
]
