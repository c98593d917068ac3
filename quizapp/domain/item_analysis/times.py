"""How long a response took."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.item_analysis.moments import quantile

LONGEST_SECONDS = 600
"""Beyond, the learner has most likely done something else meanwhile, or gone away."""

TOO_LONG = -1
"""Stands for any longer time."""


@dataclass(frozen=True)
class TimeFigures:
    """Seconds from the response before it, or from the start of the attempt.

    Attributes:
        n: How many responses have a time.
        median: The middle one; None without any.
        lower: The first quartile.
        upper: The third quartile.
        too_long: How many took longer than `LONGEST_SECONDS`, and are not in the others.
    """

    n: int
    median: float | None
    lower: float | None
    upper: float | None
    too_long: int


def time_figures(seconds: Mapping[int, int]) -> TimeFigures:
    """The quartiles of response times.

    Args:
        seconds: How often each time occurs; `TOO_LONG` for those beyond the limit.
    """
    counts = {float(each): count for each, count in seconds.items() if each != TOO_LONG}
    median, lower, upper = (
        quantile(counts, part) if counts else None for part in (0.5, 0.25, 0.75)
    )
    return TimeFigures(sum(counts.values()), median, lower, upper, seconds.get(TOO_LONG, 0))
