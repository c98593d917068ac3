"""What the audit trail says of ends that were moved, and what can be undone by it.

Each entry has what the ends were before. A move is undone while it is the last thing that was done
to the assignment; what was given to single learners stands in entries about them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quizapp.accounts.auditing import Deed, DeedKind
from quizapp.assignments.moving_ends import plain
from quizapp.assignments.reminding import LearnersReminded, ReminderTakenBack
from quizapp.assignments.setting import CAN_BE_UNDONE
from quizapp.domain.assignments import OtherTerms, Terms
from quizapp.models import AuditEntry
from quizapp.web.database import Reading, Transaction
from quizapp.web.extensions import db

_LEAVES_TERMS = (LearnersReminded.deed_name, ReminderTakenBack.deed_name)
"""Deeds that are no change of terms, so that a move from before them can still be undone."""


class Whom(StrEnum):
    """For whom an end moves."""

    EVERYBODY = "everybody"
    MISSING = "missing"


class How(StrEnum):
    """By which button it moves."""

    EXTENDED = "extend"
    MINUTES = "minutes"
    ENDED = "end"


@dataclass(frozen=True)
class EndMoved(
    Deed,
    name="move end",
    kind=DeedKind.ASSIGNMENTS,
    sentence=_l("moved the end of “%(title)s”: %(terms)s"),
):
    """The end was moved to `terms`; `was` is what it was for the class."""

    title: str
    whom: str
    how: str
    terms: dict[str, Any]
    was: dict[str, Any]


@dataclass(frozen=True)
class TimeGiven(
    Deed,
    name="give time",
    kind=DeedKind.ASSIGNMENTS,
    sentence=_l("gave %(subject)s more time for “%(title)s”: %(terms)s"),
):
    """A learner's own end was moved; `was` is what was otherwise before, None for nothing."""

    title: str
    assignment: str
    terms: dict[str, Any]
    was: dict[str, Any] | None


@dataclass(frozen=True)
class EndMovedBack(
    Deed,
    name="move end back",
    kind=DeedKind.ASSIGNMENTS,
    sentence=_l("undid the new end of “%(title)s”"),
):
    """The end is what it was before."""

    title: str


@dataclass(frozen=True)
class LastMove:
    """The end was moved a moment ago, and can be moved back. `until` is what it was moved to."""

    how: How
    whom: Whom
    until: datetime | None
    happened_at: datetime
    was: dict[str, Any]


def last_move(
    session: Reading, classroom_id: int, public_id: str, now: datetime
) -> LastMove | None:
    """The move that can be undone, if there is one. One query."""
    entry = session.scalar(
        select(AuditEntry)
        .where(
            AuditEntry.classroom_id == classroom_id,
            AuditEntry.subject == public_id,
            AuditEntry.deed.not_in(_LEAVES_TERMS),
        )
        .order_by(AuditEntry.id.desc())
        .limit(1)
    )
    if entry is None or entry.deed != EndMoved.deed_name or entry.details is None:
        return None
    if now - entry.happened_at >= CAN_BE_UNDONE:
        return None
    details = entry.details
    until = next(iter(_read(details["terms"]).values()), None)
    return LastMove(
        How(details["how"]),
        Whom(details["whom"]),
        until,
        entry.happened_at,
        _read(details["was"]),
    )


def shown_move(classroom_id: int, public_id: str, now: datetime) -> LastMove | None:
    """The same for a page."""
    return last_move(db.session, classroom_id, public_id, now)


@dataclass(frozen=True)
class GivenTime:
    """The ends that a move gave to one learner, and what was otherwise before; None is nothing."""

    ends: OtherTerms
    was: OtherTerms | None


def given_in(
    tx: Transaction, classroom_id: int, public_id: str, move: LastMove
) -> dict[str, GivenTime]:
    """By learner, what the move gave them."""
    entries = tx.scalars(
        select(AuditEntry).where(
            AuditEntry.classroom_id == classroom_id,
            AuditEntry.deed == TimeGiven.deed_name,
            AuditEntry.happened_at == move.happened_at,
        )
    )
    return {
        entry.subject: GivenTime(
            OtherTerms(**_read(details["terms"])),
            None if details["was"] is None else OtherTerms(**_read(details["was"])),
        )
        for entry in entries
        if (details := entry.details or {}).get("assignment") == public_id
    }


def ends(terms: Terms) -> dict[str, Any]:
    """What a move can change in the terms of a class, as JSON takes it."""
    return written({name: getattr(terms, name) for name in ("due_at", "closes_at", "time_limit")})


def own_ends(terms: OtherTerms) -> dict[str, Any]:
    """What a move gives a single learner, as the trail tells it."""
    return written({"due_at": terms.due_at, "closes_at": terms.closes_at})


def all_of(terms: OtherTerms) -> dict[str, Any]:
    """All that is otherwise for a learner, as JSON takes it."""
    return written(asdict(terms))


def written(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values of terms as JSON takes them."""
    return {name: plain(value) for name, value in values.items()}


def _read(values: Mapping[str, Any]) -> dict[str, Any]:
    """What `written` wrote."""
    return {
        name: datetime.fromisoformat(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
