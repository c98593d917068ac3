"""Why an item is asked now, as figures that a page puts into a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from quizapp.domain.memory.log.folding import Track
from quizapp.domain.memory.plan.forecasts import Forecast

MISSED_BELOW = 0.5
"""An answer that was rather not known than known was missed."""


@dataclass(frozen=True, slots=True)
class Neglected:
    """It was not asked for so many learning days."""

    kind: ClassVar[str] = "neglected"
    days: int


@dataclass(frozen=True, slots=True)
class New:
    """It was never asked."""

    kind: ClassVar[str] = "new"


@dataclass(frozen=True, slots=True)
class Missed:
    """It was missed on that day."""

    kind: ClassVar[str] = "missed"
    day: date


@dataclass(frozen=True, slots=True)
class FadesBefore:
    """Left alone, recall would be as low as this on the day that counts."""

    kind: ClassVar[str] = "fades-before"
    day: date
    recall: float


@dataclass(frozen=True, slots=True)
class Rises:
    """On the day that counts, recall would rise from `before` to `after` by asking it today."""

    kind: ClassVar[str] = "rises"
    day: date
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class FadesWithinTheMonth:
    """Left alone, mean recall in the next thirty days would be as low as this."""

    kind: ClassVar[str] = "fades-within-the-month"
    recall: float


@dataclass(frozen=True, slots=True)
class Keeps:
    """It would be remembered anyhow, and asking it keeps it."""

    kind: ClassVar[str] = "keeps"


Reason = Neglected | New | Missed | FadesBefore | Rises | FadesWithinTheMonth | Keeps


def reason_of(track: Track, forecast: Forecast, exam: date | None, retention: float) -> Reason:
    """The first reason that holds, apart from having been neglected.

    Args:
        track: What the learner's own answers to the item come to.
        forecast: What asking it today would change.
        exam: The day that counts, None where the month ahead does.
        retention: Recall below this, a share, is called forgetting.
    """
    if track.state is None:
        return New()
    if track.known is not None and track.known < MISSED_BELOW:
        return Missed(track.state.day)
    if exam is None:
        is_fading = forecast.waiting < retention
        return FadesWithinTheMonth(forecast.waiting) if is_fading else Keeps()
    if forecast.waiting < retention:
        return FadesBefore(exam, forecast.waiting)
    return Rises(exam, forecast.waiting, forecast.asked)
