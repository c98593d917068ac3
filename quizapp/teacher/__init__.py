"""The teacher's pages: the class's scores."""

from quizapp.teacher import scores
from quizapp.teacher.blueprint import bp

__all__ = ["bp", "scores"]
