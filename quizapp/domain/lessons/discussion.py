"""What a discussion moved: first and second votes of the same people, side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from quizapp.domain.intervals import Interval, wilson_interval
from quizapp.domain.lessons.votes import FEWEST_ADVISED

Voter = TypeVar("Voter")


@dataclass(frozen=True)
class Moved:
    """Those who voted before and after, by whether they were right."""

    stayed_right: int
    became_right: int
    became_wrong: int
    stayed_wrong: int

    @property
    def n(self) -> int:
        """Those who voted both times."""
        return self.first_right + self.first_wrong

    @property
    def first_right(self) -> int:
        """Those who were right before."""
        return self.stayed_right + self.became_wrong

    @property
    def first_wrong(self) -> int:
        """Those who were wrong before."""
        return self.became_right + self.stayed_wrong

    @property
    def is_few(self) -> bool:
        """Whether the figures rest on too few to say much."""
        return self.n < FEWEST_ADVISED

    @property
    def gain(self) -> float | None:
        """The normalised gain g = (post - pre) / (100 - pre), of those who voted both times.

        1 where all who were wrong became right and nobody right was led astray, below nought where
        more were led astray. None where nobody was wrong before: there was nothing to gain.

        Source: Hake (1998), American Journal of Physics 66, 64-74.
        """
        if not self.first_wrong:
            return None
        return (self.became_right - self.became_wrong) / self.first_wrong

    @property
    def gain_interval(self) -> Interval | None:
        """The 95 % interval of the gain, given how many were right before.

        With the first vote given, g = p - r q: p is the share of those wrong before who became
        right, q the share of those right before who became wrong, and r = right / wrong before is
        a constant. p and q are of different people, so their Wilson intervals are put together by
        the method of variance estimates recovery (MOVER), which fits small n and stays within what
        is possible.

        Source: Zou, Huang and Zhang (2009), Computational Statistics and Data Analysis 53,
        1080-1085; for r = 1 it is Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
        """
        if self.gain is None:
            return None
        gained = self.became_right / self.first_wrong
        up = wilson_interval(gained, self.first_wrong)
        if not self.first_right:
            return up
        lost, ratio = self.became_wrong / self.first_right, self.first_right / self.first_wrong
        down = wilson_interval(lost, self.first_right)
        below = math.hypot(gained - up.low, ratio * (down.high - lost))
        above = math.hypot(up.high - gained, ratio * (lost - down.low))
        return Interval(max(-ratio, self.gain - below), min(1.0, self.gain + above))


def moved(first: Mapping[Voter, bool], second: Mapping[Voter, bool]) -> Moved:
    """Of those who voted both times: who was right before, and who was after."""
    both = [(first[voter], second[voter]) for voter in first.keys() & second.keys()]
    return Moved(
        stayed_right=both.count((True, True)),
        became_right=both.count((False, True)),
        became_wrong=both.count((True, False)),
        stayed_wrong=both.count((False, False)),
    )


@dataclass(frozen=True)
class Share:
    """How many of so many were right."""

    right: int
    n: int

    @property
    def share(self) -> float | None:
        """From 0 to 1; None of nobody."""
        return self.right / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the share."""
        return wilson_interval(self.right / self.n, self.n) if self.n else None


@dataclass(frozen=True)
class Afterwards:
    """How a further question on the same passage was answered alone.

    What a discussion has taught shows in those whom it moved: Smith and others (2009), Science
    323, 122-124.

    Attributes:
        everybody: All who answered it.
        moved: Those of them who had become right in the discussion.
    """

    everybody: Share
    moved: Share


def afterwards(
    first: Mapping[Voter, bool], second: Mapping[Voter, bool], solo: Mapping[Voter, bool]
) -> Afterwards:
    """The answers to the further question, of all and of those whom the discussion moved."""
    became_right = {it for it in first.keys() & second.keys() if second[it] and not first[it]}
    return Afterwards(_share(solo.values()), _share(solo[it] for it in became_right & solo.keys()))


def _share(answers: Iterable[bool]) -> Share:
    answers = tuple(answers)
    return Share(sum(answers), len(answers))
