"""What a learner remembers of an item: scheduling, predicted recall, what counts as evidence."""

from quizapp.domain.memory.evidence import quiz_rating
from quizapp.domain.memory.moment import Moment
from quizapp.domain.memory.schedule import (
    Memory,
    Rating,
    Stage,
    next_memories,
    recall,
    recall_curve,
    reviewed,
)

__all__ = [
    "Memory",
    "Moment",
    "Rating",
    "Stage",
    "next_memories",
    "quiz_rating",
    "recall",
    "recall_curve",
    "reviewed",
]
