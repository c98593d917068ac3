"""The best guesser that the surface can give: a mixture of all strategies, learned from the bank.

Each option has as many figures as there are strategies: what they think of it, within its question
in standard deviations. A ridge regression learns from the keys of all other items how much each
figure is worth, and the option with the highest sum is chosen. So no item is played by whoever has
learned from it (leave one out).

How likely luck does as well is played: keys are put on other options by lot, all is learned anew
and played again. Where keys stand changes neither the figures nor the matrix that is inverted for
each item, so that a round is but sums.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from operator import mul
from statistics import fmean

from quizapp.domain.bank.audit.mixing import Played
from quizapp.domain.bank.audit.permuting import ROUNDING, drawn_keys, rounds_of
from quizapp.domain.bank.audit.ridge import Matrix, Vector, dot, gram, inverse, less, total
from quizapp.domain.bank.audit.strategies import STRATEGIES, Scores

RIDGE = 30.0
"""As if so many options more had shown that no figure is worth anything."""

MOST_LEARNED = 100_000
"""Questions in all rounds together: a round of learning takes longer than one of playing."""

FEWEST_LEARNED = 100

SIZE = len(STRATEGIES)


def learned_mixture(asked: Sequence[Sequence[Played]]) -> tuple[list[float], float]:
    """Return what is won of each question, and the p-value of that.

    Of a question that draws its options, the first draw is learned from and stands for it in the
    p-value; what is won is the mean over all draws.
    """
    questions = [_Question.of(draws) for draws in asked]
    items = list(_items(questions))
    keys = [question.keys[0] for question in questions]
    won = sum(_won(items, keys))
    dice = random.Random("audit:learned")  # noqa: S311  reproducible
    rounds = rounds_of(len(questions), MOST_LEARNED, FEWEST_LEARNED)
    by_luck = (sum(_won(items, _drawn(questions, dice))) for _ in range(rounds))
    as_good = sum(each >= won - ROUNDING for each in by_luck)
    return list(_won_of_draws(items, keys)), (1 + as_good) / (1 + rounds)


@dataclass(frozen=True, slots=True)
class _Question:
    """The figures of the options of each draw of a question, and its keys there."""

    item_id: str
    draws: Sequence[Matrix]
    keys: Sequence[Sequence[int]]

    @classmethod
    def of(cls, draws: Sequence[Played]) -> _Question:
        looks, scores = zip(*draws, strict=True)
        return cls(looks[0].item_id, list(map(_figures, scores)), [look.keys for look in looks])

    def told(self, keys: Iterable[int]) -> Vector:
        """Return what is learned from it: the figures of its keys."""
        return total([self.draws[0][key] for key in keys])


@dataclass(frozen=True, slots=True)
class _Item:
    """The questions of one item, by their places among all, and what the others say of figures.

    Attributes:
        inverse: Makes of what was learned from the others the weights of the figures.
        weighing: For each question's options: what is to be multiplied with what was learned.

    """

    places: Sequence[int]
    questions: Sequence[_Question]
    inverse: Matrix
    weighing: Sequence[Matrix]


def _figures(scores: Mapping[str, Scores]) -> Matrix:
    columns = [_standardised(scores[name]) for name in STRATEGIES]
    return list(zip(*columns, strict=True))


def _standardised(scores: Scores) -> list[float]:
    mean = fmean(scores)
    off = [score - mean for score in scores]
    spread = sqrt(fmean(map(mul, off, off)))
    return [each / spread for each in off] if spread > ROUNDING else [0.0] * len(off)


def _items(questions: Sequence[_Question]) -> Iterator[_Item]:
    by_item: dict[str, list[int]] = defaultdict(list)
    for at, question in enumerate(questions):
        by_item[question.item_id].append(at)
    whole = _gram_of(questions)
    for places in by_item.values():
        own = [questions[at] for at in places]
        others = list(map(less, whole, _gram_of(own)))
        inverted = inverse(others, RIDGE)
        weighing = [[_times(inverted, option) for option in each.draws[0]] for each in own]
        yield _Item(places, own, inverted, weighing)


def _gram_of(questions: Iterable[_Question]) -> Matrix:
    return gram((option for each in questions for option in each.draws[0]), SIZE)


def _times(matrix: Matrix, vector: Vector) -> Vector:
    return [dot(row, vector) for row in matrix]


def _drawn(questions: Iterable[_Question], dice: random.Random) -> list[Sequence[int]]:
    """Return the keys of each question, drawn anew."""
    return [drawn_keys(len(each.draws[0]), len(each.keys[0]), dice) for each in questions]


def _learned(
    items: Iterable[_Item], keys: Sequence[Sequence[int]]
) -> Iterator[tuple[_Item, Vector]]:
    """Yield each item, and what is learned from all others with the keys at these places."""
    told = [
        total([each.told(keys[at]) for at, each in zip(item.places, item.questions, strict=True)])
        for item in items
    ]
    whole = total(told)
    return ((item, less(whole, own)) for item, own in zip(items, told, strict=True))


def _won(items: Sequence[_Item], keys: Sequence[Sequence[int]]) -> Iterator[float]:
    """Yield what is won of each question, in the order of the items, in its first draw."""
    for item, learned in _learned(items, keys):
        for at, options in zip(item.places, item.weighing, strict=True):
            yield _share(_times(options, learned), keys[at])


def _won_of_draws(items: Sequence[_Item], keys: Sequence[Sequence[int]]) -> list[float]:
    """Return what is won of each question, on average over its draws."""
    won: dict[int, float] = {}
    for item, learned in _learned(items, keys):
        weights = _times(item.inverse, learned)
        for at, question in zip(item.places, item.questions, strict=True):
            scores = (_times(options, weights) for options in question.draws)
            won[at] = fmean(map(_share, scores, question.keys))
    return [won[at] for at in sorted(won)]


def _share(scores: Vector, keys: Sequence[int]) -> float:
    """Return the share of keys among the options with the highest score, which are one in tie."""
    least = max(scores) - ROUNDING
    if all(scores[key] < least for key in keys):
        return 0.0
    best = [at for at, score in enumerate(scores) if score >= least]
    return sum(at in keys for at in best) / len(best)
