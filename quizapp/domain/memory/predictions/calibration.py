"""How well predictions came true, and from how many answers that can be said."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from quizapp.domain.memory.predictions.recorded import SURE, UNSURE

BINS = 10
FEWEST_IN_A_BIN = 20
"""A share of fewer answers says too little to be shown."""

FEWEST_FOR_ORDER = 20
"""Right answers, and wrong ones, from which on it is said how well they are told apart."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A predicted chance, from 0 to 1, and what came of it."""

    chance: float
    is_right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers whose predicted chances lie from `low` to `high`: so many, and shares of them."""

    low: float
    high: float
    n: int
    predicted: float
    right: float


@dataclass(frozen=True)
class Calibration:
    """Figures of at least one answer.

    Attributes:
        n: Answers.
        predicted: Mean chance.
        right: Share that was right.
        brier: Mean squared error, 0 to 1. Source: Brier (1950), "Verification of forecasts".
        log_loss: Mean of -log of the chance given to what happened, in nats.
        auc: The chance that a right answer was given a higher chance than a wrong one, ties half;
            None where too few were right or wrong.
        bins: Ten of equal width, those of few answers joined with a neighbour.
    """

    n: int
    predicted: float
    right: float
    brier: float
    log_loss: float
    auc: float | None
    bins: tuple[Bin, ...]


def calibration(outcomes: Sequence[Outcome]) -> Calibration | None:
    """The figures of these answers; None where there are none."""
    if not outcomes:
        return None
    return Calibration(
        n=len(outcomes),
        predicted=fmean(each.chance for each in outcomes),
        right=fmean(each.is_right for each in outcomes),
        brier=fmean((each.chance - each.is_right) ** 2 for each in outcomes),
        log_loss=fmean(log_loss(each.chance, is_right=each.is_right) for each in outcomes),
        auc=_auc(outcomes),
        bins=bins(outcomes),
    )


def log_loss(chance: float, *, is_right: bool) -> float:
    """-log of the chance given to what happened, in nats."""
    chance = max(UNSURE, min(SURE, chance))
    return -math.log(chance if is_right else 1 - chance)


def _auc(outcomes: Sequence[Outcome]) -> float | None:
    right = [each.chance for each in outcomes if each.is_right]
    wrong = sorted(each.chance for each in outcomes if not each.is_right)
    if min(len(right), len(wrong)) < FEWEST_FOR_ORDER:
        return None
    wins = sum((bisect_left(wrong, each) + bisect_right(wrong, each)) / 2 for each in right)
    return wins / (len(right) * len(wrong))


def bins(outcomes: Sequence[Outcome]) -> tuple[Bin, ...]:
    """The answers by predicted chance; empty where all together are too few for one."""
    groups: list[list[Outcome]] = [[] for _ in range(BINS)]
    for each in outcomes:
        groups[min(int(each.chance * BINS), BINS - 1)].append(each)
    joined: list[Bin] = []
    start, gathered = 0, list[Outcome]()
    for place, group in enumerate(groups, start=1):
        gathered += group
        if len(gathered) >= FEWEST_IN_A_BIN:
            joined.append(_bin(start, place, gathered))
            start, gathered = place, []
    return tuple(_with_rest(joined, gathered))


def _with_rest(joined: list[Bin], rest: Sequence[Outcome]) -> list[Bin]:
    """What is left at the upper end is joined with the bin below it."""
    if not joined:
        return []
    last, n = joined[-1], joined[-1].n + len(rest)
    predicted = (last.predicted * last.n + sum(each.chance for each in rest)) / n
    right = (last.right * last.n + sum(each.is_right for each in rest)) / n
    return [*joined[:-1], Bin(last.low, 1.0, n, predicted, right)]


def _bin(start: int, end: int, outcomes: Sequence[Outcome]) -> Bin:
    return Bin(
        start / BINS,
        end / BINS,
        len(outcomes),
        fmean(each.chance for each in outcomes),
        fmean(each.is_right for each in outcomes),
    )
