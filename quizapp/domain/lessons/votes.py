"""What a class voted, and what to do about it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.drills.marking import MAX_MARK, mark
from quizapp.domain.drills.posing import Arrangement, shown_options
from quizapp.domain.items.content import ItemContent, Question

FEWEST_ADVISED = 8
"""Votes below which a share says too little to decide by."""

EXPLAIN_BELOW, GO_ON_ABOVE = 0.3, 0.7

_VOTED_ON = frozenset({"one", "many"})
_FEWEST_OPTIONS = 2


class Advice(StrEnum):
    """What to do after the first vote."""

    TOO_FEW = "too-few"
    EXPLAIN = "explain"
    DISCUSS = "discuss"
    GO_ON = "go-on"


@dataclass(frozen=True)
class VoteCount:
    """How the votes of one round spread.

    Attributes:
        n: Votes, "I don't know" among them.
        right: Those with full marks.
        unknown: Those who said that they do not know.
        counts: How many chose each option, by its id. Where several may be chosen they add up to
            more than `n`.
    """

    n: int
    right: int
    unknown: int
    counts: dict[str, int]

    @property
    def share_right(self) -> float | None:
        """The share with full marks, from 0 to 1; None where nobody voted."""
        return self.share(self.right)

    def share(self, count: int) -> float | None:
        """A count as a share of those who voted."""
        return count / self.n if self.n else None


def votable_questions(content: ItemContent) -> tuple[int, ...]:
    """The numbers of an item's questions that a class can vote on.

    Those of which options are chosen: they can be said aloud by their letters, and counted at a
    glance. An order, pairs, or what is typed has no share for each answer that one could discuss.
    """
    return tuple(
        number
        for number, question in enumerate(content.questions)
        if question.mode in _VOTED_ON and len(question.options) >= _FEWEST_OPTIONS
    )


def lesson_arrangement(content: ItemContent, seed: int, place: int) -> Arrangement:
    """Which question of the item a lesson asks, and its options: the same for everybody.

    So "A" is the same answer on each phone and on the wall. The seed is the lesson's secret: in
    the bank the key comes first.
    """
    rng = random.Random(f"{seed}:{place}")  # noqa: S311  reproducible; the seed is secret
    number = rng.choice(votable_questions(content))
    options = shown_options(content.questions[number], rng)
    return Arrangement(number, tuple(option.id for option in options))


def is_right(question: Question, chosen: Collection[str]) -> bool:
    """Whether a vote has full marks."""
    return mark(question, chosen) >= MAX_MARK


def vote_count(question: Question, votes: Iterable[Collection[str]]) -> VoteCount:
    """The votes of one round, counted. An empty one says "I don't know"."""
    votes = tuple(votes)
    return VoteCount(
        n=len(votes),
        right=sum(is_right(question, chosen) for chosen in votes),
        unknown=sum(not chosen for chosen in votes),
        counts=dict(Counter(option_id for chosen in votes for option_id in set(chosen))),
    )


def advice(right: int, n: int) -> Advice:
    """What to do after the first vote, by the share that was right.

    Source: Lasry, Mazur and Watkins (2008), American Journal of Physics 76, 1066-1069. Crouch and
    Mazur (2001) saw discussion move most where 35 to 70 % were right.
    """
    if n < FEWEST_ADVISED:
        return Advice.TOO_FEW
    share = right / n
    if share < EXPLAIN_BELOW:
        return Advice.EXPLAIN
    return Advice.GO_ON if share > GO_ON_ABOVE else Advice.DISCUSS
