"""Tallies: how many learners agree in all that the figures of an item rest on.

All figures of an item depend on a response only through what was chosen, the mark, and the score
of its attempt. A database counts those that agree faster than it hands them out one by one; in a
response matrix, each response is a tally of one.

Of all learners, the strongest and the weakest are told without tossing a coin at the border: a
group is so many of each value. Learners who are tied there share the places that are left equally,
what drawing lots would give on average, whatever the order of the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

Choice = frozenset[str]
"""The options that one response chose; empty for "I don't know"."""

EXTREME = 0.27
"""The share in each extreme group: Kelley (1939), Journal of Educational Psychology 30, 17-24."""

_DIGITS = 12
"""Shares that agree in so many decimals are ties: sums in another order differ beyond them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """So many attempts earned this mark on the item and this score of what they could.

    `chosen` is None where the item was asked and not answered, and empty where no option was
    chosen or only the mark is known. `credit` is what the item gave to the score, None where that
    is the mark: a second try and a hint change what counts, not how right the first try was.
    `sequence` has the same options as `chosen` as they were put in order.
    """

    mark: float
    score: float
    attainable: float
    count: int
    chosen: Choice | None = None
    credit: float | None = None
    sequence: tuple[str, ...] = ()

    @property
    def counted(self) -> float:
        """What the item gave to the score."""
        return self.mark if self.credit is None else self.credit

    @property
    def rest(self) -> float:
        """What the other items gave to the score."""
        return self.score - self.counted


@dataclass(frozen=True)
class TalliedItem:
    """One item as it is marked in one way, with all attempts that count for it.

    Attributes:
        item_id: What it is called.
        tallies: The attempts; together they are all that count.
        keys: The options that are right; empty where the item is asked in several ways.
        options: Those to list even if nobody chose them, in order. Without keys and options,
            nothing is said of what was chosen.
        chooses_one: Whether a response chooses one option, not several.
        chance: The share that blind guessing would get right; None if it is not known.
        max_mark: The mark for a perfect response.
        left_out: How many did not answer and count for nothing: they are in no tally.
    """

    item_id: str
    tallies: Sequence[Tally]
    keys: Choice = frozenset()
    options: tuple[str, ...] = ()
    chooses_one: bool = True
    chance: float | None = None
    max_mark: float = 1.0
    left_out: int = 0

    @cached_property
    def counts(self) -> list[int]:
        """How many attempts each tally stands for."""
        return [tally.count for tally in self.tallies]

    @cached_property
    def n(self) -> int:
        """How many attempts there are."""
        return sum(self.counts)

    @cached_property
    def marks(self) -> list[float]:
        """What each tally earned on the item."""
        return [tally.mark for tally in self.tallies]

    @property
    def credits(self) -> list[float]:
        """What each tally's item gave to the score."""
        return [tally.counted for tally in self.tallies]

    @property
    def scores(self) -> list[float]:
        """What each tally earned on the whole."""
        return [tally.score for tally in self.tallies]

    @property
    def shares(self) -> list[float]:
        """The share of all attainable marks that each tally earned.

        Being shares, they can be compared between learners who were asked different items.
        """
        return [round(tally.score / tally.attainable, _DIGITS) for tally in self.tallies]

    @cached_property
    def beside_others(self) -> TalliedItem:
        """The item among those who were asked another as well."""
        tallies = [tally for tally in self.tallies if tally.attainable > self.max_mark]
        return self if len(tallies) == len(self.tallies) else replace(self, tallies=tallies)

    @cached_property
    def rests(self) -> list[float]:
        """The share of the marks on other items that each tally earned; of `beside_others` only.

        Where all were asked all, it differs from the sum of the other marks only by a factor.
        """
        top = self.max_mark
        return [round(tally.rest / (tally.attainable - top), _DIGITS) for tally in self.tallies]

    @property
    def omitted_share(self) -> float | None:
        """The share of those asked who did not answer; None if nobody was asked."""
        asked = self.n + self.left_out
        unanswered = sum(tally.count for tally in self.tallies if tally.chosen is None)
        return (unanswered + self.left_out) / asked if asked else None


def extreme_size(n: int) -> int:
    """How many learners the upper, and the lower, 27 % of n are; half of them at most."""
    return min(max(1, _nearest(EXTREME * n)), n // 2)


def third_size(n: int) -> int:
    """How many learners the strongest, and the weakest, third of n are; the middle has the rest."""
    return _nearest(n / 3)


def half_size(n: int) -> int:
    """How many learners the stronger half of n are."""
    return _nearest(n / 2)


def lowest(values: Sequence[float], counts: Sequence[int], size: int) -> list[float]:
    """How many of each value belong to the `size` lowest; a part of those tied at the border.

    Args:
        values: What learners are ordered by, in any order.
        counts: How many learners have each.
        size: At least 1, and not above the sum of the counts.
    """
    totals: defaultdict[float, int] = defaultdict(int)
    for value, count in zip(values, counts, strict=True):
        totals[value] += count
    places = size
    for border in sorted(totals):
        if totals[border] >= places:
            break
        places -= totals[border]
    tied = totals[border]
    return [
        float(count) if value < border else count * places / tied if value == border else 0.0
        for value, count in zip(values, counts, strict=True)
    ]


def highest(values: Sequence[float], counts: Sequence[int], size: int) -> list[float]:
    """How many of each value belong to the `size` highest."""
    return lowest([-value for value in values], counts, size)


def thirds(
    values: Sequence[float], counts: Sequence[int]
) -> tuple[list[float], list[float], list[float]]:
    """How many of each value belong to the weakest, middle and strongest third of at least 3."""
    size = third_size(sum(counts))
    weakest, strongest = lowest(values, counts, size), highest(values, counts, size)
    middle = [
        count - low - high for count, low, high in zip(counts, weakest, strongest, strict=True)
    ]
    return weakest, middle, strongest


def _nearest(value: float) -> int:
    """The nearest whole number; halves go up."""
    return int(value + 0.5)
