"""What a learner remembers of an item: evidence, memories, the plan of a day, predictions."""

from quizapp.domain.memory.moment import Moment
from quizapp.domain.memory.ratings import Rating

__all__ = ["Moment", "Rating"]
