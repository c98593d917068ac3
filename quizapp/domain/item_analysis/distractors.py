"""Who chose which option."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.item_analysis.reasons import FEWEST
from quizapp.domain.item_analysis.tallies import TalliedItem, Tally, half_size, highest, thirds

FUNCTIONING = 0.05
"""A distractor that fewer choose does no work: Haladyna and Downing (1993), Educational and
Psychological Measurement 53, 999-1010."""


@dataclass(frozen=True)
class Thirds:
    """A figure among the weakest, the middle and the strongest third by score on other items.

    By the *other* items, so that an item with a wrong key does not lift those who chose it.
    """

    weakest: float = 0.0
    middle: float = 0.0
    strongest: float = 0.0


@dataclass(frozen=True)
class OptionUse:
    """How often an option was chosen.

    Attributes:
        option: Its letter or text.
        is_key: Whether it is right.
        count: How many chose it.
        share: The same as a share of the learners who count for the item; None without any.
        by_third: The share in each third, None below three learners or when all are tied.
        is_functioning: Whether at least 5 % chose it; always so for a key, None below `FEWEST`
            learners.
    """

    option: str
    is_key: bool
    count: int
    share: float | None
    by_third: Thirds | None
    is_functioning: bool | None


def option_uses(item: TalliedItem) -> tuple[OptionUse, ...]:
    """The use of each option that is listed, a key or chosen, in order."""
    if not (item.options or item.keys):
        return ()
    counts = _times_chosen(item.tallies, item.counts)
    by_third = _shares_by_third(item.beside_others)
    others = sorted({*counts, *item.keys} - {*item.options})
    return tuple(
        _use(
            item, option, int(counts.get(option, 0)), None if by_third is None else by_third[option]
        )
        for option in (*item.options, *others)
    )


def stronger_half(item: TalliedItem) -> Mapping[str, float]:
    """How many of the stronger half by score on the other items chose each option."""
    known = item.beside_others
    return _times_chosen(known.tallies, highest(known.rests, known.counts, half_size(known.n)))


def _use(item: TalliedItem, option: str, count: int, by_third: Thirds | None) -> OptionUse:
    is_key, share = option in item.keys, count / item.n if item.n else None
    is_functioning = None if share is None or item.n < FEWEST else is_key or share >= FUNCTIONING
    return OptionUse(option, is_key, count, share, by_third, is_functioning)


def _shares_by_third(item: TalliedItem) -> Mapping[str, Thirds] | None:
    """The share of each third that chose each option; None below three or when all are tied."""
    if item.n < 3 or min(item.rests) == max(item.rests):
        return None
    groups = thirds(item.rests, item.counts)
    chosen = [_times_chosen(item.tallies, parts) for parts in groups]
    sizes = [round(sum(parts)) for parts in groups]
    return defaultdict(
        Thirds,
        {
            option: Thirds(
                *(each.get(option, 0.0) / n for each, n in zip(chosen, sizes, strict=True))
            )
            for option in set().union(*chosen)
        },
    )


def _times_chosen(tallies: Sequence[Tally], parts: Sequence[float]) -> Mapping[str, float]:
    """How often each option was chosen in a group that so much of each tally belongs to."""
    sums: dict[str, float] = {}
    for tally, part in zip(tallies, parts, strict=True):
        for option in tally.chosen or ():
            sums[option] = sums.get(option, 0.0) + part
    return sums
