"""The regrades of a bank as teachers look back on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import aliased

from quizapp.domain.errors import NotFound
from quizapp.domain.regrading import RegradeRule
from quizapp.models import (
    Attempt,
    AttemptItem,
    Regrade,
    RegradedMark,
    RegradedScore,
    Response,
    User,
)
from quizapp.models.marks_that_hold import recorded_credit
from quizapp.web.extensions import db

_counted_after = func.coalesce(RegradedMark.credit, RegradedMark.mark, recorded_credit)


@dataclass(frozen=True)
class RegradeEvent:
    """One event of the history, with how many marks and scores it changed.

    `actor_name` is None for the command line. `undone_by` and `undoes` are public ids.
    """

    id: str
    made_at: datetime
    actor_name: str | None
    item_key: str
    quiz_key: str | None
    rule: RegradeRule
    reason: str
    note: str | None
    gains: int
    losses: int
    scores: int
    undone_by: str | None
    undone_at: datetime | None
    undoes: str | None

    @property
    def can_be_undone(self) -> bool:
        """Whether it still stands, and is a regrade."""
        return self.rule is not RegradeRule.UNDO and self.undone_by is None


@dataclass(frozen=True)
class ChangedMark:
    """A mark that an event changed. The scores are None where it changed none."""

    learner_id: str
    learner_name: str
    attempt_id: str
    quiz_title: str
    position: int
    before: float
    after: float
    score_before: float | None
    score_after: float | None
    max_score: float | None


def regrade_history(bank_key: str) -> list[RegradeEvent]:
    """All events of a bank, newest first. One query."""
    rows = db.session.execute(_events().where(Regrade.bank_key == bank_key))
    return [_event(row) for row in rows]


def regrade_event(bank_key: str, public_id: str) -> tuple[RegradeEvent, list[ChangedMark]]:
    """One event and every mark it changed. Two queries.

    Raises:
        NotFound: the bank has no such event.
    """
    query = _events().where(Regrade.bank_key == bank_key, Regrade.public_id == public_id)
    row = db.session.execute(query).one_or_none()
    if row is None:
        raise NotFound
    changes = db.session.execute(_changes().where(Regrade.public_id == public_id))
    return _event(row), [ChangedMark(*change) for change in changes]


def _events() -> Select[*tuple[Any, ...]]:
    undo, undone = aliased(Regrade), aliased(Regrade)
    marks = (
        select(
            RegradedMark.regrade_id,
            func.count().filter(_counted_after > RegradedMark.previous).label("gains"),
            func.count().filter(_counted_after < RegradedMark.previous).label("losses"),
        )
        .outerjoin(Response, Response.attempt_item_id == RegradedMark.attempt_item_id)
        .group_by(RegradedMark.regrade_id)
        .subquery()
    )
    scores = (
        select(RegradedScore.regrade_id, func.count().label("scores"))
        .group_by(RegradedScore.regrade_id)
        .subquery()
    )
    return (
        select(
            Regrade,
            User.display_name,
            func.coalesce(marks.c.gains, 0).label("gains"),
            func.coalesce(marks.c.losses, 0).label("losses"),
            func.coalesce(scores.c.scores, 0).label("scores"),
            undo.public_id.label("undone_by"),
            undo.made_at.label("undone_at"),
            undone.public_id.label("undoes"),
        )
        .outerjoin(User, Regrade.actor_id == User.id)
        .outerjoin(marks, marks.c.regrade_id == Regrade.id)
        .outerjoin(scores, scores.c.regrade_id == Regrade.id)
        .outerjoin(undo, undo.undoes_id == Regrade.id)
        .outerjoin(undone, Regrade.undoes_id == undone.id)
        .order_by(Regrade.id.desc())
    )


def _event(row: Row[*tuple[Any, ...]]) -> RegradeEvent:
    regrade: Regrade = row[0]
    return RegradeEvent(
        id=regrade.public_id,
        made_at=regrade.made_at,
        actor_name=row.display_name,
        item_key=regrade.item_key,
        quiz_key=regrade.quiz_key,
        rule=RegradeRule(regrade.rule),
        reason=regrade.reason,
        note=regrade.note,
        gains=row.gains,
        losses=row.losses,
        scores=row.scores,
        undone_by=row.undone_by,
        undone_at=row.undone_at,
        undoes=row.undoes,
    )


def _changes() -> Select[*tuple[Any, ...]]:
    return (
        select(
            User.public_id,
            User.display_name,
            Attempt.public_id,
            Attempt.quiz_title,
            AttemptItem.position,
            RegradedMark.previous,
            _counted_after,
            RegradedScore.previous,
            func.coalesce(RegradedScore.score, Attempt.score),
            Attempt.max_score,
        )
        .join(Regrade, RegradedMark.regrade_id == Regrade.id)
        .join(AttemptItem, RegradedMark.attempt_item_id == AttemptItem.id)
        .join(Attempt, AttemptItem.attempt_id == Attempt.id)
        .join(User, Attempt.user_id == User.id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .outerjoin(
            RegradedScore,
            (RegradedScore.regrade_id == Regrade.id) & (RegradedScore.attempt_id == Attempt.id),
        )
        .where(_counted_after != RegradedMark.previous)
        .order_by(User.display_name, User.id, Attempt.id)
    )
