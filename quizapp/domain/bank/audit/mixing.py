"""The best mix of two strategies: the second chooses where the first cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter, itemgetter, sub
from statistics import fmean

from quizapp.domain.bank.audit.looks import Look
from quizapp.domain.bank.audit.permuting import Bet, corrected_p
from quizapp.domain.bank.audit.strategies import Scores, best_of

_WON = attrgetter("won")

Played = tuple[Look, Mapping[str, Scores]]
"""A draw of a question, and what every strategy thinks of its options."""


def best_mix(asked: Sequence[Sequence[Played]]) -> tuple[list[float], float]:
    """Return what it wins of each question, and its p-value.

    Which two is learned from all questions but the one that is played (leave one out). That alone
    would be too kind: the pair that is best by luck hardly depends on one question. So the p-value
    holds the pair that wins most against the best of all pairs where keys stand elsewhere.
    """
    won, first = [], []
    for draws in asked:
        bets = [_bets(*draw) for draw in draws]
        won.append([fmean(map(_WON, column)) for column in zip(*bets, strict=True)])
        first.append(bets[0])
    totals = [sum(column) for column in zip(*won, strict=True)]
    by_pair = zip(*first, strict=True)
    p = corrected_p({str(at): of_pair for at, of_pair in enumerate(by_pair)})
    return [row[_best(map(sub, totals, row))] for row in won], p[str(_best(totals))]


def bet(scores: Scores, keys: Sequence[int]) -> Bet:
    """Return what somebody wins who guesses among the options with the best score."""
    return bet_on(best_of(scores, range(len(scores))), len(scores), keys)


def _bets(look: Look, scores: Mapping[str, Scores]) -> list[Bet]:
    """Return the bet of each ordered pair of strategies; most pairs agree, and share one."""
    count = len(look.options)
    alone = [tuple(best_of(each, range(count))) for each in scores.values()]
    bets: dict[tuple[int, ...], Bet] = {}
    return [
        bets.get(chosen) or bets.setdefault(chosen, bet_on(chosen, count, look.keys))
        for first in alone
        for chosen in _chosen(first, alone, scores.values(), count)
    ]


def _chosen(
    first: tuple[int, ...],
    alone: Sequence[tuple[int, ...]],
    scores: Iterable[Scores],
    count: int,
) -> Iterable[tuple[int, ...]]:
    """Return what is chosen with the help of each strategy among what the first one leaves."""
    if len(first) == 1:
        return [first] * len(alone)
    if len(first) == count:
        return alone
    return [tuple(best_of(each, first)) for each in scores]


def bet_on(chosen: Sequence[int], count: int, keys: Sequence[int]) -> Bet:
    """Return what somebody wins who guesses among the chosen ones of so many options."""
    return Bet([1 / len(chosen) if at in chosen else 0.0 for at in range(count)], keys)


def _best(totals: Iterable[float]) -> int:
    return max(enumerate(totals), key=itemgetter(1))[0]
