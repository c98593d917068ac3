"""Who did what that others may want to trace."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import Base, BigKey


class AuditEntry(Base):
    """One deed: who (None: the command line), what, on whom. Rows are only ever added."""

    __tablename__ = "audit_entries"

    id: Mapped[BigKey]
    happened_at: Mapped[datetime]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    deed: Mapped[str] = mapped_column(String(64))
    subject: Mapped[str] = mapped_column(String(200))
