"""Who is past the time for which a class keeps names, and guests who never came back."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, exists, or_, select

from quizapp.models.attempts import Attempt, AttemptItem, Response, last_tried_at
from quizapp.models.classrooms import Classroom, Enrolment
from quizapp.models.memory import Card
from quizapp.models.people import Role, User

GUESTS_KEPT = timedelta(days=180)
"""How long after their last work guests are kept; their browsers forget them as soon."""


def limited_classrooms() -> Select[Classroom]:
    """The archived classrooms that say how long names are kept."""
    return (
        select(Classroom)
        .where(Classroom.archived_at.is_not(None), Classroom.keep_days.is_not(None))
        .order_by(Classroom.id)
    )


def learners_only_in(classroom_ids: Collection[int]) -> Select[User]:
    """The learners who are in one of these classrooms and in no other one."""
    current = Enrolment.left_at.is_(None)
    inside = exists().where(
        Enrolment.user_id == User.id, current, Enrolment.classroom_id.in_(classroom_ids)
    )
    elsewhere = exists().where(
        Enrolment.user_id == User.id, current, Enrolment.classroom_id.not_in(classroom_ids)
    )
    return (
        select(User)
        .where(User.role == Role.LEARNER, User.erased_at.is_(None), inside, ~elsewhere)
        .order_by(User.id)
    )


def guests_unseen_since(moment: datetime) -> Select[User]:
    """The guests who are in no class and have done nothing since `moment`."""
    began = exists().where(
        Attempt.user_id == User.id,
        or_(Attempt.started_at >= moment, Attempt.finished_at >= moment),
    )
    answered = (
        exists()
        .where(Attempt.user_id == User.id, AttemptItem.attempt_id == Attempt.id)
        .where(Response.attempt_item_id == AttemptItem.id, last_tried_at >= moment)
    )
    reviewed = exists().where(Card.user_id == User.id, Card.reviewed_at >= moment)
    enrolled = exists().where(Enrolment.user_id == User.id, Enrolment.left_at.is_(None))
    return (
        select(User)
        .where(
            User.role == Role.LEARNER,
            User.user_name.is_(None),
            User.is_managed.is_(False),
            User.erased_at.is_(None),
            User.created_at < moment,
            ~began,
            ~answered,
            ~reviewed,
            ~enrolled,
        )
        .order_by(User.id)
    )
