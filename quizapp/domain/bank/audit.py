"""Can the bank be passed without reading? Naive strategies, played over all its questions.

Questions are played as they are posed. Of one that draws its wrong options from siblings the same
few draws are played each time, and what counts is their mean. Nothing else is left to chance: where
a strategy cannot choose between options, what counts is the expected value over them. Of a
question with several keys a strategy picks one option, and wins if that is a key. Questions that
ask for an order, or for one option for each of several prompts, are left out: no one option of
theirs is picked.

The positions are those a learner sees. The app shuffles options, so that each position wins by
chance exactly; only where the order is kept (true, false) can one be better. The order of the file
says nothing: there the key stands apart.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.kinds_told import kind_told
from quizapp.domain.bank.lint.english import ABSOLUTES, HEDGES, telling
from quizapp.domain.bank.lint.writing import words
from quizapp.domain.intervals import wilson_interval
from quizapp.domain.items import ItemForm, Option, Question, TermItem
from quizapp.domain.items.drawing import drawn_options

MIN_QUESTIONS = 8
"""Below this many, no strategy is said to beat chance: the interval means little."""

DRAWS = 24
"""So many draws of a question's wrong options stand for all of them."""

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
    """What someone who has not read the article sees of a question.

    `fits` says of each option of a term's question whether it can be the kind of thing that is
    defined, as far as words tell; of another question it is empty.
    """

    stem: str
    options: tuple[str, ...]
    word_sets: tuple[frozenset[str], ...]
    is_key: tuple[bool, ...]
    is_shuffled: bool
    last: tuple[bool, ...] = ()
    """Of the options that stay last: which are keys."""
    fits: tuple[bool, ...] = ()

    @property
    def chance(self) -> float:
        return sum(self.is_key) / len(self.is_key)


Scores = tuple[float, ...]
Strategy = Callable[[_Look], Scores]
_Draws = Sequence[_Look]
"""The looks of one question: one, or those of several draws."""


def audit(bank: Bank) -> tuple[Played, ...]:
    """Play every strategy over the bank; the best mix of two comes last."""
    asked = list(_asked(bank))
    if not asked:
        return ()
    scored = [[{name: of(look) for name, of in STRATEGIES.items()} for look in d] for d in asked]
    results = [
        _played(name, [_mean([_position(look, at) for look in draws]) for draws in asked], asked)
        for at, name in enumerate(POSITIONS)
    ]
    for name in STRATEGIES:
        on = [at for at, draws in enumerate(asked) if name != THE_KIND or draws[0].fits]
        if on:
            won = [_won_by(name, asked[at], scored[at]) for at in on]
            results.append(_played(name, won, [asked[at] for at in on]))
    results.append(_played("the best mix of two", _best_mix(scored, asked), asked))
    return tuple(results)


def _asked(bank: Bank) -> Iterator[_Draws]:
    kinds = _kinds(bank)
    for item in bank.items.values():
        for question in bank.content_of(item.id).questions:
            if question.has_parts:
                continue
            yield [_look(question, item, options, kinds) for options in _drawn(question)]


def _drawn(question: Question) -> Iterator[Sequence[Option]]:
    """Yield the options as they are in the item; where they are drawn, those of some draws."""
    if question.shown is None:
        yield question.options
        return
    for draw in range(DRAWS):
        yield drawn_options(question, random.Random(f"audit:{draw}"))  # noqa: S311  reproducible


def _kinds(bank: Bank) -> Mapping[str, str | None]:
    """Map terms to the kind they are of, as somebody knows who has not read the article.

    It is the kind that is written, or else the one that the term's definition begins with.
    """
    if bank.language.lower().partition("-")[0] != "en":
        return {}
    terms = [item for item in bank.items.values() if isinstance(item, TermItem)]
    return {term.term: term.kind or kind_told(term.definition) for term in terms}


def _look(
    question: Question,
    item: ItemForm,
    shown: Sequence[Option],
    kinds: Mapping[str, str | None],
) -> _Look:
    options = tuple(option.text for option in shown)
    key_of = {option.id: option.is_key for option in shown}
    return _Look(
        question.stem,
        options,
        tuple(frozenset(words(option)) for option in options),
        tuple(option.is_key for option in shown),
        is_shuffled=not question.keep_order,
        last=tuple(key_of[option_id] for option_id in question.pinned if option_id in key_of),
        fits=_fits(item, options, kinds) if isinstance(item, TermItem) and kinds else (),
    )


def _fits(
    item: TermItem, options: Sequence[str], kinds: Mapping[str, str | None]
) -> tuple[bool, ...]:
    """Tell which options can be the kind that is asked for; of an unknown kind, any may be."""
    told = kind_told(item.definition)
    return tuple(told is None or kinds.get(option) in (None, told) for option in options)


def _played(strategy: str, won: Sequence[float], asked: Sequence[_Draws]) -> Played:
    count = len(asked)
    share, chance = _mean(won), _mean([draws[0].chance for draws in asked])
    interval = wilson_interval(share, count)
    return Played(strategy, count, share, interval.low, interval.high, chance)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _won_by(name: str, draws: _Draws, scored: Sequence[Mapping[str, Scores]]) -> float:
    """Return the chance of a strategy to win a question, over its draws."""
    best = (_best_of(scores[name], range(len(scores[name]))) for scores in scored)
    return _mean([_won(chosen, look) for chosen, look in zip(best, draws, strict=True)])


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


def _best_mix(
    scored: Sequence[Sequence[Mapping[str, Scores]]], asked: Sequence[_Draws]
) -> list[float]:
    """Play two strategies, the second where the first cannot choose.

    Which two is learned from all questions but the one that is played (leave one out): the best
    pair found and tried on the same questions would beat chance in any bank.
    """
    won: list[list[float]] = []
    for scorings, draws in zip(scored, asked, strict=True):
        pairs = [_pairs_won(scores, look) for scores, look in zip(scorings, draws, strict=True)]
        won.append([_mean(column) for column in zip(*pairs, strict=True)])
    totals = [sum(column) for column in zip(*won, strict=True)]
    return [row[_best(totals, row)] for row in won]


def _pairs_won(scores: Mapping[str, Scores], look: _Look) -> list[float]:
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


def _of_the_kind(look: _Look) -> Scores:
    """Rule out what cannot be the kind of thing that is defined, as far as words tell."""
    return tuple(map(float, look.fits)) or (0.0,) * len(look.options)


THE_KIND = "the kind of thing that is defined"
"""Played over the questions of terms alone: other questions define nothing."""

STRATEGIES: dict[str, Strategy] = {
    "the longest option": _longest,
    "the shortest option": _shortest,
    "the option most like the stem": _most_of_the_stem,
    "never an absolute": _no_absolutes,
    "the most careful words": _most_careful,
    "the option most like the others": _most_like_the_others,
    "the odd one out": _odd_one_out,
    THE_KIND: _of_the_kind,
}
