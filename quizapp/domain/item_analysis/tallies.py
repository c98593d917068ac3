"""The figures of an item from tallies: how many attempts agree in all that its figures rest on.

A database counts a class's attempts faster than it hands them out one by one. The figures are
those of `analysis`, where an item that was not asked is left out and one that was asked and not
answered has a mark of 0.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from quizapp.domain.intervals import wilson_interval
from quizapp.domain.item_analysis.distractors import OptionUse, Thirds, option_use
from quizapp.domain.item_analysis.figures import ItemFigures
from quizapp.domain.item_analysis.groups import extreme_size, round_half_up, third_size
from quizapp.domain.item_analysis.matrix import Choice
from quizapp.domain.item_analysis.moments import is_constant
from quizapp.domain.item_analysis.reasons import Figure, Reason, value
from quizapp.domain.item_analysis.standing import attained_share
from quizapp.domain.item_analysis.verdicts import Evidence, verdicts
from quizapp.domain.item_analysis.weighing import (
    highest_counts,
    lowest_counts,
    weighted_correlation,
    weighted_mean,
    weighted_variance,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """So many attempts earned this mark on the item and this score of what they could.

    `chosen` is None where the item was asked and not answered.
    """

    mark: float
    score: float
    attainable: float
    count: int
    chosen: Choice | None = None


@dataclass(frozen=True)
class TalliedItem:
    """One item as it is marked in one way, with all attempts that asked it.

    Attributes:
        item_id: What it is called.
        tallies: The attempts; together they are all that count.
        keys: The options that are right; empty where the item is asked in several ways.
        options: Those to list even if nobody chose them, in order.
        chooses_one: Whether a response chooses one option, not several.
        chance: The share that blind guessing would get right; None if it is not known.
        max_mark: The mark for a perfect response.
    """

    item_id: str
    tallies: tuple[Tally, ...]
    keys: Choice = frozenset()
    options: tuple[str, ...] = ()
    chooses_one: bool = True
    chance: float | None = None
    max_mark: float = 1.0


@dataclass(frozen=True)
class _Ranked:
    """Tallies whose score on the other items is known, by that score."""

    tallies: list[Tally]
    rests: list[float]

    @property
    def marks(self) -> list[float]:
        return [tally.mark for tally in self.tallies]

    @cached_property
    def counts(self) -> list[int]:
        return [tally.count for tally in self.tallies]

    @cached_property
    def n(self) -> int:
        return sum(self.counts)

    @property
    def can_be_grouped(self) -> bool:
        return self.n >= 3 and min(self.rests) < max(self.rests)

    def chosen_by(self, parts: Sequence[float]) -> dict[str, float]:
        """How often each option was chosen within a group."""
        sums: dict[str, float] = {}
        for tally, part in zip(self.tallies, parts, strict=True):
            for option in tally.chosen or () if part else ():
                sums[option] = sums.get(option, 0.0) + part
        return sums


def tallied_figures(item: TalliedItem, without: Figure) -> ItemFigures:
    """The figures of an item, each as `analysis` gives it.

    Args:
        item: The item.
        without: Alpha of the other items, or why there is none.
    """
    counts = [tally.count for tally in item.tallies]
    n, ranked = sum(counts), _ranked(item)
    figures: dict[str, Figure] = {
        "facility": _facility(item, counts),
        "sd": _deviation(item, counts),
        "item_rest": _item_rest(item, ranked),
        "upper_lower": _upper_lower(item, counts, ranked),
        "alpha_if_deleted": without,
    }
    share = value(figures["facility"])
    interval = None if share is None else wilson_interval(share, n)
    options = _option_uses(item, n, ranked)
    evidence = Evidence(
        keys=item.keys,
        chooses_one=item.chooses_one,
        chance=item.chance,
        n=n,
        facility=figures["facility"],
        facility_interval=interval,
        item_rest=figures["item_rest"],
        item_rest_n=ranked.n,
        options=options,
        ranked=ranked.n if ranked.can_be_grouped else 0,
        stronger_half=lambda: _stronger_half(ranked),
    )
    omitted = sum(tally.count for tally in item.tallies if tally.chosen is None)
    return ItemFigures(
        item_id=item.item_id,
        max_mark=item.max_mark,
        n=n,
        omitted_share=omitted / n if n else None,
        facility_interval=interval,
        item_rest_n=ranked.n,
        options=options,
        verdicts=verdicts(evidence),
        undefined={name: each for name, each in figures.items() if isinstance(each, Reason)},
        **{name: value(each) for name, each in figures.items()},
    )


def _ranked(item: TalliedItem) -> _Ranked:
    """All tallies of attempts that asked other items as well."""
    pairs = [
        (tally, attained_share(tally.score - tally.mark, tally.attainable - item.max_mark))
        for tally in item.tallies
    ]
    known = [(tally, rest) for tally, rest in pairs if rest is not None]
    return _Ranked([tally for tally, _ in known], [rest for _, rest in known])


def _facility(item: TalliedItem, counts: Sequence[int]) -> Figure:
    if not counts:
        return Reason.NO_RESPONSES
    mean = weighted_mean([tally.mark for tally in item.tallies], counts)
    return max(0.0, min(1.0, mean / item.max_mark))


def _deviation(item: TalliedItem, counts: Sequence[int]) -> Figure:
    if sum(counts) < 2:
        return Reason.ONE_LEARNER if counts else Reason.NO_RESPONSES
    return math.sqrt(weighted_variance([tally.mark for tally in item.tallies], counts))


def _item_rest(item: TalliedItem, ranked: _Ranked) -> Figure:
    if ranked.n < 2:
        return _too_few(item, ranked)
    if is_constant(ranked.marks):
        return Reason.CONSTANT_ITEM
    if is_constant(ranked.rests):
        return Reason.CONSTANT_REST
    return weighted_correlation(ranked.marks, ranked.rests, ranked.counts)


def _upper_lower(item: TalliedItem, counts: Sequence[int], ranked: _Ranked) -> Figure:
    if not ranked.n or sum(counts) < 2:
        return _too_few(item, ranked)
    shares = [attained_share(tally.score, tally.attainable) or 0.0 for tally in item.tallies]
    if is_constant(shares):
        return Reason.CONSTANT_SCORE
    size = extreme_size(sum(counts))
    upper, lower = highest_counts(shares, counts, size), lowest_counts(shares, counts, size)
    gap = math.fsum(
        (high - low) * tally.mark
        for tally, high, low in zip(item.tallies, upper, lower, strict=True)
    )
    return max(-1.0, min(1.0, gap / (size * item.max_mark)))


def _too_few(item: TalliedItem, ranked: _Ranked) -> Reason:
    if not item.tallies:
        return Reason.NO_RESPONSES
    return Reason.ONE_LEARNER if ranked.n else Reason.ONE_ITEM


def _option_uses(item: TalliedItem, n: int, ranked: _Ranked) -> tuple[OptionUse, ...]:
    if not item.keys:
        return ()
    counts: dict[str, int] = {}
    for tally in item.tallies:
        for option in tally.chosen or ():
            counts[option] = counts.get(option, 0) + tally.count
    by_third = _shares_by_third(ranked) if ranked.can_be_grouped else {}
    nowhere = Thirds(0.0, 0.0, 0.0) if ranked.can_be_grouped else None
    others = sorted({*counts, *item.keys} - set(item.options))
    return tuple(
        option_use(
            option, option in item.keys, counts.get(option, 0), n, by_third.get(option, nowhere)
        )
        for option in (*item.options, *others)
    )


def _shares_by_third(ranked: _Ranked) -> Mapping[str, Thirds]:
    size = third_size(ranked.n)
    lowest = lowest_counts(ranked.rests, ranked.counts, size)
    highest = highest_counts(ranked.rests, ranked.counts, size)
    between = [
        count - low - high for count, low, high in zip(ranked.counts, lowest, highest, strict=True)
    ]
    thirds = [ranked.chosen_by(parts) for parts in (lowest, between, highest)]
    sizes = [sum(parts) for parts in (lowest, between, highest)]
    return {
        option: Thirds(
            *(third.get(option, 0.0) / of for third, of in zip(thirds, sizes, strict=True))
        )
        for option in set().union(*thirds)
    }


def _stronger_half(ranked: _Ranked) -> Mapping[str, float]:
    size = round_half_up(ranked.n / 2)
    return ranked.chosen_by(highest_counts(ranked.rests, ranked.counts, size))
