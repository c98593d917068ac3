"""A little spread in intervals, so that items learnt together do not all fall due together."""

from __future__ import annotations

import math
import random

MAXIMUM_DAYS = 36_500

# Anki's ranges, which FSRS adopted: beyond `start` days, `factor` of the days up to `end`.
_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.10), (20.0, math.inf, 0.05))


def fuzz_range(days: int) -> tuple[int, int]:
    """The shortest and the longest interval, in days, that stand in for one of `days` days."""
    if days < _RANGES[0][0]:
        return days, days
    spread = 1.0 + sum(
        factor * max(min(float(days), end) - start, 0.0) for start, end, factor in _RANGES
    )
    longest = min(round(days + spread), MAXIMUM_DAYS)
    return min(max(2, round(days - spread)), longest), longest


def fuzzed_interval(days: int, seed: str) -> int:
    """An interval near `days`, in days; the same for the same seed, and never shorter for more."""
    shortest, longest = fuzz_range(days)
    share = random.Random(seed).random()
    return shortest + int(share * (longest - shortest + 1))
