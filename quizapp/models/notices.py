"""Notes to one person about something that was done, shown until they put them away."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Select, String, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.models.attempts import Attempt
from quizapp.models.base import Base, BigKey, Id, PublicId


class NoticeKind(StrEnum):
    """What a notice tells; the page has the sentence, the row the figures."""

    REGRADED = "regraded"
    REGRADE_UNDONE = "regrade-undone"
    CHALLENGE_ACCEPTED = "challenge-accepted"
    CHALLENGE_DECLINED = "challenge-declined"


class Notice(Base):
    """A note to one person: its kind, the figures for its sentence, and somebody's own words."""

    __tablename__ = "notices"
    __table_args__ = (Index("ix_notices_user_id", "user_id"),)

    id: Mapped[BigKey]
    public_id: Mapped[PublicId]
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempts.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(32))
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    words: Mapped[str | None] = mapped_column(String(500))
    created_at: Mapped[datetime]
    dismissed_at: Mapped[datetime | None]

    attempt: Mapped[Attempt | None] = relationship()


def open_notices(user_id: Id) -> Select[Notice]:
    """The notices that the user has not put away, newest first."""
    return (
        select(Notice)
        .where(Notice.user_id == user_id, Notice.dismissed_at.is_(None))
        .order_by(Notice.id.desc())
    )


def own_notice(public_id: str, user_id: int) -> Select[Notice]:
    """The notice, if it is to this user."""
    return select(Notice).where(Notice.public_id == public_id, Notice.user_id == user_id)
