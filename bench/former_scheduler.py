"""The scheduler that the app had before its engine, kept as a baseline: FSRS-6 with one step.

Stability is in days: the time in which predicted recall falls to 90 %. Difficulty runs from
1 to 10. See docs/glossary.md, and the algorithm's description by Ye (2024), "The FSRS
algorithm", for the formulas.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from functools import lru_cache

import fsrs

from bench.former_fuzz import fuzzed_interval
from quizapp.domain.memory.ratings import Rating

STEPS = (timedelta(minutes=10),)
"""What was not known came back in ten minutes; what was known, only after days."""


class Stage(IntEnum):
    """Where an item stands: minutes apart while it is learnt, days apart afterwards."""

    LEARNING = 1
    REVIEW = 2
    RELEARNING = 3


@dataclass(frozen=True)
class Memory:
    """One learner's memory of one item after at least one review. Times are aware, in UTC."""

    stage: Stage
    step: int | None
    stability: float
    difficulty: float
    due_at: datetime
    reviewed_at: datetime


def reviewed(
    memory: Memory | None,
    rating: Rating,
    now: datetime,
    *,
    retention: float = 0.9,
    fuzz_seed: str | None = None,
) -> Memory:
    """The memory after a review at `now`.

    Args:
        memory: The memory before, None for an item never reviewed.
        rating: How the review went.
        now: When. A moment before the last review (a clock set back) counts as that review's.
        retention: The predicted recall at which the item falls due, between 0 and 1.
        fuzz_seed: Spreads what was learnt together over neighbouring days, the same way each
            time for the same seed. None leaves the interval as FSRS gives it.
    """
    if memory is not None:
        now = max(now, memory.reviewed_at)
    card, _ = _scheduler(retention).review_card(_as_card(memory), fsrs.Rating(rating), now)
    after = _as_memory(card)
    if fuzz_seed is None or after.stage is not Stage.REVIEW:
        return after
    days = fuzzed_interval((after.due_at - now).days, fuzz_seed)
    return Memory(
        after.stage,
        after.step,
        after.stability,
        after.difficulty,
        due_at=now + timedelta(days=days),
        reviewed_at=after.reviewed_at,
    )


def next_memories(
    memory: Memory | None,
    now: datetime,
    *,
    retention: float = 0.9,
    fuzz_seed: str | None = None,
) -> dict[Rating, Memory]:
    """The memory after each of the four ratings, to show the next interval beside each."""
    return {
        rating: reviewed(memory, rating, now, retention=retention, fuzz_seed=fuzz_seed)
        for rating in Rating
    }


def recall(memory: Memory, at: datetime) -> float:
    """The predicted probability, from 0 to 1, that the item is recalled at `at`.

    FSRS's retrievability, a power curve through whole days since the last review.
    """
    return _scheduler(0.9).get_card_retrievability(_as_card(memory), at)


def recall_curve() -> tuple[float, float]:
    """Factor and decay of the curve behind `recall`, for working it out where the cards are.

    After d whole days, a memory of stability s is recalled with (1 + factor * d / s) ** decay.
    """
    decay = -_scheduler(0.9).parameters[20]
    return 0.9 ** (1 / decay) - 1, decay


@lru_cache(maxsize=16)
def _scheduler(retention: float) -> fsrs.Scheduler:
    # The package's own fuzz draws from Python's global generator; ours is seeded (see fuzz.py).
    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=STEPS,
        relearning_steps=STEPS,
        enable_fuzzing=False,
    )


def _as_card(memory: Memory | None) -> fsrs.Card:
    # Without a card id the package sleeps a millisecond to make one up.
    if memory is None:
        return fsrs.Card(card_id=0)
    return fsrs.Card(
        card_id=0,
        state=fsrs.State(memory.stage),
        step=memory.step,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due_at,
        last_review=memory.reviewed_at,
    )


def _as_memory(card: fsrs.Card) -> Memory:
    if card.stability is None or card.difficulty is None or card.last_review is None:
        raise ValueError("a reviewed card has a stability, a difficulty and a last review")
    return Memory(
        stage=Stage(card.state),
        step=card.step,
        stability=card.stability,
        difficulty=card.difficulty,
        due_at=card.due,
        reviewed_at=card.last_review,
    )
