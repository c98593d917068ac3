"""The figures of one item: how easy it was, whether it tells who knows the rest, who chose what."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.intervals import Interval, wilson_interval
from quizapp.domain.item_analysis.distractors import OptionUse, option_uses
from quizapp.domain.item_analysis.moments import (
    correlation,
    is_constant,
    mean,
    quantile,
    standard_deviation,
)
from quizapp.domain.item_analysis.reasons import (
    Figure,
    Reason,
    too_few_to_agree,
    undefined,
    values,
)
from quizapp.domain.item_analysis.tallies import TalliedItem, extreme_size, highest, lowest
from quizapp.domain.item_analysis.verdicts import Evidence, Verdict, verdicts

LONGEST_SECONDS = 600
"""Beyond, the learner has most likely done something else meanwhile, or gone away."""

TOO_LONG = -1
"""Stands for any longer time."""


@dataclass(frozen=True)
class ItemFigures:
    """The figures of one item; one that is None has its reason in `undefined`, by its name.

    Attributes:
        item_id: What the item is called.
        max_mark: The mark for a perfect response.
        n: The learners that count: all, or those who answered, by the rule for omitted ones.
        omitted_share: The share of all learners without a response.
        facility: The mean mark over the maximum.
        facility_interval: Its Wilson interval at 95 %.
        sd: The standard deviation of the marks (n - 1).
        item_rest: The item-rest correlation.
        item_rest_n: The learners it rests on: those with a mark on another item as well.
        upper_lower: The facility of the best 27 % minus that of the weakest.
        alpha_if_deleted: Cronbach's alpha of the other items.
        options: The use of each option; empty where only marks are known.
        verdicts: What may be said in words.
        undefined: Why a figure is None.
    """

    item_id: str
    max_mark: float
    n: int
    omitted_share: float | None
    facility: float | None
    facility_interval: Interval | None
    sd: float | None
    item_rest: float | None
    item_rest_n: int
    upper_lower: float | None
    alpha_if_deleted: float | None
    options: tuple[OptionUse, ...]
    verdicts: tuple[Verdict, ...]
    undefined: Mapping[str, Reason]


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


def item_figures(item: TalliedItem, without: Figure) -> ItemFigures:
    """The figures of an item.

    Args:
        item: The item, counted.
        without: Alpha of the other items, or why there is none.
    """
    known = item.beside_others
    alone = Reason.ONE_ITEM if item.n and not known.n else None
    share = facility(item.marks, item.counts, item.max_mark)
    item_rest = alone or item_rest_correlation(known.marks, known.rests, known.counts)
    interval = None if isinstance(share, Reason) else wilson_interval(share, item.n)
    options = option_uses(item)
    figures: dict[str, Figure] = {
        "facility": share,
        "sd": standard_deviation(item.marks, item.counts),
        "item_rest": item_rest,
        "upper_lower": alone
        or upper_lower_index(item.marks, item.shares, item.counts, item.max_mark),
        "alpha_if_deleted": without,
    }
    return ItemFigures(
        item_id=item.item_id,
        max_mark=item.max_mark,
        n=item.n,
        omitted_share=item.omitted_share,
        facility_interval=interval,
        item_rest_n=known.n,
        options=options,
        verdicts=verdicts(Evidence(item, share, interval, item_rest, options)),
        undefined=undefined(figures),
        **values(figures),
    )


def facility(marks: Sequence[float], counts: Sequence[int], max_mark: float) -> Figure:
    """The mean mark over the maximum mark, from 0 to 1: high is easy.

    Source: Lord and Novick (1968), Statistical Theories of Mental Test Scores, who call it item
    difficulty.

    Args:
        marks: What was earned.
        counts: How many learners earned each.
        max_mark: The mark for a perfect response.
    """
    if not marks:
        return Reason.NO_RESPONSES
    return max(0.0, min(1.0, mean(marks, counts) / max_mark))


def item_rest_correlation(
    marks: Sequence[float], rests: Sequence[float], counts: Sequence[int]
) -> Figure:
    """Pearson's correlation of an item's marks with the score on the other items.

    The item's own mark is taken out of the score, which otherwise would correlate with itself:
    Henrysson (1963), Psychometrika 28, 211-218.

    Args:
        marks: The marks on the item.
        rests: The shares earned on the others.
        counts: How many learners have each pair.
    """
    if few := too_few_to_agree(sum(counts)):
        return few
    if is_constant(marks):
        return Reason.CONSTANT_ITEM
    return Reason.CONSTANT_REST if is_constant(rests) else correlation(marks, rests, counts)


def upper_lower_index(
    marks: Sequence[float], scores: Sequence[float], counts: Sequence[int], max_mark: float
) -> Figure:
    """The facility among the best 27 % by score minus that among the weakest 27 %, from -1 to 1.

    The score is the whole one, the item included, as the index is published: Johnson (1951),
    Journal of Educational Psychology 42, 499-504; the 27 % are Kelley's (1939).

    Args:
        marks: The marks on the item.
        scores: The shares earned on all items.
        counts: How many learners have each pair.
        max_mark: The item's mark for a perfect response.
    """
    n = sum(counts)
    if few := too_few_to_agree(n):
        return few
    if is_constant(scores):
        return Reason.CONSTANT_SCORE
    size = extreme_size(n)
    upper, lower = highest(scores, counts, size), lowest(scores, counts, size)
    gap = math.fsum(
        (high - low) * mark for mark, high, low in zip(marks, upper, lower, strict=True)
    )
    return max(-1.0, min(1.0, gap / (size * max_mark)))


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
