"""The log that memories are worked out from: what happened, one row each, never changed.

A teacher's regrade (a mark for one person, an item struck out) is no row here: it changes marks
only, and a memory keeps the answer's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from quizapp.domain.memory.guesses import Guess
from quizapp.domain.memory.ratings import Rating


class AskedIn(StrEnum):
    """Where an answer was given, as far as it matters to memory."""

    QUIZ = "quiz"
    VOTE = "vote"  # before the discussion
    VOTE_AFTER_DISCUSSION = "vote after discussion"  # what was heard is no recall
    PREVIEW = "preview"  # a teacher trying it out


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Anything in the log.

    Attributes:
        day: The learning day, as it was stored with the row.
        at: The moment.
        id: The row's public id, the same wherever the row goes.
    """

    day: date
    at: datetime
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow(Row):
    """What one learner did with one item."""

    learner: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(ItemRow):
    """A checked answer.

    Attributes:
        begun_at: When the attempt began, by whose key it was marked.
        mark: From 0 to 1; 0 for "I don't know".
        guess: A guesser's luck, at the options that were left.
        rating: What it says if it was known: Good, or Hard after a hint, in doubt, or nearly right.
        asked_in: Where.
        number: 1 for the first try at this asking.
        is_key_held: The key was not shown after it.
    """

    begun_at: datetime
    mark: float
    guess: Guess
    rating: Rating = Rating.GOOD
    asked_in: AskedIn = AskedIn.QUIZ
    number: int = 1
    is_key_held: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rated(ItemRow):
    """A card turned and rated."""

    rating: Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySeen(ItemRow):
    """The key was shown: in a quiz, on a card, in a lesson or on looking back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retracted(Row):
    """An answer or rating taken back, by its id."""

    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked(Row):
    """An answer marked anew because more is accepted than before, by its id."""

    of: str
    mark: float


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyCorrected(Row):
    """An item's old key is no longer right: what was learnt by it is to be learnt anew."""

    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged(Row):
    """One learner's account became part of another's."""

    source: str
    target: str


def row_order(row: Row) -> tuple[date, datetime, str]:
    """The one order of all rows, for sorting."""
    return row.day, row.at, row.id
