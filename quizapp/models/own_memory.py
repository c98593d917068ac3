"""What somebody's own answers say about their memory: sums, for what is predicted of them.

See quizapp/domain/memory/predictions/own_statistics.py.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    String,
    UniqueConstraint,
    bindparam,
    false,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import ASKED_USER, BankKey, Base, BigKey


class OwnFold(Base):
    """The sums of a learner's last answers to a bank, as of the beginning of a learning day.

    `folded_on` is that day; `is_stale` where an earlier day has changed since.
    """

    __tablename__ = "own_folds"
    __table_args__ = (UniqueConstraint("user_id", "bank_key"),)

    id: Mapped[BigKey]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    bank_key: Mapped[BankKey]
    folded_on: Mapped[date]
    is_stale: Mapped[bool] = mapped_column(default=False, server_default=false())
    sums: Mapped[dict[str, Any]] = mapped_column(JSON)


OWN_FOLD = select(OwnFold).where(
    OwnFold.user_id == ASKED_USER, OwnFold.bank_key == bindparam("bank_key", type_=String)
)
"""The sums of `user_id` over `bank_key`. Built once."""

OWN_SUMS = OWN_FOLD.where(
    OwnFold.folded_on == bindparam("today", type_=OwnFold.folded_on.type), ~OwnFold.is_stale
).with_only_columns(OwnFold.sums)
"""The same as they are kept, if they are those of the learning day `today`."""
