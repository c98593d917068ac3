"""The learner's pages: reading, quizzes, cards, progress."""

from quizapp.learner import (
    assignments,
    attempts,
    cards,
    challenges,
    home,
    joining,
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
    "joining",
    "notices",
    "quizzes",
    "reading",
]
