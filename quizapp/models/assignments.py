"""Assignments: a quiz set for a classroom, other terms for single learners, scores set by hand."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    Select,
    SQLColumnExpression,
    String,
    UniqueConstraint,
    false,
    select,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from quizapp.domain.accommodations import own_terms
from quizapp.domain.assignments import Counting, FeedbackTime, OtherTerms, Terms
from quizapp.models.accommodations import LearnerAccommodation
from quizapp.models.base import BankKey, Base, BigKey, Id, PublicId
from quizapp.models.classrooms import Classroom, ClassroomTeacher, Enrolment
from quizapp.models.people import User


class Assignment(Base):
    """A quiz that a classroom is to take, and by which terms.

    Work is late after `due_at` and refused after `closes_at`. `time_limit` is in seconds.
    Where it `is_sequential`, no item is left open for later, whatever its quiz says.
    `pair_id` and `is_post_test` are for the pre- and post-test of a pair, which says who gets
    which form.
    """

    __tablename__ = "assignments"
    __table_args__ = (Index("ix_assignments_classroom_id", "classroom_id"),)

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    bank_key: Mapped[BankKey]
    quiz_key: Mapped[BankKey]
    title: Mapped[str] = mapped_column(String(200))
    opens_at: Mapped[datetime]
    due_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    attempts_allowed: Mapped[int | None]
    time_limit: Mapped[int | None]
    feedback: Mapped[str] = mapped_column(String(16), default=FeedbackTime.AFTER_EACH)
    counting: Mapped[str] = mapped_column(String(8), default=Counting.BEST)
    is_sequential: Mapped[bool] = mapped_column(default=False, server_default=false())
    weight: Mapped[float] = mapped_column(default=1.0)
    pair_id: Mapped[int | None] = mapped_column(ForeignKey("test_pairs.id", ondelete="CASCADE"))
    is_post_test: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    classroom: Mapped[Classroom] = relationship()
    pair: Mapped[TestPair | None] = relationship()

    @property
    def terms(self) -> Terms:
        """The terms for the class as a whole."""
        return Terms(
            opens_at=self.opens_at,
            due_at=self.due_at,
            closes_at=self.closes_at,
            attempts_allowed=self.attempts_allowed,
            time_limit=self.time_limit,
        )


class AssignmentException(Base):
    """Other terms for one learner; what is None is as for the class.

    `extra_time` is in seconds, on top of the time limit. Somebody excused owes nothing.
    """

    __tablename__ = "assignment_exceptions"
    __table_args__ = (UniqueConstraint("assignment_id", "user_id"),)

    id: Mapped[BigKey]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    opens_at: Mapped[datetime | None]
    due_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    attempts_allowed: Mapped[int | None]
    extra_time: Mapped[int | None]
    is_excused: Mapped[bool] = mapped_column(default=False)

    user: Mapped[User] = relationship()

    @property
    def terms(self) -> OtherTerms:
        """What is otherwise, as the domain takes it."""
        return OtherTerms(
            opens_at=self.opens_at,
            due_at=self.due_at,
            closes_at=self.closes_at,
            attempts_allowed=self.attempts_allowed,
            extra_time=self.extra_time,
            is_excused=self.is_excused,
        )


class ScoreOverride(Base):
    """A score that a teacher has set by hand, and why. Rows are only ever added; the newest holds.

    `share` is from 0 to 1; None takes the overrides before it back.
    """

    __tablename__ = "score_overrides"
    __table_args__ = (
        Index("ix_score_overrides_assignment_id_user_id", "assignment_id", "user_id"),
    )

    id: Mapped[BigKey]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignments.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    share: Mapped[float | None]
    reason: Mapped[str] = mapped_column(String(500))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    made_at: Mapped[datetime]

    actor: Mapped[User | None] = relationship(foreign_keys=actor_id)


class TestPair(Base):
    """A pre-test and a post-test of one quiz's items, as two forms that share none.

    `forms` holds the ids of the items of form A and of form B.
    """

    __tablename__ = "test_pairs"

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))
    bank_key: Mapped[BankKey]
    quiz_key: Mapped[BankKey]
    forms: Mapped[dict[str, Any]] = mapped_column(JSON)
    created_at: Mapped[datetime]


class PairHalf(Base):
    """Which form of a pair a learner has for the pre-test; the post-test is the other one."""

    __tablename__ = "pair_halves"
    __table_args__ = (UniqueConstraint("pair_id", "user_id"),)

    id: Mapped[BigKey]
    pair_id: Mapped[int] = mapped_column(ForeignKey("test_pairs.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    first_form: Mapped[str] = mapped_column(String(1))


OwnTermsRow = tuple[Assignment, AssignmentException | None, LearnerAccommodation | None]
"""An assignment, what it says of one learner, and what holds for them in all of its class."""


def terms_in(row: OwnTermsRow) -> Terms:
    """The terms for the learner of the row."""
    assignment, exception, everywhere = row
    held = everywhere.held if everywhere else None
    return own_terms(assignment.terms, held, exception.terms if exception else None)


def assignments_of(classroom_id: int) -> Select[Assignment]:
    """The assignments of a classroom that were not withdrawn, in the order they open."""
    return (
        select(Assignment)
        .where(Assignment.classroom_id == classroom_id, Assignment.withdrawn_at.is_(None))
        .order_by(Assignment.opens_at, Assignment.id)
    )


def assignment_in(classroom_id: int, public_id: str) -> Select[Assignment]:
    """The assignment, if it is this classroom's."""
    return assignments_of(classroom_id).where(Assignment.public_id == public_id)


