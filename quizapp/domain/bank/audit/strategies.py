"""Naive strategies: each gives scores to the options of a question, and chooses the best."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from quizapp.domain.bank.audit.looks import Look
from quizapp.domain.bank.lint.english import ABSOLUTES, HEDGES, MONTHS, telling
from quizapp.domain.bank.lint.writing import words

Scores = tuple[float, ...]
Strategy = Callable[[Look], Scores]

_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-Z][\w’'-]*")
"""A capital within a sentence."""
_TWO = re.compile(r"\b(?:and|but|or|because|while)\b|[,;]", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9]|\b(?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand)\b")
_TIME = re.compile(rf"\b(?:{'|'.join(MONTHS)}|[12][0-9]{{3}}|week|month|year|day)", re.IGNORECASE)
_ASKED = (
    (re.compile(r"\bhow (?:many|much|long|often|large|big)\b", re.IGNORECASE), _NUMBER),
    (re.compile(r"\bwhen\b|\b(?:what|which) (?:year|month|day|date)", re.IGNORECASE), _TIME),
    (re.compile(r"\bwho(?:m|se)?\b|\bwhere\b", re.IGNORECASE), re.compile(r"\b[A-Z]\w")),
)
"""How a stem asks for a kind of thing, and how such a thing looks."""


def _longest(look: Look) -> Scores:
    return tuple(len(option) for option in look.options)


def _shortest(look: Look) -> Scores:
    return tuple(-len(option) for option in look.options)


def _most_of_the_stem(look: Look) -> Scores:
    stem = telling(frozenset(words(look.stem)))
    return tuple(len(held & stem) for held in look.word_sets)


def _no_absolutes(look: Look) -> Scores:
    return tuple(-len(held & ABSOLUTES) for held in look.word_sets)


def _most_careful(look: Look) -> Scores:
    return tuple(len(held & HEDGES) for held in look.word_sets)


def _most_like_the_others(look: Look) -> Scores:
    held = [telling(each) for each in look.word_sets]
    return tuple(
        sum(len(own & other) for at, other in enumerate(held) if at != place)
        for place, own in enumerate(held)
    )


def _odd_one_out(look: Look) -> Scores:
    return tuple(-score for score in _most_like_the_others(look))


def _one_of_a_pair(look: Look) -> Scores:
    """Choose what is most like one other: of two that nearly agree, one is often the key."""
    return tuple(
        max(_likeness(own, other) for at, other in enumerate(look.word_sets) if at != place)
        for place, own in enumerate(look.word_sets)
    )


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _most_names(look: Look) -> Scores:
    return tuple(len(_NAME.findall(option)) for option in look.options)


def _two_ideas(look: Look) -> Scores:
    return tuple(len(_TWO.findall(option)) for option in look.options)


def _what_is_asked_for(look: Look) -> Scores:
    """Choose an amount where the stem asks how many, a time for when, a name for who."""
    for asking, looks_like in _ASKED:
        if asking.search(look.stem):
            return tuple(float(bool(looks_like.search(option))) for option in look.options)
    return (0.0,) * len(look.options)


def _of_the_kind(look: Look) -> Scores:
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
    "one of two that nearly agree": _one_of_a_pair,
    "the most names": _most_names,
    "two ideas rather than one": _two_ideas,
    "the kind of thing that is asked for": _what_is_asked_for,
    THE_KIND: _of_the_kind,
}


def best_of(scores: Sequence[float], among: Sequence[int]) -> list[int]:
    """Return the options with the best score, of those that are still to choose from."""
    best = max(scores[at] for at in among)
    return [at for at in among if scores[at] == best]
