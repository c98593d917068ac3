"""The learner's pages: reading, quizzes, cards, progress."""

from quizapp.learner import attempts, cards, notices, quizzes, reading
from quizapp.learner.blueprint import bp

__all__ = ["attempts", "bp", "cards", "notices", "quizzes", "reading"]
