"""The learner's pages: reading, quizzes, cards, progress."""

from quizapp.learner import (
    assignments,
    attempts,
    cards,
    challenges,
    home,
    notices,
    quizzes,
    reading,
)
from quizapp.learner.blueprint import bp

__all__ = [
    "assignments",
    "attempts",
    "bp",
    "cards",
    "challenges",
    "home",
    "notices",
    "quizzes",
    "reading",
]
