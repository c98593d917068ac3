"""Who chose which option."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.item_analysis.groups import round_half_up, third_weights, top_weights
from quizapp.domain.item_analysis.matrix import Choice, Item
from quizapp.domain.item_analysis.reasons import FEWEST

FUNCTIONING = 0.05
"""A distractor that fewer choose does no work: Haladyna and Downing (1993), Educational and
Psychological Measurement 53, 999-1010."""

_LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Thirds:
    """A figure among the weakest, the middle and the strongest third by score on other items."""

    weakest: float
    middle: float
    strongest: float


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


@dataclass(frozen=True)
class Ranking:
    """The learners, their shares on the other items, and how much each belongs to each third."""

    learners: list[int]
    rests: list[float]
    thirds: tuple[list[float], list[float], list[float]]


def ranking(rests: Sequence[tuple[int, float]]) -> Ranking | None:
    """Divide learners by their share on the other items; None below three or when all are tied.

    By the *other* items, so that an item with a wrong key does not lift those who chose it.
    """
    values = [rest for _, rest in rests]
    if len(values) < 3 or min(values) == max(values):
        return None
    return Ranking([learner for learner, _ in rests], values, third_weights(values))


def option_uses(item: Item, n: int, groups: Ranking | None) -> tuple[OptionUse, ...]:
    """The use of each option that was listed, is a key or was chosen, in order.

    Args:
        item: The item, with its choices.
        n: How many learners count for the item.
        groups: What `ranking` gives.
    """
    if not item.chosen:
        return ()
    by_third = _shares_by_third(item.chosen, groups) if groups else {}
    counts: dict[str, int] = {}
    for choice in item.chosen:
        for option in choice or ():
            counts[option] = counts.get(option, 0) + 1
    nowhere = Thirds(0.0, 0.0, 0.0) if groups else None
    return tuple(
        option_use(
            option, option in item.keys, counts.get(option, 0), n, by_third.get(option, nowhere)
        )
        for option in _options(item, counts)
    )


def stronger_half(item: Item, groups: Ranking | None) -> dict[str, float]:
    """How many of the stronger half by score on the other items chose each option."""
    sums: dict[str, float] = {}
    if groups is None:
        return sums
    weights = top_weights(groups.rests, round_half_up(len(groups.rests) / 2))
    for learner, weight in zip(groups.learners, weights, strict=True):
        for option in item.chosen[learner] or ():
            sums[option] = sums.get(option, 0.0) + weight
    return sums


def option_use(option: str, is_key: bool, count: int, n: int, by_third: Thirds | None) -> OptionUse:
    """The use of an option that `count` of n learners chose."""
    share = count / n if n else None
    is_functioning = None if share is None or n < FEWEST else is_key or share >= FUNCTIONING
    return OptionUse(option, is_key, count, share, by_third, is_functioning)


def _shares_by_third(chosen: Sequence[Choice | None], ranking: Ranking) -> dict[str, Thirds]:
    sums: dict[str, list[float]] = {}
    for third, weights in enumerate(ranking.thirds):
        for learner, weight in zip(ranking.learners, weights, strict=True):
            choice = chosen[learner]
            if weight and choice:
                for option in choice:
                    sums.setdefault(option, [0.0, 0.0, 0.0])[third] += weight
    weakest, middle, strongest = map(sum, ranking.thirds)
    return {
        option: Thirds(low / weakest, mid / middle, high / strongest)
        for option, (low, mid, high) in sums.items()
    }


def _options(item: Item, counts: dict[str, int]) -> Iterator[str]:
    """Yield the listed options, then others that were seen.

    Where none are listed, but A and nothing beyond H was seen, letters between were there to
    choose. Other letters may stand for words, such as T and F.
    """
    yield from item.options
    seen = {*counts, *item.keys} - set(item.options)
    if not item.options and "A" in seen and seen <= set(_LETTERS):
        yield from _LETTERS[: _LETTERS.index(max(seen)) + 1]
    else:
        yield from sorted(seen)
