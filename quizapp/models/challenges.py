"""Challenges: a learner's view that a key is wrong, or that typed words mean the same."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from quizapp.models.attempts import AttemptItem
from quizapp.models.base import BankKey, Base, BigKey, Id, PublicId
from quizapp.models.classrooms import Enrolment
from quizapp.models.people import User


class ChallengeState(StrEnum):
    """What has become of a challenge."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Remedy(StrEnum):
    """What an accepted challenge showed to be wrong."""

    KEY_CHANGED = "key-changed"
    ALSO_RIGHT = "also-right"
    VARIANT = "variant"


class Challenge(Base):
    """One learner's challenge of the key of one item they were asked.

    `phrase` is what they marked in the article, in the passage `passage` of the section
    `section_key`; `words` say why; `reply` is the teacher's answer. `remedy` is for accepted ones.
    One without a passage says “I meant the same”: `words` are then those that were typed.
    Nothing is left of `phrase`, `words` and `reply` once their learner was erased.
    """

    __tablename__ = "challenges"
    __table_args__ = (
        UniqueConstraint("user_id", "attempt_item_id"),
        Index("ix_challenges_bank_key_item_key", "bank_key", "item_key"),
    )

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    attempt_item_id: Mapped[int] = mapped_column(ForeignKey("attempt_items.id", ondelete="CASCADE"))
    bank_key: Mapped[BankKey]
    item_key: Mapped[BankKey]
    section_key: Mapped[str | None] = mapped_column(String(64))
    passage: Mapped[int | None]
    phrase: Mapped[str] = mapped_column(String(500), default="")
    words: Mapped[str] = mapped_column(String(1000))
    state: Mapped[str] = mapped_column(String(16), default=ChallengeState.OPEN)
    made_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decider_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    remedy: Mapped[str | None] = mapped_column(String(16))
    reply: Mapped[str | None] = mapped_column(String(1000))

    user: Mapped[User] = relationship(foreign_keys=user_id)
    attempt_item: Mapped[AttemptItem] = relationship()

    @property
    def is_meant_same(self) -> bool:
        """Whether it says that what was typed means the same as the key."""
        return self.section_key is None


def challenges_in(classroom_id: int) -> Select[Challenge]:
    """The challenges by learners of a classroom, those still open first, then the newest.

    Of somebody who has left, those made before.
    """
    return (
        select(Challenge)
        .join(Enrolment, Enrolment.user_id == Challenge.user_id)
        .where(_is_of_class(classroom_id))
        .options(
            joinedload(Challenge.user),
            joinedload(Challenge.attempt_item).joinedload(AttemptItem.attempt),
            joinedload(Challenge.attempt_item).joinedload(AttemptItem.revision),
        )
        .order_by(Challenge.state != ChallengeState.OPEN, Challenge.id.desc())
    )


def challenge_in(classroom_id: int, public_id: str) -> Select[Challenge]:
    """The challenge, if a learner of this classroom made it."""
    return challenges_in(classroom_id).where(Challenge.public_id == public_id)


def own_challenges(user_id: Id, attempt_id: Id) -> Select[int, Challenge]:
    """The challenges that a learner made of an attempt's items, each with the item's position."""
    return (
        select(AttemptItem.position, Challenge)
        .join(Challenge, Challenge.attempt_item_id == AttemptItem.id)
        .where(AttemptItem.attempt_id == attempt_id, Challenge.user_id == user_id)
    )


def _is_of_class(classroom_id: int) -> ColumnElement[bool]:
    """Whether a challenge is by a learner of the class, who had not left it yet."""
    has_left_later = Enrolment.left_at.is_(None) | (Challenge.made_at <= Enrolment.left_at)
    return (Enrolment.classroom_id == classroom_id) & has_left_later
