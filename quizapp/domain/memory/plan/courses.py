"""What asking items would change, day by day while they are left alone: worked out once."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from quizapp.domain.memory.plan.forecasts import Prospect, prospect_after, prospect_of_new
from quizapp.domain.memory.updates import MemoryState

MOST_KEPT = 4_096
"""Courses kept, in some 5 MB: a month of a hundred items takes 800, and after one more answer most
of them again."""

MOST_AT_ONCE = 1_000
"""Items of one learner that are looked up among them. Of more, the last would push the first out
before they are asked for again."""


class Course(dict[tuple[int, tuple[int, ...]], Prospect]):
    """A memory that is left alone: what asking would change.

    It is found by the days since the answer that left the memory, and by how many days ahead recall
    counts on that day.
    """

    __slots__ = ("difficulty", "stability")

    def __init__(self, stability: float, difficulty: float) -> None:
        super().__init__()
        self.stability, self.difficulty = stability, difficulty

    def __missing__(self, when: tuple[int, tuple[int, ...]]) -> Prospect:
        """Work out a day that nobody has looked at; a clock set back counts as the same day."""
        days, ahead = when
        found = prospect_after(max(0, days), self.stability, self.difficulty, ahead)
        self[when] = found
        return found


@lru_cache(maxsize=MOST_KEPT)
def course_of(stability: float, difficulty: float) -> Course:
    """The course of such a memory.

    It depends on nothing else. So it stays right: for other items and learners, for the same
    learner after the next answer, and for two threads that work out one day at once.
    """
    return Course(stability, difficulty)


def kept_prospect_of(state: MemoryState | None, day: date, ahead: tuple[int, ...]) -> Prospect:
    """What asking on a day would change, as `prospect_of` works it out."""
    if state is None:
        return prospect_of_new(ahead)
    return course_of(state.stability, state.difficulty)[state.days_to(day), ahead]
