"""Rows to write, and how many there are."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import func, select

from quizapp.models import AuditEntry
from quizapp.web.extensions import db

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)


def count(model) -> int:
    """How many rows a table has, by a new look."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def entry(deed: str = "set password") -> AuditEntry:
    """Something to write."""
    return AuditEntry(happened_at=NOW, deed=deed, subject="nobody")
