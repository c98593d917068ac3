"""Who did what that others may want to trace."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from quizapp.models.base import Base, BigKey
from quizapp.models.people import User


class AuditEntry(Base):
    """One deed: who (None: the command line), what, on whom. Rows are only ever added.

    `subject` names what it was done to by its public id or key; `details` are the facts that a
    sentence about it needs, never a learner's words. Without a classroom it is the whole site's.
    """

    __tablename__ = "audit_entries"

    id: Mapped[BigKey]
    happened_at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    deed: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(200))
    classroom_id: Mapped[int | None] = mapped_column(
        ForeignKey("classrooms.id", ondelete="SET NULL"), index=True
    )
    details: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    actor: Mapped[User | None] = relationship()
