"""How likely chance alone does as well: keys are put on other options, and all is played again.

If no strategy knows anything, a key stands as well on any other option of its question. With the
keys drawn anew many times, a strategy's result is held against the best that any of the strategies
reaches then, each in standard deviations of its own: the p-value is corrected for how many there
are, and for how alike they are (maxT in a single step: Westfall and Young 1993).
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

from quizapp.domain.bank.audit.many_sums import apart, side_by_side

ROUNDS = 1000
MOST_PLAYED = 400_000
"""Questions in all rounds together: very large banks are played less often, and need it less."""
FEWEST_ROUNDS = 200

ROUNDING = 1e-6
"""So near, in standard deviations, two results are the same."""


@dataclass(frozen=True)
class Bet:
    """What a strategy wins of one question for each option that is a key.

    A strategy that cannot choose between two options wins half for each.
    """

    wins: Sequence[float]
    keys: Sequence[int]

    @cached_property
    def won(self) -> float:
        """What it wins with the keys where they are."""
        return sum(self.wins[key] for key in self.keys)

    @cached_property
    def variance(self) -> float:
        """The variance of what it wins where the keys stand anywhere (hypergeometric)."""
        count, keys = len(self.wins), len(self.keys)
        if count == keys:
            return 0.0
        mean = sum(self.wins) / count
        spread = sum((win - mean) ** 2 for win in self.wins) / count
        return spread * keys * (count - keys) / (count - 1)

    @cached_property
    def expected(self) -> float:
        """What it wins by chance."""
        return sum(self.wins) * len(self.keys) / len(self.wins)


def corrected_p(bets: Mapping[str, Sequence[Bet]]) -> dict[str, float]:
    """Return for each strategy the p-value of what it wins, corrected for all of them.

    Args:
        bets: For each strategy its bet on each question, the same questions in the same order.

    """
    able = {name: each for name, each in bets.items() if sum(bet.variance for bet in each) > 0}
    if not able:
        return dict.fromkeys(bets, 1.0)
    observed = {name: _standardised(each) for name, each in able.items()}
    highest = _highest_by_chance(able)
    beaten = {name: _count_from(highest, result) for name, result in observed.items()}
    p = {name: (1 + count) / (1 + len(highest)) for name, count in beaten.items()}
    return {name: p.get(name, 1.0) for name in bets}


def _standardised(bets: Sequence[Bet]) -> float:
    spread = sqrt(sum(bet.variance for bet in bets))
    return _standard(sum(bet.won for bet in bets), sum(bet.expected for bet in bets), spread)


def _highest_by_chance(bets: Mapping[str, Sequence[Bet]]) -> list[float]:
    """Return the best result that any strategy has in each round with keys put elsewhere."""
    questions = [_Question.of(column) for column in zip(*bets.values(), strict=True)]
    spreads = [sqrt(sum(bet.variance for bet in each)) for each in bets.values()]
    expected = [sum(bet.expected for bet in each) for each in bets.values()]
    dice = random.Random("audit")  # noqa: S311  reproducible
    count = rounds_of(len(questions))
    rounds = (apart(_total(questions, dice), len(bets)) for _ in range(count))
    return [max(map(_standard, totals, expected, spreads)) for totals in rounds]


def rounds_of(questions: int, most: int = MOST_PLAYED, fewest: int = FEWEST_ROUNDS) -> int:
    """Return how often so many questions are played with their keys elsewhere."""
    return min(ROUNDS, max(fewest, most // questions))


@dataclass(frozen=True, slots=True)
class _Question:
    """For each option, in one integer, what all win if it is a key; and how many keys there are."""

    wins: Sequence[int]
    keys: int

    @classmethod
    def of(cls, bets: Sequence[Bet]) -> _Question:
        by_option = zip(*(bet.wins for bet in bets), strict=True)
        return cls([side_by_side(wins) for wins in by_option], len(bets[0].keys))


def _total(questions: Sequence[_Question], dice: random.Random) -> int:
    """Return what every strategy wins with the keys of all questions drawn anew."""
    total = 0
    for question in questions:
        for key in drawn_keys(len(question.wins), question.keys, dice):
            total += question.wins[key]
    return total


def drawn_keys(options: int, keys: int, dice: random.Random) -> Sequence[int]:
    """Return the places of so many keys among options, drawn by lot."""
    if keys == 1:
        return (int(dice.random() * options),)  # in a fifth of the time
    return dice.sample(range(options), keys)


def _standard(total: float, expected: float, spread: float) -> float:
    return (total - expected) / spread


def _count_from(values: Sequence[float], least: float) -> int:
    return sum(value >= least - ROUNDING for value in values)
