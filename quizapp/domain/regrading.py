"""What a regrade decides, as plain facts: marks and scores before and after.

Nothing here writes or reads; `quizapp.regrades.dry_runs` finds these facts, and
`quizapp.regrades.regrading` acts on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from math import isclose
from typing import NamedTuple


class RegradeRule(StrEnum):
    """By what an event decides marks."""

    BANK = "bank"
    """By the item as it was in the bank on the day of the regrade."""
    NOBODY_LOSES = "nobody-loses"
    """By the item as it was in the bank on that day, where that counts more than what held."""
    FULL_MARKS = "full-marks"
    """Full marks for everybody who was asked."""
    LEAVE = "leave"
    """As it is: somebody has looked at the marks that differ and let them be."""
    UNDO = "undo"
    """As if another regrade had not been made."""

    @property
    def reads_bank(self) -> bool:
        """Whether marks follow from how the item reads on the day of the regrade."""
        return self in {RegradeRule.BANK, RegradeRule.NOBODY_LOSES}

    @property
    def changes_marks(self) -> bool:
        """Whether it decides any mark; what does not has nothing that could be undone by one."""
        return self not in {RegradeRule.UNDO, RegradeRule.LEAVE}


class Marks(NamedTuple):
    """The mark of a first try, and what the response counts in the score."""

    mark: float
    counted: float


def better_marks(held: Marks, anew: Marks) -> Marks:
    """What holds where nobody loses: what is new if it counts more, otherwise what held.

    The two figures go together: a first try that is better by now may count less, after a hint.
    """
    return anew if _difference(held.counted, anew.counted) > 0 else held


def is_settled(standing: str | None, gain: float) -> bool:
    """Whether the regrade that stands has meant a mark to differ from today's bank by so much.

    Full marks are meant to be higher, and maybe undeserved, whatever the bank says. Where nobody
    loses, only what a learner would gain is still to be decided.
    """
    if standing == RegradeRule.FULL_MARKS:
        return True
    return standing == RegradeRule.NOBODY_LOSES and gain <= 0


@dataclass(frozen=True)
class AttemptAtStake:
    """An attempt that a regrade may touch, its learner, and the score that holds now.

    `score` is None while the attempt is running: its score follows when it ends.
    """

    id: int
    public_id: str
    user_id: int
    learner_id: str
    learner_name: str
    quiz_key: str
    quiz_title: str
    score: float | None
    max_score: float


@dataclass(frozen=True)
class MarkAtStake:
    """What a response counts before and after; `after` is None where it cannot be said.

    `mark` is that of the first try after it, and `mark_before` the one that holds now: they differ
    from what counts only where there was a second try, or a hint that takes off.
    """

    attempt: AttemptAtStake
    attempt_item_id: int
    item_key: str
    position: int
    is_answered: bool
    before: float
    after: float | None
    mark_before: float
    mark: float | None

    @property
    def gain(self) -> float:
        """By how much what counts would rise, below nought if it would fall."""
        return _difference(self.before, self.after)

    @property
    def is_changed(self) -> bool:
        """Whether anything would change, though it may count the same."""
        return bool(self.gain or _difference(self.mark_before, self.mark))


def _difference(before: float, after: float | None) -> float:
    return 0.0 if after is None or isclose(after, before, abs_tol=1e-9) else after - before


@dataclass(frozen=True)
class ScoreAtStake:
    """The score of an attempt before and after."""

    attempt: AttemptAtStake
    before: float
    after: float


@dataclass(frozen=True)
class StaleItem:
    """An item whose recorded marks are not what today's bank would give."""

    item_key: str
    quizzes: tuple[tuple[str, str], ...]
    gains: int
    losses: int
    unsayable: int

    @property
    def is_regradable(self) -> bool:
        """Whether a mark by today's bank would change anything."""
        return bool(self.gains or self.losses)


@dataclass(frozen=True)
class DryRun:
    """All that a regrade would decide. `token` names exactly this, so that it can be acted on."""

    bank_key: str
    item_key: str | None
    quiz_key: str | None
    rule: RegradeRule
    item_keys: tuple[str, ...]
    marks: tuple[MarkAtStake, ...]
    token: str

    @cached_property
    def changed(self) -> tuple[MarkAtStake, ...]:
        """The marks that would change."""
        return tuple(mark for mark in self.marks if mark.is_changed)

    @cached_property
    def unsayable(self) -> tuple[MarkAtStake, ...]:
        """The marks that stay because nobody can say what they would be."""
        return tuple(mark for mark in self.marks if mark.after is None)

    @property
    def gains(self) -> int:
        """How many marks would rise."""
        return sum(mark.gain > 0 for mark in self.changed)

    @property
    def losses(self) -> int:
        """How many marks would fall."""
        return sum(mark.gain < 0 for mark in self.changed)

    @property
    def unchanged(self) -> int:
        """How many marks would stay as they are."""
        return len(self.marks) - len(self.changed) - len(self.unsayable)

    @cached_property
    def scores(self) -> tuple[ScoreAtStake, ...]:
        """The scores of ended attempts that would change, in the order of `changed`."""
        gains: dict[int, float] = {}
        for mark in self.changed:
            gains[mark.attempt.id] = gains.get(mark.attempt.id, 0.0) + mark.gain
        attempts = {mark.attempt.id: mark.attempt for mark in self.changed}
        return tuple(
            ScoreAtStake(attempt, attempt.score, attempt.score + gains[attempt.id])
            for attempt in attempts.values()
            if attempt.score is not None and not isclose(gains[attempt.id], 0.0, abs_tol=1e-9)
        )

    def score_at_stake(self, attempt_id: int) -> ScoreAtStake | None:
        """What becomes of an attempt's score, None where it stays."""
        return self._scores.get(attempt_id)

    @cached_property
    def _scores(self) -> dict[int, ScoreAtStake]:
        return {score.attempt.id: score for score in self.scores}

    def decided(self, item_key: str) -> tuple[MarkAtStake, ...]:
        """The marks of one item that the regrade would decide, changed or confirmed."""
        if not any(mark.item_key == item_key for mark in self.changed):
            return ()
        return tuple(m for m in self.marks if m.item_key == item_key and m.after is not None)
