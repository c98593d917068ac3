"""Attempts, the items they ask, and the responses given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    false,
    func,
    select,
)
from sqlalchemy.orm import (
    Mapped,
    column_property,
    mapped_column,
    relationship,
)

from quizapp.domain.assignments import ended_at, is_past_grace
from quizapp.domain.drills.credit import CreditRules
from quizapp.domain.drills.posing import Arrangement
from quizapp.domain.items.fields import MAX_ID_LENGTH
from quizapp.models.assignments import Assignment
from quizapp.models.banks import ItemRevision
from quizapp.models.base import BIG_KEY, BankKey, Base, BigInt, BigKey, PublicId, partial_index
from quizapp.models.people import User
from quizapp.models.regrades import RegradedMark, RegradedScore

_ASSIGNED = "assignment_id IS NOT NULL"
_UNFINISHED_QUIZ = "finished_at IS NULL AND kind = 'quiz' AND assignment_id IS NULL"
_UNFINISHED_ASSIGNMENT = "finished_at IS NULL AND kind = 'quiz' AND assignment_id IS NOT NULL"


def arrangement_of(
    question: int, option_order: Iterable[str], prompt_order: Iterable[str] | None
) -> Arrangement:
    """The frozen choice of question and order, from the columns that it is kept in."""
    return Arrangement(question, tuple(option_order), tuple(prompt_order or ()))


class AttemptKind(StrEnum):
    """Why an attempt was made. Only a quiz counts: neither practice nor a teacher's preview.

    A checked question of the day's session is an attempt of one item, ended when it was answered.
    """

    QUIZ = "quiz"
    PRACTICE = "practice"
    SESSION = "session"
    PREVIEW = "preview"


def is_practice(kind: str) -> bool:
    """Whether attempts of a kind are practice, which never counts."""
    return kind in {AttemptKind.PRACTICE, AttemptKind.SESSION}


class Attempt(Base):
    """One learner's run through one quiz, frozen when it starts.

    `score` and `max_score` are set once, when the attempt finishes: the sum of the marks as they
    were recorded. What holds today is `current_score`.

    `number` counts the learner's attempts at the quiz from 1, and `assignment_number` those under
    the assignment; both only for attempts that count. `deadline_at` is frozen when it starts,
    and moved only where a teacher gives more time. In one that `is_sequential` no item is left open
    for later; one that `asks_confidence` asks with each item how sure one is. `second_try` and
    `with_hint` are the shares of `CreditRules`, null where there is no such rule. `form` is the one
    of a pre- or post-test that it asks, "A" or "B".
    """

    __tablename__ = "attempts"
    __table_args__ = (
        Index("ix_attempts_user_id_bank_key_quiz_key", "user_id", "bank_key", "quiz_key"),
        # With every answer it is asked which of its learner's attempts have ended today, and which
        # are under an assignment.
        Index("ix_attempts_user_id_bank_key_finished_at", "user_id", "bank_key", "finished_at"),
        partial_index(
            "ix_attempts_assigned",
            "user_id",
            "bank_key",
            where=_ASSIGNED,
        ),
        Index("ix_attempts_bank_key_quiz_key_number", "bank_key", "quiz_key", "number"),
        # Those whose time has run out are looked for every few seconds.
        partial_index(
            "ix_attempts_deadline_at",
            "deadline_at",
            where="finished_at IS NULL",
        ),
        # Two starts at once never take the same number: a limit on attempts cannot be raced.
        UniqueConstraint("assignment_id", "user_id", "assignment_number"),
        # Pressing "start" twice, or in two tabs, gives one attempt.
        partial_index(
            "uq_attempts_unfinished",
            "user_id",
            "bank_key",
            "quiz_key",
            unique=True,
            where=_UNFINISHED_QUIZ,
        ),
        partial_index(
            "uq_attempts_unfinished_assignment",
            "user_id",
            "assignment_id",
            unique=True,
            where=_UNFINISHED_ASSIGNMENT,
        ),
    )

    id: Mapped[int] = mapped_column(BIG_KEY, primary_key=True)
    public_id: Mapped[PublicId]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    bank_key: Mapped[BankKey]
    bank_revision_id: Mapped[int] = mapped_column(ForeignKey("bank_revisions.id"))
    quiz_key: Mapped[BankKey]
    quiz_title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[str] = mapped_column(String(16), default=AttemptKind.QUIZ)
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"))
    assignment_number: Mapped[int | None]
    number: Mapped[int | None]
    feedback_mode: Mapped[str] = mapped_column(String(16))
    is_sequential: Mapped[bool] = mapped_column(default=False, server_default=false())
    asks_confidence: Mapped[bool] = mapped_column(default=False, server_default=false())
    second_try: Mapped[float | None]
    with_hint: Mapped[float | None]
    form: Mapped[str | None] = mapped_column(String(1))
    seed: Mapped[BigInt]
    item_count: Mapped[int]
    started_at: Mapped[datetime]
    deadline_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    score: Mapped[float | None] = mapped_column()
    max_score: Mapped[float | None]

    current_score: Mapped[float | None] = column_property(
        func.coalesce(
            select(RegradedScore.score)
            .where(RegradedScore.attempt_id == id)  # noqa: A003  the column above
            .order_by(RegradedScore.id.desc())
            .limit(1)
            .correlate_except(RegradedScore)
            .scalar_subquery(),
            score,
        )
    )
    """The score by the last regrade, or as recorded; as an attribute and in queries."""

    user: Mapped[User] = relationship()
    assignment: Mapped[Assignment | None] = relationship()
    items: Mapped[list[AttemptItem]] = relationship(
        back_populates="attempt", order_by="AttemptItem.position"
    )
    regraded_scores: Mapped[list[RegradedScore]] = relationship(
        viewonly=True, order_by=RegradedScore.id
    )

    @property
    def credit_rules(self) -> CreditRules:
        """By what marks become credit."""
        return CreditRules.of(self.second_try, self.with_hint)

    @property
    def is_practice(self) -> bool:
        """Whether it is of such a kind."""
        return is_practice(self.kind)

    @property
    def is_preview(self) -> bool:
        """Whether a teacher only looks at the quiz as learners see it."""
        return self.kind == AttemptKind.PREVIEW

    @property
    def is_finished(self) -> bool:
        """Whether it was ended; until its time is noticed to be over, it may not be."""
        return self.finished_at is not None

    def is_overdue(self, now: datetime) -> bool:
        """Whether its time is over, grace included, and it is still to be ended."""
        return not self.is_finished and is_past_grace(self.deadline_at, now)

    def is_over(self, now: datetime) -> bool:
        """Whether nothing more can be recorded in it."""
        return self.ended_at(now) is not None

    def ended_at(self, now: datetime) -> datetime | None:
        """When it ended; where its time ran out, that is the deadline."""
        return ended_at(self.finished_at, self.deadline_at, now)


class AttemptItem(Base):
    """One item of an attempt: its revision, the question asked and the order shown.

    `prompt_order` is null where there are no prompts, and in attempts that older versions began.

    The learner means to come back to one that `is_flagged` and has no response, and has looked at
    the hint of one that `is_hinted`.
    """

    __tablename__ = "attempt_items"
    __table_args__ = (
        UniqueConstraint("attempt_id", "position"),
        CheckConstraint("position >= 1", name="position_from_one"),
    )

    id: Mapped[BigKey]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"))
    position: Mapped[int]
    item_key: Mapped[BankKey]
    item_revision_id: Mapped[int] = mapped_column(ForeignKey("item_revisions.id"), index=True)
    question: Mapped[int]
    option_order: Mapped[list[str]] = mapped_column(JSON)
    prompt_order: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    is_flagged: Mapped[bool] = mapped_column(default=False, server_default=false())
    is_hinted: Mapped[bool] = mapped_column(default=False, server_default=false())

    attempt: Mapped[Attempt] = relationship(back_populates="items")
    revision: Mapped[ItemRevision] = relationship()
    response: Mapped[Response | None] = relationship(back_populates="attempt_item")
    regraded_marks: Mapped[list[RegradedMark]] = relationship(
        viewonly=True, order_by=RegradedMark.id
    )

    @property
    def arrangement(self) -> Arrangement:
        """The frozen choice of question and order."""
        return arrangement_of(self.question, self.option_order, self.prompt_order)


class Response(Base):
    """What the learner chose for one item in an attempt, and the mark it earned that day.

    The unique key on the attempt's item decides between two responses sent at once. `confidence`
    is one of the three steps, where the attempt asks for them and the learner said one.

    `chosen` and `mark` are those of the first try, `is_hinted` whether the hint was seen before it.
    `awaits_second` while the learner has another; `second_chosen` is what they chose then, nothing
    where they asked for the answer instead, and `second_at` when; both null where there was none.
    `credit` is what counts in the score, null where that is the mark. `version` says in which other
    words of the bank the item was read, null for its own; nothing depends on it but what is shown.
    """

    __tablename__ = "responses"
    __table_args__ = (CheckConstraint("mark >= 0 AND mark <= max_mark", name="mark_in_range"),)

    id: Mapped[BigKey]
    attempt_item_id: Mapped[int] = mapped_column(
        ForeignKey("attempt_items.id", ondelete="CASCADE"), unique=True
    )
    chosen: Mapped[list[str]] = mapped_column(JSON)
    is_unknown: Mapped[bool]
    is_unsure: Mapped[bool]
    is_hinted: Mapped[bool]
    confidence: Mapped[int | None] = mapped_column(SmallInteger)
    mark: Mapped[float]
    max_mark: Mapped[float]
    responded_at: Mapped[datetime]
    awaits_second: Mapped[bool] = mapped_column(default=False, server_default=false())
    second_chosen: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    second_at: Mapped[datetime | None]
    credit: Mapped[float | None]
    version: Mapped[str | None] = mapped_column(String(MAX_ID_LENGTH))

    attempt_item: Mapped[AttemptItem] = relationship(back_populates="response")

    @property
    def counted(self) -> float:
        """What it counts in the score, as it was recorded."""
        return self.mark if self.credit is None else self.credit


last_tried_at: ColumnElement[datetime] = func.coalesce(Response.second_at, Response.responded_at)
"""When the last try of a response was made, for queries over responses."""
