"""Classrooms: who teaches them, who is enrolled, and how a class gets in."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    SQLColumnExpression,
    String,
    UniqueConstraint,
    exists,
    func,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.models.base import Base, BigKey, Id, PublicId
from quizapp.models.people import Role, User

LEAST_RETENTION, MOST_RETENTION = 0.7, 0.97
USUAL_RETENTION = 0.9


class Classroom(Base):
    """A class. Its times on screen, and the days of its learners, are those of `time_zone`.

    `exam_on` is the day on which its learners' recall is to be high, and `desired_retention` the
    recall below which an item counts as about to be forgotten.
    `join_code` is what learners type to get in; None while joining is closed. `keep_days` says
    how long after it was archived the people in it stay known by name; None: for ever.
    `is_demo` marks a class that is invented from its learners to their answers.
    """

    __tablename__ = "classrooms"
    __table_args__ = (
        CheckConstraint(
            f"desired_retention >= {LEAST_RETENTION} AND desired_retention <= {MOST_RETENTION}",
            name="retention_in_range",
        ),
    )

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    title: Mapped[str] = mapped_column(String(120))
    term: Mapped[str] = mapped_column(String(60), default="")
    time_zone: Mapped[str] = mapped_column(String(64))
    desired_retention: Mapped[float] = mapped_column(default=USUAL_RETENTION)
    exam_on: Mapped[date | None]
    join_code: Mapped[str | None] = mapped_column(String(16), unique=True)
    keep_days: Mapped[int | None]
    is_demo: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    archived_at: Mapped[datetime | None]

    @property
    def is_archived(self) -> bool:
        """Whether the class is over: everything can be read, nothing new is set or joined."""
        return self.archived_at is not None


class ClassroomTeacher(Base):
    """Somebody who teaches a classroom. All of its teachers have the same rights."""

    __tablename__ = "classroom_teachers"
    __table_args__ = (UniqueConstraint("classroom_id", "user_id"),)

    id: Mapped[BigKey]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    added_at: Mapped[datetime]

    user: Mapped[User] = relationship()


class Enrolment(Base):
    """A learner in a classroom; `left_at` once they have moved or left. What they did stays.

    `sort_name` is what a teacher has them listed under; empty: as the rule for names has it.
    """

    __tablename__ = "enrolments"
    __table_args__ = (
        UniqueConstraint("classroom_id", "user_id"),
        Index("ix_enrolments_user_id", "user_id"),
    )

    id: Mapped[BigKey]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    enrolled_at: Mapped[datetime]
    left_at: Mapped[datetime | None]
    sort_name: Mapped[str] = mapped_column(String(80), default="", server_default="")

    classroom: Mapped[Classroom] = relationship()
    user: Mapped[User] = relationship()


class TeacherInvitation(Base):
    """A code that lets one teacher more into a classroom, once; stored as a hash."""

    __tablename__ = "teacher_invitations"

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    classroom_id: Mapped[int] = mapped_column(
        ForeignKey("classrooms.id", ondelete="CASCADE"), index=True
    )
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class LoginCode(Base):
    """A one-time code, in place of a password, for a learner whose account a class looks after.

    It is stored as a hash: it is shown once, when it is made.
    """

    __tablename__ = "login_codes"

    id: Mapped[BigKey]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


def classrooms_of_teacher(user_id: int) -> Select[Classroom]:
    """The classrooms that the user teaches: those still running first, then by title."""
    return (
        select(Classroom)
        .join(ClassroomTeacher, ClassroomTeacher.classroom_id == Classroom.id)
        .where(ClassroomTeacher.user_id == user_id)
        .order_by(Classroom.archived_at.is_not(None), Classroom.title, Classroom.id)
    )


def taught_classroom(public_id: str, user_id: int) -> Select[Classroom]:
    """The classroom, if this user teaches it."""
    return classrooms_of_teacher(user_id).where(Classroom.public_id == public_id)


def classrooms_of_learner(user_id: Id) -> Select[Classroom]:
    """The classrooms that the user is enrolled in and that are not archived, by title."""
    return (
        select(Classroom)
        .join(Enrolment, Enrolment.classroom_id == Classroom.id)
        .where(
            Enrolment.user_id == user_id,
            Enrolment.left_at.is_(None),
            Classroom.archived_at.is_(None),
        )
        .order_by(Classroom.title, Classroom.id)
    )


def enrolled_learners(classroom_id: int) -> Select[User]:
    """The learners who are in the classroom now, by name."""
    return (
        select(User)
        .join(Enrolment, Enrolment.user_id == User.id)
        .where(Enrolment.classroom_id == classroom_id, Enrolment.left_at.is_(None))
        .order_by(User.display_name, User.id)
    )


def enrolled_learner(classroom_id: int, public_id: str) -> Select[User]:
    """The learner of this public id, if they are in the classroom now."""
    return enrolled_learners(classroom_id).where(User.public_id == public_id)


def learner_count(classroom_id: int | SQLColumnExpression[int]) -> Select[int]:
    """How many learners are in the classroom now; its id may be a column of the query around."""
    return select(func.count(Enrolment.id)).where(
        Enrolment.classroom_id == classroom_id, Enrolment.left_at.is_(None)
    )


def learners_of_teacher(teacher_id: int) -> Select[User]:
    """The learners whose work the teacher may see: who is in one of the own classes now.

    So may be whoever was in one and is in no class at all now. Somebody who never was in a class
    of the teacher is none of them.
    """
    was_taught = (
        exists()
        .where(Enrolment.user_id == User.id)
        .where(ClassroomTeacher.classroom_id == Enrolment.classroom_id)
        .where(ClassroomTeacher.user_id == teacher_id)
    )
    is_taught = was_taught.where(Enrolment.left_at.is_(None))
    return select(User).where(
        User.role == Role.LEARNER,
        User.erased_at.is_(None),
        is_taught | (was_taught & is_in_no_class()),
    )


def is_in_no_class() -> ColumnElement[bool]:
    """Whether a user is in no classroom now: that alone makes nobody a teacher's learner."""
    return ~exists().where(Enrolment.user_id == User.id, Enrolment.left_at.is_(None))
