"""What one answer does to a memory.

The `fsrs` package is asked twice, as if the item had been known and as if not. The two are mixed
by the chance that it was known: stabilities by their logarithms, since they are compared by
their ratios, difficulties as they are.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from typing import TYPE_CHECKING

from quizapp.domain.memory.curve import mixed, recall_after
from quizapp.domain.memory.guesses import PRODUCED, Guess
from quizapp.domain.memory.ratings import Rating

if TYPE_CHECKING:
    import fsrs

PRIOR = 0.30
"""The chance that a learner knows an item of the article that they were never asked."""

FULL = 1.0
"""The mark of a right answer; marks run from 0."""


@dataclass(frozen=True, slots=True)
class MemoryState:
    """One learner's memory of one item: all that is kept of it.

    Attributes:
        stability: Days in which recall falls to nine tenths.
        difficulty: From 1 to 10.
        day: The learning day of the last answer that changed it.
    """

    stability: float
    difficulty: float
    day: date

    def days_to(self, day: date) -> int:
        """Whole learning days since the last update, at least 0."""
        return max(0, (day - self.day).days)

    def recall_on(self, day: date) -> float:
        """The chance of recall on a learning day, from 0 to 1."""
        return recall_after(self.days_to(day), self.stability)


@dataclass(frozen=True, slots=True)
class Evidence:
    """An answer, as far as it says something about memory.

    Attributes:
        rating: What the package is told if the item was known.
        mark: From 0 to `FULL`.
        guess: What a guesser would have got.
    """

    rating: Rating
    mark: float = FULL
    guess: Guess = PRODUCED


def of_card(rating: Rating) -> Evidence:
    """A card's own rating, which is taken at its word."""
    return Evidence(rating, 0.0 if rating is Rating.AGAIN else FULL)


def rating_if_known(*, is_unsure: bool, is_hinted: bool, is_nearly: bool = False) -> Rating:
    """The rating of a right answer that is not a card's own; never Easy by itself.

    Args:
        is_unsure: The learner said so with the answer.
        is_hinted: A hint was shown before it.
        is_nearly: What was typed was taken for right although it was not quite.
    """
    return Rating.HARD if is_unsure or is_hinted or is_nearly else Rating.GOOD


def known_chance(evidence: Evidence, recall: float) -> float:
    """The probability that the answer was known and not guessed, from 0 to 1.

    By Bayes' rule for full marks, with no allowance for slips. A part of the marks counts by how
    far it lies above what a guesser gets.

    Args:
        evidence: The answer.
        recall: The chance, above 0, that it would be known, as it stood before.
    """
    if evidence.mark <= 0:
        return 0.0
    guess = evidence.guess
    known = recall / (recall + (1 - recall) * guess.chance)
    if evidence.mark >= FULL:
        return known
    if guess.mark >= FULL:
        return 0.0
    return max(0.0, (evidence.mark - guess.mark) / (FULL - guess.mark)) * known


def recall_before(state: MemoryState | None, day: date) -> float:
    """What the engine expects before an answer: the curve, or the prior if there is no memory."""
    return PRIOR if state is None else state.recall_on(day)


def learnt(state: MemoryState | None, evidence: Evidence, day: date) -> MemoryState:
    """The memory after an answer on a learning day.

    A day before that of the memory (a clock set back) counts as that day.
    """
    if state is not None:
        day = max(day, state.day)
    return _mixed(state, evidence.rating, known_chance(evidence, recall_before(state, day)), day)


def _mixed(state: MemoryState | None, rating: Rating, known: float, day: date) -> MemoryState:
    """The certain ends are the package's own results, so that a card is FSRS-6 bit for bit."""
    if known >= 1:
        return _rated(state, rating, day)
    missed = _rated(state, Rating.AGAIN, day)
    if known <= 0:
        return missed
    passed = _rated(state, rating, day)
    return MemoryState(
        mixed(passed.stability, missed.stability, known),
        known * passed.difficulty + (1 - known) * missed.difficulty,
        day,
    )


def _rated(state: MemoryState | None, rating: Rating, day: date) -> MemoryState:
    import fsrs  # loaded by the first answer: reading a page needs the curve alone

    card, _ = _scheduler().review_card(_as_card(state), fsrs.Rating(rating), midnight(day))
    if card.stability is None or card.difficulty is None:
        raise ValueError("a reviewed card has a stability and a difficulty")
    return MemoryState(card.stability, card.difficulty, day)


@cache
def _scheduler() -> fsrs.Scheduler:
    """The package's own.

    With empty step lists its stabilities and difficulties are the same as with steps, and there is
    no stage to keep. Its own fuzz would draw from Python's global dice.
    """
    import fsrs

    return fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _as_card(state: MemoryState | None) -> fsrs.Card:
    import fsrs

    # Without a card id the package sleeps a millisecond to make one up.
    if state is None:
        return fsrs.Card(card_id=0)
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=state.stability,
        difficulty=state.difficulty,
        last_review=midnight(state.day),
    )


def midnight(day: date) -> datetime:
    """A learning day as the package takes it, so that it counts nights and not 24 hours."""
    return datetime.combine(day, time.min, UTC)
