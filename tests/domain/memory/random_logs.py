"""Logs of a small class with everything in them, in the order in which it happened."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from quizapp.domain.memory.guesses import PRODUCED, TRUE_OR_FALSE, one_of, pairs
from quizapp.domain.memory.log.rows import (
    Answered,
    AskedIn,
    ItemRow,
    KeyCorrected,
    KeySeen,
    Merged,
    Rated,
    Remarked,
    Retracted,
    Row,
)
from quizapp.domain.memory.ratings import Rating
from tests.domain.memory.log.log_making import START

ITEMS = ("one", "two", "three")
PAUSES = (0.01, 0.02, 0.3, 5, 20, 24, 70, 300)  # hours


class RandomLog:
    """A log that grows by dice: the same seed gives the same log."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)
        self._learners = ["ann", "bob", "cem"]
        self._now = START
        self.rows: list[Row] = []

    def grow(self, rows: int) -> list[Row]:
        """Let so many things happen; the whole log so far."""
        for _ in range(rows):
            self._now += timedelta(hours=self._dice.choice(PAUSES))
            self.rows.append(self._row())
        return self.rows

    def _row(self) -> Row:
        kinds = (self._answer, self._rating, self._sight, self._undo, self._remark)
        rare = (self._correction, self._merge)
        make = self._dice.choices((*kinds, *rare), (8, 6, 2, 2, 1, 0.5, 0.3))[0]
        return make() or self._answer()

    def _when(self) -> dict[str, Any]:
        day = (self._now - timedelta(hours=4)).date()
        name = f"{self._dice.randrange(10**9):09}"
        return {"day": day, "at": self._now, "id": name}

    def _whose(self) -> dict[str, Any]:
        dice = self._dice
        return {"learner": dice.choice(self._learners), "item": dice.choice(ITEMS)}

    def _answer(self) -> Row:
        dice = self._dice
        terms = {
            "begun_at": self._now - timedelta(hours=dice.choice((0, 0, 1, 30))),
            "mark": dice.choice((0.0, 0.0, 0.5, 0.75, 1.0, 1.0, 1.0)),
            "guess": dice.choice((PRODUCED, TRUE_OR_FALSE, one_of(4), pairs(4))),
            "rating": dice.choice((Rating.GOOD, Rating.GOOD, Rating.HARD)),
            "asked_in": dice.choices(tuple(AskedIn), (8, 2, 1, 1))[0],
            "number": dice.choice((1, 1, 1, 2)),
            "is_key_held": dice.random() < 0.2,
        }
        return Answered(**{**self._when(), **self._whose(), **terms})

    def _rating(self) -> Row:
        rating = self._dice.choice(tuple(Rating))
        return Rated(**self._when(), **self._whose(), rating=rating)

    def _sight(self) -> Row:
        return KeySeen(**self._when(), **self._whose())

    def _undo(self) -> Row | None:
        """Of the last thing that happened, on the same learning day."""
        last = self.rows[-1] if self.rows else None
        when = self._when()
        if not isinstance(last, Answered | Rated) or last.day != when["day"]:
            return None
        return Retracted(**when, of=last.id)

    def _remark(self) -> Row | None:
        answers = [row for row in self.rows if isinstance(row, Answered)]
        if not answers:
            return None
        of = self._dice.choice(answers)
        return Remarked(**self._when(), of=of.id, mark=1.0)

    def _correction(self) -> Row:
        return KeyCorrected(**self._when(), item=self._dice.choice(ITEMS))

    def _merge(self) -> Row | None:
        if len(self._learners) < 3:
            return None
        source = self._learners.pop()
        target = self._dice.choice(self._learners)
        return Merged(**self._when(), source=source, target=target)


def learners_of(rows: list[Row]) -> set[str]:
    """Whose rows a log holds."""
    return {row.learner for row in rows if isinstance(row, ItemRow)}
