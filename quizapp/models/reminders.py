"""Reminders: a word to learners that a quiz of theirs waits, and who has not begun it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Select, UniqueConstraint, exists, func, select
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.accommodations import LearnerAccommodation
from quizapp.models.assignments import Assignment, AssignmentException, newest_overrides
from quizapp.models.attempts import Attempt, AttemptKind
from quizapp.models.base import Base, BigKey
from quizapp.models.classrooms import Enrolment
from quizapp.models.people import User


class Reminder(Base):
    """A teacher has reminded a learner of an assignment. One press makes one row for each learner.

    `mailed_at` is when a mail server took the e-mail about it, None where none was sent.
    """

    __tablename__ = "reminders"
    __table_args__ = (UniqueConstraint("assignment_id", "user_id", "made_at"),)

    id: Mapped[BigKey]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]
    mailed_at: Mapped[datetime | None]


def learners_not_begun(
    assignment: Assignment,
) -> Select[User, AssignmentException | None, LearnerAccommodation | None]:
    """The learners of the class without an attempt or a score by hand, by name, with own terms."""
    has_begun = exists().where(
        Attempt.assignment_id == assignment.id,
        Attempt.user_id == User.id,
        Attempt.kind == AttemptKind.QUIZ,
    )
    by_hand = newest_overrides([assignment.id]).subquery()
    has_score = exists().where(by_hand.c.user_id == User.id, by_hand.c.share.is_not(None))
    here, held = AssignmentException, LearnerAccommodation
    return (
        select(User, here, held)
        .join(Enrolment, Enrolment.user_id == User.id)
        .outerjoin(here, (here.user_id == User.id) & (here.assignment_id == assignment.id))
        .outerjoin(held, (held.user_id == User.id) & (held.classroom_id == assignment.classroom_id))
        .where(
            Enrolment.classroom_id == assignment.classroom_id,
            Enrolment.left_at.is_(None),
            ~has_begun,
            ~has_score,
        )
        .order_by(User.display_name, User.id)
    )


def last_reminded(assignment_ids: Collection[int]) -> Select[int, int, datetime]:
    """Assignment, learner, and when the learner was reminded of it last."""
    return (
        select(Reminder.assignment_id, Reminder.user_id, func.max(Reminder.made_at))
        .where(Reminder.assignment_id.in_(assignment_ids))
        .group_by(Reminder.assignment_id, Reminder.user_id)
    )


def of_last_press(assignment_id: int) -> ColumnElement[bool]:
    """Whether a reminder was made when the assignment's learners were reminded last."""
    newest = select(func.max(Reminder.made_at)).where(Reminder.assignment_id == assignment_id)
    return (Reminder.assignment_id == assignment_id) & (
        Reminder.made_at == newest.scalar_subquery()
    )
