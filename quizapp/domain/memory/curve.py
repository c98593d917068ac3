"""The forgetting curve of FSRS-6 and its next stabilities, as plain arithmetic.

The weights are the default ones of the `fsrs` package, which is asked for every memory that is
stored (see updates.py). What is worked out here is what a plan needs for each item of a bank, a
hundred times faster; the tests hold it against the package to the last bit.

Source: Ye (2024), "The FSRS algorithm", version 6. Stability is in days, difficulty from 1 to 10.
"""

from __future__ import annotations

import math

WEIGHTS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
"""The default ones of the package, written down: a plan needs them, and not the package."""

DECAY = WEIGHTS[20]
"""How the curve falls: a power, not an exponential. The package's 21st weight."""

FACTOR: float = 0.9 ** (-1 / DECAY) - 1
"""Makes recall nine tenths when the stability has passed."""

FIRST_AGAIN, FIRST_HARD, FIRST_GOOD, FIRST_EASY = WEIGHTS[:4]
"""Stability in days after the first answer, by its rating."""

_LEAST_STABILITY = 0.001
_EASE = math.pow(math.e, WEIGHTS[8])
_LOSS = math.pow(math.e, WEIGHTS[17] * WEIGHTS[18])


def recall_after(days: float, stability: float) -> float:
    """The chance, from 0 to 1, of recalling so many days after an answer; days at least 0."""
    return math.pow(1 + FACTOR * days / stability, -DECAY)


def days_until(retention: float, stability: float) -> float:
    """After how many days recall has fallen to `retention`, which is above 0 and below 1."""
    return stability * (math.pow(retention, -1 / DECAY) - 1) / FACTOR


def stability_if_known(stability: float, difficulty: float, recall: float) -> float:
    """The stability, in days, after a Good on a later day, when recall had fallen to `recall`."""
    gain = (
        _EASE
        * (11 - difficulty)
        * math.pow(stability, -WEIGHTS[9])
        * (math.pow(math.e, (1 - recall) * WEIGHTS[10]) - 1)
    )
    return max(stability * (1 + gain), _LEAST_STABILITY)


def stability_if_missed(stability: float, difficulty: float, recall: float) -> float:
    """The stability, in days, after an Again on a later day, at the same recall."""
    relearnt = (
        WEIGHTS[11]
        * math.pow(difficulty, -WEIGHTS[12])
        * (math.pow(stability + 1, WEIGHTS[13]) - 1)
        * math.pow(math.e, (1 - recall) * WEIGHTS[14])
    )
    most = stability / _LOSS
    return max(min(relearnt, most), _LEAST_STABILITY)


def mixed(known: float, missed: float, chance: float) -> float:
    """The stability of what was known with that chance, from 0 to 1, and else missed.

    By their logarithms, since stabilities are compared by their ratios.
    """
    return math.pow(known, chance) * math.pow(missed, 1 - chance)
