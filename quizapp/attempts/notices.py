"""Notes to learners on what others did to their attempts: left, shown, put away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from math import isclose
from typing import Any

from sqlalchemy import Row, Select, bindparam, select

from quizapp.domain.errors import NotFound
from quizapp.models import (
    Attempt,
    AttemptItem,
    Notice,
    Regrade,
    RegradedMark,
    RegradedScore,
    Response,
)
from quizapp.models.base import ASKED_USER
from quizapp.models.held_keys import ASKED, keys_held, moment_asked
from quizapp.models.marks_that_hold import current_credit
from quizapp.models.notices import NoticeKind, open_notices, own_notice
from quizapp.web.database import Transaction, columns_of, lock_learner, write_transaction
from quizapp.web.extensions import db


@dataclass(frozen=True)
class AttemptNotice:
    """A note about an attempt: that its score is another one now, or a challenge was decided.

    `positions` are those of the questions that it is about. Scores are 0 in a note on a challenge,
    which `is_meant_same` if the learner said that what they typed means the same.
    """

    id: str
    kind: str
    attempt_id: str
    quiz_title: str
    before: float
    after: float
    max_score: float
    positions: tuple[int, ...]
    rule: str
    words: str | None
    created_at: datetime
    is_meant_same: bool = False


def notices_for(
    user_id: int | None, now: datetime, attempt_id: int | None = None
) -> list[AttemptNotice]:
    """The notes that somebody has not put away, newest first; of one attempt's row, if given.

    A note about an attempt whose results are not shown yet waits as they do.
    """
    if user_id is None:
        return []
    asked_about = {"user_id": user_id, "attempt_id": attempt_id, **moment_asked(now)}
    rows = columns_of(db.session, _open_notices(of_one=attempt_id is not None), asked_about)
    return [_attempt_notice(row) for row in rows]


@cache
def _open_notices(*, of_one: bool) -> Select[*tuple[Any, ...]]:
    """Those of `user_id` that may be shown at `now`; about `attempt_id` alone, if of one."""
    query = (
        open_notices(ASKED_USER)
        .join(Attempt, Attempt.id == Notice.attempt_id)
        .where(~keys_held(ASKED))
        .with_only_columns(
            Notice.public_id,
            Notice.kind,
            Notice.figures,
            Notice.words,
            Notice.created_at,
            Attempt.public_id.label("attempt_id"),
            Attempt.quiz_title,
            Attempt.item_count,
        )
    )
    return query.where(Notice.attempt_id == bindparam("attempt_id")) if of_one else query


def dismiss(public_id: str, user_id: int, now: datetime) -> str | None:
    """Put a note away; returns the attempt it was about. Twice is the same as once.

    Raises:
        NotFound: there is no such note to this person.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        notice = tx.scalar(own_notice(public_id, user_id))
        if notice is None:
            raise NotFound
        notice.dismissed_at = notice.dismissed_at or now
        return notice.attempt.public_id if notice.attempt else None


def tell_of_scores(
    tx: Transaction, events: list[Regrade], kind: NoticeKind, words: str | None, now: datetime
) -> None:
    """Leave a note to everybody whose score is another one now, one for each attempt."""
    event_ids = [event.id for event in events]
    before: dict[int, float] = {}
    for attempt_id, previous in tx.execute(
        select(RegradedScore.attempt_id, RegradedScore.previous)
        .where(RegradedScore.regrade_id.in_(event_ids))
        .order_by(RegradedScore.id)
    ):
        before.setdefault(attempt_id, previous)
    positions: dict[int, list[int]] = {}
    for attempt_id, position in tx.execute(
        select(AttemptItem.attempt_id, AttemptItem.position)
        .join(RegradedMark, RegradedMark.attempt_item_id == AttemptItem.id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(RegradedMark.regrade_id.in_(event_ids), RegradedMark.previous != current_credit)
        .order_by(AttemptItem.position)
    ):
        positions.setdefault(attempt_id, []).append(position)
    touched = select(RegradedScore.attempt_id).where(RegradedScore.regrade_id.in_(event_ids))
    for attempt in tx.scalars(select(Attempt).where(Attempt.id.in_(touched)).order_by(Attempt.id)):
        after = attempt.current_score or 0.0
        if isclose(before[attempt.id], after, abs_tol=1e-9):
            continue
        figures = {
            "quiz_title": attempt.quiz_title,
            "before": before[attempt.id],
            "after": after,
            "max_score": attempt.max_score,
            "positions": positions.get(attempt.id, []),
            "rule": events[0].rule,
        }
        tx.add(
            Notice(
                user_id=attempt.user_id,
                attempt_id=attempt.id,
                kind=kind,
                figures=figures,
                words=words,
                created_at=now,
            )
        )


def _attempt_notice(row: Row[*tuple[Any, ...]]) -> AttemptNotice:
    figures: dict[str, Any] = row.figures
    return AttemptNotice(
        id=row.public_id,
        kind=row.kind,
        attempt_id=row.attempt_id,
        quiz_title=figures.get("quiz_title", row.quiz_title),
        before=figures.get("before", 0.0),
        after=figures.get("after", 0.0),
        max_score=figures.get("max_score") or row.item_count,
        positions=tuple(figures.get("positions", ())),
        rule=figures.get("rule", ""),
        words=row.words,
        created_at=row.created_at,
        is_meant_same=figures.get("is_meant_same", False),
    )
