"""Marks and scores decided anew after an edit. Rows are only ever added.

What holds is the newest row by id; without one, what was recorded on the day. So nothing that
was once recorded is ever written over, and a regrade can be taken back by another row.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    ScalarSelect,
    Select,
    String,
    UniqueConstraint,
    and_,
    exists,
    select,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased, mapped_column, relationship

from quizapp.domain.regrading import RegradeRule
from quizapp.models.banks import ItemRevision
from quizapp.models.base import BankKey, Base, BigKey, PublicId
from quizapp.models.people import User


class Regrade(Base):
    """One event: the marks of one item decided anew, in one quiz or in all (`quiz_key` None).

    `token` names the dry run that was acted on: sent twice, it acts once. `note` is the
    teacher's word to the learners whose score changed; `reason` stays among teachers.
    """

    __tablename__ = "regrades"
    __table_args__ = (Index("ix_regrades_bank_key_item_key", "bank_key", "item_key"),)

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    made_at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    bank_key: Mapped[BankKey]
    item_key: Mapped[BankKey]
    quiz_key: Mapped[str | None] = mapped_column(String(64))
    rule: Mapped[str] = mapped_column(String(16))
    item_revision_id: Mapped[int | None] = mapped_column(ForeignKey("item_revisions.id"))
    reason: Mapped[str] = mapped_column(String(500))
    note: Mapped[str | None] = mapped_column(String(500))
    undoes_id: Mapped[int | None] = mapped_column(ForeignKey("regrades.id"), unique=True)
    token: Mapped[str] = mapped_column(String(140), unique=True)

    actor: Mapped[User | None] = relationship()
    item_revision: Mapped[ItemRevision | None] = relationship()


class RegradedMark(Base):
    """The mark of one item of one attempt from this regrade on.

    `mark` is None where an undo lets what was recorded hold again, or what will be: the attempt
    may still wait for the response. `credit` is what counts in the score, None where that is the
    mark; `previous` is what counted before.

    It hangs on the attempt's item, not on a response: full marks are also for those who gave
    none.
    """

    __tablename__ = "regraded_marks"
    __table_args__ = (
        UniqueConstraint("attempt_item_id", "regrade_id"),
        Index("ix_regraded_marks_regrade_id", "regrade_id"),
    )

    id: Mapped[BigKey]
    regrade_id: Mapped[int] = mapped_column(ForeignKey("regrades.id"))
    attempt_item_id: Mapped[int] = mapped_column(ForeignKey("attempt_items.id", ondelete="CASCADE"))
    mark: Mapped[float | None]
    credit: Mapped[float | None]
    previous: Mapped[float]

    regrade: Mapped[Regrade] = relationship()

    @property
    def counted(self) -> float | None:
        """What counts in the score from this regrade on; None where what was recorded does."""
        return self.mark if self.credit is None else self.credit


class RegradedScore(Base):
    """The score of one finished attempt from this regrade on; `previous` held before.

    `score` is None where the recorded score holds again.
    """

    __tablename__ = "regraded_scores"
    __table_args__ = (
        UniqueConstraint("attempt_id", "regrade_id"),
        Index("ix_regraded_scores_regrade_id", "regrade_id"),
    )

    id: Mapped[BigKey]
    regrade_id: Mapped[int] = mapped_column(ForeignKey("regrades.id"))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"))
    score: Mapped[float | None]
    previous: Mapped[float]

    regrade: Mapped[Regrade] = relationship()


def regrade_with(public_id: str, bank_key: str) -> Select[Regrade]:
    """The event of this id, if it is about this bank."""
    return select(Regrade).where(Regrade.public_id == public_id, Regrade.bank_key == bank_key)


def standing_rule(attempt_item_id: InstrumentedAttribute[int]) -> ScalarSelect[str]:
    """By what the mark that holds of an attempt's item was decided, null if as recorded."""
    return (
        select(Regrade.rule)
        .join(RegradedMark, RegradedMark.regrade_id == Regrade.id)
        .where(RegradedMark.attempt_item_id == attempt_item_id, is_standing())
        .order_by(RegradedMark.id.desc())
        .limit(1)
        .correlate_except(Regrade, RegradedMark)
        .scalar_subquery()
    )


def standing_marks() -> Select[RegradedMark]:
    """The marks of regrades that have not been undone, the last one last.

    What such a row says last of an attempt's item is what holds.
    """
    return (
        select(RegradedMark)
        .join(Regrade, RegradedMark.regrade_id == Regrade.id)
        .where(is_standing())
        .order_by(RegradedMark.id)
    )


def is_standing() -> ColumnElement[bool]:
    """Whether the joined regrade decides anything still: it is no undo and has not been undone."""
    undo = aliased(Regrade)
    return and_(
        Regrade.rule != RegradeRule.UNDO, ~exists(undo.id).where(undo.undoes_id == Regrade.id)
    )