def taught_assignment(public_id: str, teacher_id: int) -> Select[Assignment]:
    """The assignment, if it is of a class of the teacher's and was not withdrawn."""
    return (
        select(Assignment)
        .join(ClassroomTeacher, ClassroomTeacher.classroom_id == Assignment.classroom_id)
        .where(
            Assignment.public_id == public_id,
            Assignment.withdrawn_at.is_(None),
            ClassroomTeacher.user_id == teacher_id,
        )
    )


def set_together(assignment: Assignment, teacher_id: int) -> Select[Assignment]:
    """What was set in one press with it: the same quiz at the same moment, in own classes."""
    taught = select(ClassroomTeacher.classroom_id).where(ClassroomTeacher.user_id == teacher_id)
    return (
        select(Assignment)
        .where(
            Assignment.created_at == assignment.created_at,
            Assignment.bank_key == assignment.bank_key,
            Assignment.quiz_key == assignment.quiz_key,
            Assignment.pair_id.is_(None),
            Assignment.withdrawn_at.is_(None),
            Assignment.classroom_id.in_(taught),
        )
        .order_by(Assignment.id)
    )


def exception_of(assignment_id: int, user_id: int) -> Select[AssignmentException]:
    """The other terms of one learner."""
    return select(AssignmentException).where(
        AssignmentException.assignment_id == assignment_id, AssignmentException.user_id == user_id
    )


def exceptions_of(assignment_id: int) -> Select[AssignmentException]:
    """All other terms of single learners in an assignment, with these learners."""
    return (
        select(AssignmentException)
        .where(AssignmentException.assignment_id == assignment_id)
        .options(joinedload(AssignmentException.user))
    )


def assignments_of_learner(user_id: int) -> Select[*OwnTermsRow]:
    """The assignments of all running classrooms of a learner, with the learner's own terms.

    What the assignment says of the learner, and what holds for them in all of the class.
    """
    return learners_assignments(user_id)


def learners_assignments(
    user_id: Id | SQLColumnExpression[int], *, also_left: bool = False
) -> Select[*OwnTermsRow]:
    """The same, where the learner may be a column, and of classes that they have left."""
    query = (
        select(Assignment, AssignmentException, LearnerAccommodation)
        .join(Enrolment, Enrolment.classroom_id == Assignment.classroom_id)
        .join(Classroom, Classroom.id == Assignment.classroom_id)
        .outerjoin(
            AssignmentException,
            (AssignmentException.assignment_id == Assignment.id)
            & (AssignmentException.user_id == user_id),
        )
        .outerjoin(
            LearnerAccommodation,
            (LearnerAccommodation.classroom_id == Assignment.classroom_id)
            & (LearnerAccommodation.user_id == user_id),
        )
        .where(
            Enrolment.user_id == user_id,
            Classroom.archived_at.is_(None),
            Assignment.withdrawn_at.is_(None),
        )
        .order_by(Assignment.opens_at, Assignment.id)
    )
    return query if also_left else query.where(Enrolment.left_at.is_(None))


def newest_overrides(assignment_ids: list[int]) -> Select[ScoreOverride]:
    """The override that holds, by assignment and learner; one with no share holds nothing."""
    later = ScoreOverride.__table__.alias("later")
    return select(ScoreOverride).where(
        ScoreOverride.assignment_id.in_(assignment_ids),
        ~select(later.c.id)
        .where(
            later.c.assignment_id == ScoreOverride.assignment_id,
            later.c.user_id == ScoreOverride.user_id,
            later.c.id > ScoreOverride.id,
        )
        .exists(),
    )


def overrides_of(assignment_id: int, user_id: int) -> Select[ScoreOverride]:
    """All that was set by hand for one learner under an assignment, the newest first."""
    return (
        select(ScoreOverride)
        .where(ScoreOverride.assignment_id == assignment_id, ScoreOverride.user_id == user_id)
        .order_by(ScoreOverride.id.desc())
    )
