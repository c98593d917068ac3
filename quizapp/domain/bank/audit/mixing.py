"""The best mix of two strategies: the second chooses where the first cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from operator import itemgetter, sub
from statistics import fmean

from quizapp.domain.bank.audit.looks import Look
from quizapp.domain.bank.audit.permuting import Bet, corrected_p
from quizapp.domain.bank.audit.strategies import STRATEGIES, Scores, best_of

Played = tuple[Look, Mapping[str, Scores]]
"""A draw of a question, and what every strategy thinks of its options."""


def best_mix(asked: Sequence[Sequence[Played]]) -> tuple[list[float], float]:
    """Return what it wins of each question, and its p-value.

    Which two is learned from all questions but the one that is played (leave one out). That alone
    would be too kind: the pair that is best by luck hardly depends on one question. So the p-value
    holds the pair that wins most against the best of all pairs where keys stand elsewhere.
    """
    bets = [[list(_bets(*draw)) for draw in draws] for draws in asked]
    won = [[_mean_won(column) for column in zip(*draws, strict=True)] for draws in bets]
    totals = [sum(column) for column in zip(*won, strict=True)]
    by_pair = zip(*(draws[0] for draws in bets), strict=True)
    p = corrected_p({str(at): of_pair for at, of_pair in enumerate(by_pair)})
    return [row[_best(map(sub, totals, row))] for row in won], p[str(_best(totals))]


def bet(scores: Scores, keys: Sequence[int]) -> Bet:
    """Return what somebody wins who guesses among the options with the best score."""
    return _bet_on(best_of(scores, range(len(scores))), len(scores), keys)


def _bets(look: Look, scores: Mapping[str, Scores]) -> Iterator[Bet]:
    """Yield the bet of each ordered pair of strategies."""
    count = len(look.options)
    first_choices = {name: best_of(scores[name], range(count)) for name in STRATEGIES}
    for first, second in product(STRATEGIES, repeat=2):
        chosen = first_choices[first]
        if len(chosen) > 1:
            chosen = best_of(scores[second], chosen)
        yield _bet_on(chosen, count, look.keys)


def _bet_on(chosen: Sequence[int], count: int, keys: Sequence[int]) -> Bet:
    return Bet([1 / len(chosen) if at in chosen else 0.0 for at in range(count)], keys)


def _mean_won(bets: Sequence[Bet]) -> float:
    return fmean(each.won for each in bets)


def _best(totals: Iterable[float]) -> int:
    return max(enumerate(totals), key=itemgetter(1))[0]
