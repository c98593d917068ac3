"""Credit for a response."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from quizapp.domain.drills.matches import share_matched
from quizapp.domain.drills.sequences import is_order_of, share_in_order
from quizapp.domain.drills.typed import is_typed_right
from quizapp.domain.items.content import Question

MAX_MARK = 1.0
MOST_TOLD = 2
"""Of so many options, a wrong one tells the right one."""

Verdict = Literal["right", "second", "partly", "wrong", "unknown", "unanswered"]


def mark(question: Question, chosen: Collection[str]) -> float:
    """The mark for choosing the options with the ids in `chosen`, from 0 to `MAX_MARK`.

    * exact: full credit for all of the keys and nothing else, otherwise none.
    * proportional: (keys chosen - distractors chosen) / keys, never below nought, so that
      choosing everything earns nothing.
    * of an order, `chosen` being all options in the learner's order: exact, full credit for the
      right order alone; proportional, (pairs in the right order - pairs in the wrong one) / pairs,
      never below nought, so that the right order reversed, or half of the pairs, earns nothing.
    * of prompts with one option each: exact, full credit where all are right, otherwise none;
      proportional, prompts with their right option / prompts. Nothing is taken off for a wrong
      one: it has cost its own prompt.
    * of what was typed: full credit where it is read as one of the keys, otherwise none.

    "I don't know" is an empty choice and earns nothing.
    """
    if question.mode == "order":
        return _mark_of_order(question, tuple(chosen))
    if question.mode == "each":
        share = share_matched(question, chosen)
        return MAX_MARK * (float(share == 1) if question.credit == "exact" else share)
    if question.is_typed:
        return MAX_MARK * float(is_typed_right(question, chosen))
    picked = set(chosen)
    keys = {option.id for option in question.options if option.is_key}
    if question.credit == "exact":
        return MAX_MARK if picked == keys else 0.0
    return MAX_MARK * max(0, len(picked & keys) - len(picked - keys)) / len(keys)


def _mark_of_order(question: Question, given: tuple[str, ...]) -> float:
    right = tuple(option.id for option in question.options)
    if not is_order_of(right, given):
        return 0.0
    if question.credit == "exact":
        return MAX_MARK if given == right else 0.0
    return MAX_MARK * share_in_order(right, given)


def is_worth_another_try(question: Question, shown: int, earned: float) -> bool:
    """Whether a response that earned so much, of so many options shown, can be bettered.

    The options of each of several prompts count for themselves: no wrong one tells what is right.
    Nor does anything wrong that was typed.
    """
    if question.is_typed:
        return earned < MAX_MARK
    return earned < MAX_MARK and shown * max(1, len(question.prompts)) > MOST_TOLD


def verdict(earned: float | None, *, is_unknown: bool, is_second_right: bool = False) -> Verdict:
    """The mark in one word; None stands for no response at all.

    `is_second_right` where the mark is not full, and a second try was right.
    """
    if earned is None:
        return "unanswered"
    if is_unknown:
        return "unknown"
    if earned >= MAX_MARK:
        return "right"
    if is_second_right:
        return "second"
    return "partly" if earned > 0 else "wrong"
