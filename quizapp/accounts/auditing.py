"""The audit trail: who changed scores, rosters, assignments or the bank."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from quizapp.models import AuditEntry
from quizapp.web.database import Transaction


def note_deed(
    tx: Transaction,
    deed: str,
    subject: str,
    now: datetime,
    *,
    actor_id: int | None,
    classroom_id: int | None = None,
    **details: Any,
) -> None:
    """Leave a trace in the transaction that does the deed.

    Args:
        tx: The transaction.
        deed: Verb and object, such as "enrol learner"; `quizapp.classes.audit_trail` has the
            sentence for each.
        subject: The public id, or key, of what it was done to.
        now: When.
        actor_id: Who did it; None for the command line.
        classroom_id: The classroom it is about, None for the whole site.
        details: Facts for the sentence, as JSON takes them: names of classes, counts, dates.
    """
    tx.add(
        AuditEntry(
            happened_at=now,
            actor_id=actor_id,
            deed=deed,
            subject=subject,
            classroom_id=classroom_id,
            details=details or None,
        )
    )
