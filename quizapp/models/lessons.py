"""Lessons led by a teacher: where each is, its questions, who sits in it, and the votes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    SmallInteger,
    String,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.domain.drills.posing import Arrangement
from quizapp.domain.lessons.phases import Phase
from quizapp.models.banks import ItemRevision
from quizapp.models.base import BIG_KEY, BankKey, Base, BigInt, BigKey, PublicId, partial_index
from quizapp.models.classrooms import Classroom


class Lesson(Base):
    """A lesson; its row says where the class is, and is what everybody agrees on.

    `sequence` counts the changes: whoever changes the phase, or votes, says which one they know.
    `question_id` is the question of the moment, None before the first; two tables cannot both
    refer to one another, and what was posed is never removed. `code` lets guests
    in, None once it has ended. `seed` decides the order of options, and never leaves the server.
    """

    __tablename__ = "lessons"

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    classroom_id: Mapped[int] = mapped_column(
        ForeignKey("classrooms.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(300))
    code: Mapped[str | None] = mapped_column(String(16), unique=True)
    seed: Mapped[BigInt]
    sequence: Mapped[int] = mapped_column(default=0)
    phase: Mapped[str] = mapped_column(String(16), default=Phase.WAITING)
    phase_at: Mapped[datetime]
    question_id: Mapped[int | None] = mapped_column(BIG_KEY)
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    classroom: Mapped[Classroom] = relationship()


class LessonQuestion(Base):
    """A question of a lesson. What it asks is fixed when it is posed: its revision and options.

    `place` is its order in the lesson, which may have gaps. `follows_id` names the question whose
    passage it asks about again, alone, once that one was discussed. `over_at` is when the lesson
    left it or showed its key, `fed_at` when all of its first votes were in the memories.
    """

    __tablename__ = "lesson_questions"
    __table_args__ = (
        Index("ix_lesson_questions_lesson_id_place", "lesson_id", "place"),
        # What is still to be fed is looked for every few seconds.
        partial_index(
            "ix_lesson_questions_over_at",
            "over_at",
            where="fed_at IS NULL",
        ),
    )

    id: Mapped[BigKey]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    place: Mapped[int]
    bank_key: Mapped[BankKey]
    item_key: Mapped[BankKey]
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("lesson_questions.id", ondelete="SET NULL")
    )
    item_revision_id: Mapped[int | None] = mapped_column(ForeignKey("item_revisions.id"))
    question: Mapped[int | None]
    option_order: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    posed_at: Mapped[datetime | None]
    discussed_at: Mapped[datetime | None]
    revealed_at: Mapped[datetime | None]
    over_at: Mapped[datetime | None]
    fed_at: Mapped[datetime | None]

    lesson: Mapped[Lesson] = relationship(foreign_keys=lesson_id)
    revision: Mapped[ItemRevision | None] = relationship()

    @property
    def is_solo(self) -> bool:
        """Whether it is answered alone, after a discussion of the same passage."""
        return self.follows_id is not None

    @property
    def arrangement(self) -> Arrangement | None:
        """What is asked, and the order of its options; None until it is posed."""
        if self.question is None or self.option_order is None:
            return None
        return Arrangement(self.question, tuple(self.option_order))


class LessonSeat(Base):
    """Somebody in a lesson: a learner of the class, or a guest known only by their device.

    Of a guest there is the hash of the device's secret, until the lesson has ended: then nothing
    says whose votes these were. `seen_at` is when the device last said that it is there; None for
    one that says nothing.
    """

    __tablename__ = "lesson_seats"
    __table_args__ = (UniqueConstraint("lesson_id", "user_id"),)

    id: Mapped[BigKey]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lessons.id", ondelete="CASCADE"))
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("users.id", ondelete="CASCADE"), index=True
    )
    secret_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    taken_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class LessonVote(Base):
    """What somebody chose in one round of a question; nothing chosen is "I don't know".

    The unique key makes a vote sent twice count once. It may be changed while the round is open.
    """

    __tablename__ = "lesson_votes"
    __table_args__ = (
        UniqueConstraint("question_id", "round", "seat_id"),
        CheckConstraint("round >= 1 AND round <= 2", name="round_is_first_or_second"),
    )

    id: Mapped[BigKey]
    question_id: Mapped[int] = mapped_column(ForeignKey("lesson_questions.id", ondelete="CASCADE"))
    round: Mapped[int] = mapped_column(SmallInteger)
    seat_id: Mapped[int] = mapped_column(
        ForeignKey("lesson_seats.id", ondelete="CASCADE"), index=True
    )
    chosen: Mapped[list[str]] = mapped_column(JSON)
    voted_at: Mapped[datetime]

    seat: Mapped[LessonSeat] = relationship()


def lesson_in(classroom_id: int, public_id: str) -> Select[Lesson]:
    """The lesson, if it is of this classroom."""
    return select(Lesson).where(Lesson.public_id == public_id, Lesson.classroom_id == classroom_id)


def lessons_in(classroom_id: int) -> Select[Lesson]:
    """The lessons of a classroom, the newest first."""
    return select(Lesson).where(Lesson.classroom_id == classroom_id).order_by(Lesson.id.desc())


def is_running() -> ColumnElement[bool]:
    """Whether a lesson has not ended."""
    return Lesson.ended_at.is_(None)


def questions_of(lesson_id: int) -> Select[LessonQuestion]:
    """The questions of a lesson, in their order."""
    return (
        select(LessonQuestion)
        .where(LessonQuestion.lesson_id == lesson_id)
        .order_by(LessonQuestion.place, LessonQuestion.id)
    )


def votes_on(question_id: int) -> Select[int, int, list[str]]:
    """All votes on a question: round, seat, and what was chosen."""
    return (
        select(LessonVote.round, LessonVote.seat_id, LessonVote.chosen)
        .where(LessonVote.question_id == question_id)
        .order_by(LessonVote.id)
    )


def unfed_questions() -> Select[LessonQuestion]:
    """The questions that are over, of which first votes may not be in the memories yet."""
    return (
        select(LessonQuestion)
        .where(LessonQuestion.over_at.is_not(None), LessonQuestion.fed_at.is_(None))
        .order_by(LessonQuestion.id)
    )


def stale_lessons(before: datetime) -> Select[Lesson]:
    """The lessons that nobody has ended, though nothing happened since or their class is over."""
    over = select(Classroom.id).where(Classroom.archived_at.is_not(None))
    is_stale = or_(Lesson.phase_at < before, Lesson.classroom_id.in_(over))
    return select(Lesson).where(is_running(), is_stale).order_by(Lesson.id)
