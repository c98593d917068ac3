"""What a class's answers say about items and learners: sums only, for predictions that are shown.

No row says who answered what. See quizapp/domain/memory/predictions/class_statistics.py.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from sqlalchemy import (
    BindParameter,
    ForeignKey,
    Select,
    UniqueConstraint,
    bindparam,
    func,
    select,
    true,
)
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


class ItemDrift(Base):
    """How an item's recall differs in a class from what FSRS-6 predicts.

    Attributes:
        log_factor: Natural logarithm of the factor of stability, m.
        weight: The information gathered about it, H.
        known: Sum of the chances that first answers were known.
        asked: First answers.
        learners_twice: How many learners have answered it twice or more.
    """

    __tablename__ = "item_drifts"
    __table_args__ = (UniqueConstraint("classroom_id", "bank_key", "item_key"),)

    id: Mapped[BigKey]
    classroom_id: Mapped[ClassKey]
    bank_key: Mapped[BankKey]
    item_key: Mapped[BankKey]
    log_factor: Mapped[float]
    weight: Mapped[float]
    known: Mapped[float]
    asked: Mapped[int]
    learners_twice: Mapped[int]


class LearnerDrift(Base):
    """The same of a learner, over all items of a bank."""

    __tablename__ = "learner_drifts"
    __table_args__ = (UniqueConstraint("classroom_id", "bank_key", "user_id"),)

    id: Mapped[BigKey]
    classroom_id: Mapped[ClassKey]
    bank_key: Mapped[BankKey]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    log_factor: Mapped[float]
    weight: Mapped[float]
    known: Mapped[float]
    asked: Mapped[int]


def fold_of(classroom_id: int, bank_key: str) -> Select[ClassFold]:
    """How far a class's answers to a bank are folded."""
    return select(ClassFold).where(
        ClassFold.classroom_id == classroom_id, ClassFold.bank_key == bank_key
    )


def folds_with_learner(user_id: int) -> Select[int]:
    """The classes whose sums have a learner's answers in them."""
    return select(LearnerDrift.classroom_id).where(LearnerDrift.user_id == user_id)


def _drifts() -> Select[*tuple[Any, ...]]:
    of_class: dict[str, BindParameter[Any]] = {
        "classroom_id": bindparam("classroom_id"),
        "bank_key": bindparam("bank_key"),
    }
    sums = (
        select(func.sum(ItemDrift.known).label("known"), func.sum(ItemDrift.asked).label("asked"))
        .filter_by(**of_class)
        .subquery()
    )
    of_item = select(ItemDrift).filter_by(**of_class, item_key=bindparam("item_key")).subquery()
    of_learner = select(LearnerDrift).filter_by(**of_class, user_id=bindparam("user_id")).subquery()
    fold = select(ClassFold).filter_by(**of_class).subquery()
    return (
        select(
            fold.c.folded_on,
            fold.c.is_stale,
            sums.c.known,
            sums.c.asked,
            of_item.c.learners_twice,
            *(of_item.c[name].label(f"item_{name}") for name in _OF_DRIFT),
            *(of_learner.c[name].label(f"learner_{name}") for name in _OF_DRIFT),
        )
        .select_from(sums)
        .outerjoin(fold, true())
        .outerjoin(of_item, true())
        .outerjoin(of_learner, true())
    )


_OF_DRIFT = ("log_factor", "weight", "known", "asked")

DRIFTS = _drifts()
"""One row: the sums of a class over a bank, how far they are folded, and the drifts of an item and
of a learner of it.

It asks about `classroom_id`, `bank_key`, `item_key` and `user_id`, and is built once.
"""
