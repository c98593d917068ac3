"""Can the bank be passed without reading? Naive strategies, played over all its questions.

Played are the questions that bring options of their own: choice, multiple, true-false, and gaps
with distractors. Terms, and gaps without distractors, draw theirs from siblings. Nothing is random:
where a strategy cannot choose between options, what counts is the expected value over them. Of a
question with several keys a strategy picks one option, and wins if that is a key.

The positions are those a learner sees. The app shuffles options, so that each position wins by
chance exactly; only where the order is kept (true, false) can one be better. The order of the file
says nothing: there the key stands apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.lint.english import ABSOLUTES, HEDGES, telling
from quizapp.domain.bank.lint.writing import words
from quizapp.domain.intervals import wilson_interval
from quizapp.domain.items import Question

MIN_QUESTIONS = 8
"""Below this many, no strategy is said to beat chance: the interval means little."""

POSITIONS = ("the first option", "the second option", "the third option", "the fourth option")


@dataclass(frozen=True)
class Played:
    """A strategy's expected share of questions won, with Wilson's 95 % interval, and chance."""

    strategy: str
    count: int
    share: float
    low: float
    high: float
    chance: float

    @property
    def beats_chance(self) -> bool:
        """Whether the whole interval lies above chance: the limit that `--strict` sets."""
        return self.count >= MIN_QUESTIONS and self.low > self.chance


@dataclass(frozen=True, slots=True)
class _Look:
    """What someone who has not read the article sees of a question."""

    stem: str
    options: tuple[str, ...]
    word_sets: tuple[frozenset[str], ...]
    is_key: tuple[bool, ...]
    is_shuffled: bool
    last: tuple[bool, ...]
    """Of the options that stay last: which are keys."""

    @property
    def chance(self) -> float:
        return sum(self.is_key) / len(self.is_key)


Scores = tuple[float, ...]
Strategy = Callable[[_Look], Scores]


def audit(bank: Bank) -> tuple[Played, ...]:
    """Play every strategy over the bank; the best mix of two comes last."""
    looks = [_look(question) for question in _own_questions(bank)]
    if not looks:
        return ()
    scorings = [{name: score(look) for name, score in STRATEGIES.items()} for look in looks]
    results = [
        _played(name, [_position(look, at) for look in looks], looks)
        for at, name in enumerate(POSITIONS)
    ]
    for name in STRATEGIES:
        won = [
            _won(_best_of(scores[name], range(len(look.options))), look)
            for scores, look in zip(scorings, looks, strict=True)
        ]
        results.append(_played(name, won, looks))
    results.append(_played("the best mix of two", _best_mix(scorings, looks), looks))
    return tuple(results)


def _own_questions(bank: Bank) -> Iterator[Question]:
    for item_id in bank.items:
        for question in bank.content_of(item_id).questions:
            if question.shown is None:
                yield question


def _look(question: Question) -> _Look:
    options = tuple(option.text for option in question.options)
    key_of = {option.id: option.is_key for option in question.options}
    return _Look(
        question.stem,
        options,
        tuple(frozenset(words(option)) for option in options),
        tuple(option.is_key for option in question.options),
        is_shuffled=not question.keep_order,
        last=tuple(key_of[option_id] for option_id in question.pinned if option_id in key_of),
    )


def _played(strategy: str, won: Sequence[float], looks: Sequence[_Look]) -> Played:
    count = len(looks)
    share, chance = sum(won) / count, sum(look.chance for look in looks) / count
    interval = wilson_interval(share, count)
    return Played(strategy, count, share, interval.low, interval.high, chance)


def _best_of(scores: Scores, among: Sequence[int]) -> list[int]:
    """Return the options with the best score, of those that are still to choose from."""
    best = max(scores[at] for at in among)
    return [at for at in among if scores[at] == best]


def _won(chosen: Sequence[int], look: _Look) -> float:
    """Return the chance to win for someone who guesses among the options chosen."""
    return sum(look.is_key[at] for at in chosen) / len(chosen)


def _position(look: _Look, at: int) -> float:
    """Return the chance that the option shown in a position is a key; the last, if too few."""
    place, moving = min(at, len(look.is_key) - 1), len(look.is_key) - len(look.last)
    if not look.is_shuffled:
        return float(look.is_key[place])
    if place >= moving:
        return float(look.last[place - moving])
    return (sum(look.is_key) - sum(look.last)) / moving


def _best_mix(scorings: Sequence[dict[str, Scores]], looks: Sequence[_Look]) -> list[float]:
    """Play two strategies, the second where the first cannot choose.

    Which two is learned from all questions but the one that is played (leave one out): the best
    pair found and tried on the same questions would beat chance in any bank.
    """
    won = [_pairs_won(scores, look) for scores, look in zip(scorings, looks, strict=True)]
    totals = [sum(column) for column in zip(*won, strict=True)]
    return [row[_best(totals, row)] for row in won]


def _pairs_won(scores: dict[str, Scores], look: _Look) -> list[float]:
    """Return what each ordered pair of strategies wins in one question."""
    won: list[float] = []
    for first in STRATEGIES:
        chosen = _best_of(scores[first], range(len(look.options)))
        for second in STRATEGIES:
            is_settled = first == second or len(chosen) == 1
            won.append(_won(chosen if is_settled else _best_of(scores[second], chosen), look))
    return won


def _best(totals: Sequence[float], left_out: Sequence[float]) -> int:
    return max(range(len(totals)), key=lambda at: totals[at] - left_out[at])


def _longest(look: _Look) -> Scores:
    return tuple(len(option) for option in look.options)


def _shortest(look: _Look) -> Scores:
    return tuple(-len(option) for option in look.options)


def _most_of_the_stem(look: _Look) -> Scores:
    stem = telling(frozenset(words(look.stem)))
    return tuple(len(held & stem) for held in look.word_sets)


def _no_absolutes(look: _Look) -> Scores:
    return tuple(-len(held & ABSOLUTES) for held in look.word_sets)


def _most_careful(look: _Look) -> Scores:
    return tuple(len(held & HEDGES) for held in look.word_sets)


def _most_like_the_others(look: _Look) -> Scores:
    held = [telling(each) for each in look.word_sets]
    return tuple(
        sum(len(own & other) for at, other in enumerate(held) if at != place)
        for place, own in enumerate(held)
    )


def _odd_one_out(look: _Look) -> Scores:
    return tuple(-score for score in _most_like_the_others(look))


STRATEGIES: dict[str, Strategy] = {
    "the longest option": _longest,
    "the shortest option": _shortest,
    "the option most like the stem": _most_of_the_stem,
    "never an absolute": _no_absolutes,
    "the most careful words": _most_careful,
    "the option most like the others": _most_like_the_others,
    "the odd one out": _odd_one_out,
}
