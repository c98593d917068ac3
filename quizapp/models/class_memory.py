"""What a class's answers say about items and learners: sums only, for predictions that are shown.

No row says who answered what. See quizapp/domain/memory/predictions/class_statistics.py.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from sqlalchemy import ForeignKey, Integer, Select, UniqueConstraint, and_, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import BankKey, Base, BigKey

ClassKey = Annotated[int, mapped_column(ForeignKey("classrooms.id", ondelete="CASCADE"))]


class ClassFold(Base):
    """Up to which day a class's answers to a bank are in its sums.

    `folded_on` is the learning day on which that was done, with all earlier days; `is_stale` where
    a past day has changed since.
    """

    __tablename__ = "class_folds"
    __table_args__ = (UniqueConstraint("classroom_id", "bank_key"),)

    id: Mapped[BigKey]
    classroom_id: Mapped[ClassKey]
    bank_key: Mapped[BankKey]
    folded_on: Mapped[date]
    is_stale: Mapped[bool] = mapped_column(default=False)

    def is_due(self, today: date) -> bool:
        """Whether the sums are to be folded anew before they are used."""
        return self.is_stale or self.folded_on < today


class Sums:
    """How recall of a bank differs in a class from what FSRS-6 predicts.

    Attributes:
        log_factor: Natural logarithm of the factor of stability.
        weight: The information gathered about it.
        known: Sum of the chances that first answers were known.
        asked: First answers.
        shown: The logarithm that is shown: nought where too few learners stand behind it.
    """

    id: Mapped[BigKey]
    classroom_id: Mapped[ClassKey]
    bank_key: Mapped[BankKey]
    log_factor: Mapped[float]
    weight: Mapped[float]
    known: Mapped[float]
    asked: Mapped[int]
    shown: Mapped[float]


class ItemDrift(Sums, Base):
    """How a class differs at one item."""

    __tablename__ = "item_drifts"
    __table_args__ = (UniqueConstraint("classroom_id", "bank_key", "item_key"),)

    item_key: Mapped[BankKey]


class LearnerDrift(Sums, Base):
    """How one learner differs over all items of a bank."""

    __tablename__ = "learner_drifts"
    __table_args__ = (UniqueConstraint("classroom_id", "bank_key", "user_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)


class DifficultyDrift(Sums, Base):
    """How a class differs at memories of one whole difficulty, from 1 to 9."""

    __tablename__ = "difficulty_drifts"
    __table_args__ = (UniqueConstraint("classroom_id", "bank_key", "difficulty"),)

    difficulty: Mapped[int]


def fold_of(classroom_id: int, bank_key: str) -> Select[ClassFold]:
    """How far a class's answers to a bank are folded."""
    return select(ClassFold).where(
        ClassFold.classroom_id == classroom_id, ClassFold.bank_key == bank_key
    )


def folds_with_learner(user_id: int) -> Select[int]:
    """The classes whose sums have a learner's answers in them."""
    return select(LearnerDrift.classroom_id).where(LearnerDrift.user_id == user_id)


def _drifts() -> Select[*tuple[Any, ...]]:
    def of_class(table: type[ItemDrift | LearnerDrift | DifficultyDrift | ClassFold]) -> Any:
        return and_(
            table.classroom_id == bindparam("classroom_id"), table.bank_key == bindparam("bank_key")
        )

    sums = (
        select(func.sum(ItemDrift.known).label("known"), func.sum(ItemDrift.asked).label("asked"))
        .where(of_class(ItemDrift))
        .subquery()
    )
    return (
        select(
            ClassFold,
            sums.c.known,
            sums.c.asked,
            ItemDrift.known.label("item_known"),
            ItemDrift.asked.label("item_asked"),
            LearnerDrift.known.label("learner_known"),
            LearnerDrift.asked.label("learner_asked"),
            (
                func.coalesce(ItemDrift.shown, 0.0)
                + func.coalesce(LearnerDrift.shown, 0.0)
                + func.coalesce(DifficultyDrift.shown, 0.0)
            ).label("shown"),
        )
        .select_from(sums)
        .outerjoin(ClassFold, of_class(ClassFold))
        .outerjoin(
            ItemDrift, and_(of_class(ItemDrift), ItemDrift.item_key == bindparam("item_key"))
        )
        .outerjoin(
            LearnerDrift, and_(of_class(LearnerDrift), LearnerDrift.user_id == bindparam("user_id"))
        )
        .outerjoin(
            DifficultyDrift,
            and_(
                of_class(DifficultyDrift),
                DifficultyDrift.difficulty == bindparam("difficulty", type_=Integer),
            ),
        )
    )


DRIFTS = _drifts()
"""One row: the sums of a class over a bank, how far they are folded, first answers to an item and
of a learner, and by how much what is shown of them differs.

It asks about `classroom_id`, `bank_key`, `item_key`, `user_id` and the whole `difficulty`, and is
built once.
"""
