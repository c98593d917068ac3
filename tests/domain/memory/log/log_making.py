"""Rows of a log for tests, written short: days in March 2026, hours from the first midnight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from quizapp.domain.memory.guesses import one_of
from quizapp.domain.memory.log.rows import (
    Answered,
    KeyCorrected,
    KeySeen,
    Merged,
    Rated,
    Remarked,
    Retracted,
)
from quizapp.domain.memory.ratings import Rating

START = datetime(2026, 3, 1, tzinfo=UTC)


def march(day: int) -> date:
    return date(2026, 3, day)


def when(hour: float) -> dict[str, Any]:
    """The moment, its learning day, and an id that follows from it."""
    at = START + timedelta(hours=hour)
    return {"at": at, "day": (at - timedelta(hours=4)).date(), "id": f"at {hour:09.3f}"}


def answered(hour: float, mark: float = 1.0, **terms: Any) -> Answered:
    began = START + timedelta(hours=terms.pop("began", hour))
    whose = {"learner": "ann", "item": "one", "guess": one_of(4), "begun_at": began}
    return Answered(**{**when(hour), **whose, "mark": mark, **terms})


def rated(hour: float, rating: Rating = Rating.GOOD, **terms: Any) -> Rated:
    return Rated(**{**when(hour), "learner": "ann", "item": "one", "rating": rating, **terms})


def key_seen(hour: float, **terms: Any) -> KeySeen:
    return KeySeen(**{**when(hour), "learner": "ann", "item": "one", **terms})


def retracted(hour: float, of: str) -> Retracted:
    return Retracted(**when(hour), of=of)


def remarked(hour: float, of: str, mark: float) -> Remarked:
    return Remarked(**when(hour), of=of, mark=mark)


def corrected(hour: float, item: str = "one") -> KeyCorrected:
    return KeyCorrected(**when(hour), item=item)


def merged(hour: float, source: str, target: str) -> Merged:
    return Merged(**when(hour), source=source, target=target)
