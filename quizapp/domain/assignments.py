"""The rules of an assignment: when it is open, when work is late, what counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

GRACE = timedelta(seconds=15)
"""How much longer than its time limit an attempt takes responses: a slow network is no fault."""


def is_past_grace(deadline: datetime | None, now: datetime) -> bool:
    """Whether this deadline of an attempt, or this closing, is over, grace included."""
    return deadline is not None and now > deadline + GRACE


def ended_at(
    finished_at: datetime | None, deadline: datetime | None, now: datetime
) -> datetime | None:
    """When an attempt ended; where its time ran out, that is the deadline. None while it runs."""
    ran_out = finished_at is None and is_past_grace(deadline, now)
    return deadline if ran_out else finished_at


def closing_for_all(closes_at: datetime | None, latest: datetime | None) -> datetime | None:
    """When an assignment has closed for everybody; None where it stays open.

    `closes_at` is the class's, `latest` the latest closing that single learners were given.
    """
    return closes_at and max(closes_at, latest or closes_at)


class FeedbackTime(StrEnum):
    """When a learner sees keys, feedback and marks."""

    AFTER_EACH = "after-each"
    AT_END = "at-end"
    AFTER_CLOSE = "after-close"


class Counting(StrEnum):
    """Which of a learner's finished attempts counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"


class Phase(StrEnum):
    """Where an assignment stands for one learner."""

    NOT_OPEN = "not-open"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"


class Standing(StrEnum):
    """Where one learner stands with an assignment."""

    NOT_OPEN = "not-open"
    TO_DO = "to-do"
    OVERDUE = "overdue"
    RUNNING = "running"
    DONE = "done"
    MISSED = "missed"
    EXCUSED = "excused"


@dataclass(frozen=True)
class Terms:
    """The terms of an assignment for one learner, or for the class as a whole.

    Attributes:
        opens_at: When work can begin.
        due_at: After this, work is late; None: never.
        closes_at: After this, nothing is taken; None: never.
        attempts_allowed: How many attempts; None: any number.
        time_limit: Seconds for one attempt; None: no limit.
        is_excused: Whether nothing is owed.
    """

    opens_at: datetime
    due_at: datetime | None = None
    closes_at: datetime | None = None
    attempts_allowed: int | None = None
    time_limit: int | None = None
    is_excused: bool = False

    def phase(self, now: datetime) -> Phase:
        """Where the assignment stands at `now`. What opens at a moment is open at it."""
        if now < self.opens_at:
            return Phase.NOT_OPEN
        if self.closes_at is not None and now >= self.closes_at:
            return Phase.CLOSED
        return Phase.LATE if self.is_late(now) else Phase.OPEN

    def is_late(self, moment: datetime) -> bool:
        """Whether work handed in at `moment` is late."""
        return self.due_at is not None and moment > self.due_at

    def standing(self, now: datetime, *, is_running: bool, finished: int) -> Standing:
        """Where a learner stands who has finished so many attempts."""
        if is_running:
            return Standing.RUNNING
        if finished:
            return Standing.DONE
        if self.is_excused:
            return Standing.EXCUSED
        return {
            Phase.NOT_OPEN: Standing.NOT_OPEN,
            Phase.OPEN: Standing.TO_DO,
            Phase.LATE: Standing.OVERDUE,
            Phase.CLOSED: Standing.MISSED,
        }[self.phase(now)]

    def can_begin(self, now: datetime, begun: int) -> bool:
        """Whether a further attempt can be begun by a learner who has begun so many."""
        is_left = self.attempts_allowed is None or begun < self.attempts_allowed
        return is_left and self.phase(now) in {Phase.OPEN, Phase.LATE}

    def deadline(self, started_at: datetime) -> datetime | None:
        """When an attempt begun then has to end: by the limit or the closing, the earlier one."""
        ends = [] if self.closes_at is None else [self.closes_at]
        if self.time_limit is not None:
            ends.append(started_at + timedelta(seconds=self.time_limit))
        return min(ends, default=None)


@dataclass(frozen=True)
class OtherTerms:
    """What is otherwise for one learner; None is as for the class. `extra_time` is in seconds."""

    opens_at: datetime | None = None
    due_at: datetime | None = None
    closes_at: datetime | None = None
    attempts_allowed: int | None = None
    extra_time: int | None = None
    is_excused: bool = False

    def applied_to(self, terms: Terms) -> Terms:
        """The terms for this learner, from those for the class."""
        limit = terms.time_limit
        return Terms(
            opens_at=self.opens_at or terms.opens_at,
            due_at=self.due_at or terms.due_at,
            closes_at=self.closes_at or terms.closes_at,
            attempts_allowed=self.attempts_allowed or terms.attempts_allowed,
            time_limit=None if limit is None else limit + (self.extra_time or 0),
            is_excused=self.is_excused,
        )
