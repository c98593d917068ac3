"""Orders: which pairs of entries stand as they should, and what that earns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import combinations, pairwise

from quizapp.domain.drills.matches import matched_parts, right_answers, right_prompts
from quizapp.domain.drills.typed import counted_typed, is_typed_right
from quizapp.domain.items.content import Option, Question

BETWEEN = ">"
"""Stands between the ids of two neighbours; no id has it."""


def pairs_in_order(right: Sequence[str], given: Sequence[str]) -> tuple[int, int]:
    """How many pairs of the right order stand so in the given one, and how many pairs there are.

    It is Kendall's count of concordant pairs: Kendall (1938), Biometrika 30, 81-93.
    """
    places = {entry: place for place, entry in enumerate(given)}
    pairs = [places[first] < places[then] for first, then in combinations(right, 2)]
    return sum(pairs), len(pairs)


def share_in_order(right: Sequence[str], given: Sequence[str]) -> float:
    """(Pairs in the right order - pairs in the wrong one) / pairs, never below nought."""
    held, pairs = pairs_in_order(right, given)
    return max(0, 2 * held - pairs) / pairs


def is_order_of(entries: Collection[str], given: Collection[str]) -> bool:
    """Whether the given order has each of the entries once."""
    return len(given) == len(entries) and set(given) == set(entries)


def whole_response(question: Question) -> tuple[str, ...]:
    """The one response of a question with parts that has all of them right, as it is recorded."""
    if question.mode == "each":
        return right_answers(question)
    return tuple(option.id for option in question.options)


def is_all_right(question: Question, given: Sequence[str]) -> bool:
    """Whether a response with parts has all of them right, or what was typed is right."""
    if question.is_typed:
        return is_typed_right(question, given)
    return question.has_parts and tuple(given) == whole_response(question)


def counted_parts(question: Question) -> tuple[Option, ...]:
    """What is counted of a class's responses: the options, or the parts of what has parts.

    Those are each prompt with its right option; of an order, its neighbours: an entry before the
    one that follows it. Every response to an order has all of its options, so that to count these
    would tell nothing. Of typed responses there is more to count (`typed.typed_groups`).
    """
    if question.mode == "each":
        return matched_parts(question)
    if question.mode != "order":
        return question.options
    return tuple(
        Option(_pair_id(one.id, other.id), f"{one.text} → {other.text}", is_key=True)
        for one, other in pairwise(question.options)
    )


def counted_ids(question: Question, given: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of those parts that a response has; none for "I don't know"."""
    if question.mode == "each":
        return right_prompts(question, given)
    if question.is_typed:
        return counted_typed(question, given)
    if question.mode != "order":
        return tuple(given)
    places = {entry: place for place, entry in enumerate(given)}
    return tuple(
        _pair_id(one.id, other.id)
        for one, other in pairwise(question.options)
        if one.id in places and other.id in places and places[one.id] < places[other.id]
    )


def _pair_id(first: str, then: str) -> str:
    return f"{first}{BETWEEN}{then}"
