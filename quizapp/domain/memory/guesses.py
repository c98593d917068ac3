"""What somebody who does not know the item gets all the same, by kind of answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.items.content import Question


@dataclass(frozen=True, slots=True)
class Guess:
    """A guesser's luck.

    Attributes:
        chance: Of full marks without knowledge, from 0 to 1. Written g in docs/memory.md.
        mark: Expected without knowledge, from 0 to 1. Written e0.
    """

    chance: float
    mark: float


PRODUCED = Guess(0.0, 0.0)
"""A card, a typed answer, a number: what is produced from memory is not guessed."""

TRUE_OR_FALSE = Guess(1 / 2, 1 / 2)


def one_of(options: int) -> Guess:
    """One key among so many options; of those that a hint has left, where one was shown."""
    return Guess(1 / options, 1 / options)


def several_gaps(options: Sequence[int]) -> Guess:
    """Gaps with so many options each, one key in each, marked by the share that is right."""
    shares = [1 / each for each in options]
    return Guess(math.prod(shares), sum(shares) / len(shares))


def some_of(options: int, keys: int) -> Guess:
    """`keys` of so many options, where the learner is told how many they are."""
    chance = 1 / math.comb(options, keys)
    return Guess(chance, chance)


def any_of(options: int, *, subtracts: bool) -> Guess:
    """Any set of so many options but the empty one, where nobody tells how many are right.

    Where wrong picks are subtracted, the mark itself leaves nothing to a guesser.
    """
    chance = 1 / (2**options - 1)
    return Guess(chance, 0.0 if subtracts else chance)


def order_of(count: int, *, is_partial: bool) -> Guess:
    """An order of so many. A partial mark is the mean over all orders, by their inversions.

    So many orders have so many inversions (pairs the wrong way round) as the product of
    1 + x + ... + x^(k - 1) says for k up to `count`: Knuth, The Art of Computer Programming 5.1.1.
    """
    chance = 1 / math.factorial(count)
    if not is_partial:
        return Guess(chance, chance)
    orders, pairs = [1], math.comb(count, 2)
    for k in range(2, count + 1):
        orders = [sum(orders[max(0, at - k + 1) : at + 1]) for at in range(len(orders) + k - 1)]
    earned = (times * max(0, pairs - 2 * wrong) / pairs for wrong, times in enumerate(orders))
    return Guess(chance, chance * sum(earned))


def each_of(prompts: int, options: int, *, is_partial: bool) -> Guess:
    """So many prompts with one of so many options each, of which any may be given twice."""
    chance = (1 / options) ** prompts
    return Guess(chance, 1 / options if is_partial else chance)


def pairs(count: int) -> Guess:
    """So many pairs to match: one place in `count` is right by luck."""
    return Guess(1 / math.factorial(count), 1 / count)


def guess_at(question: Question) -> Guess:
    """The luck of a guesser at a question as it is posed, which never tells how many keys it has.

    A question of one option leaves nothing to know: its chance is 1.
    """
    if question.is_typed:
        return PRODUCED
    shown = min(question.shown or len(question.options), len(question.options))
    if question.mode == "one":
        return one_of(shown)
    if question.mode == "order":
        return order_of(shown, is_partial=question.credit == "proportional")
    if question.mode == "each":
        is_partial = question.credit == "proportional"
        return each_of(len(question.prompts), shown, is_partial=is_partial)
    return any_of(shown, subtracts=question.credit == "proportional")
