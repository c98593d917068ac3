"""How much each assignment weighs in the total."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from quizapp.accounts.auditing import note_deed
from quizapp.classes.facts import ClassFacts
from quizapp.models.assignments import assignments_of
from quizapp.web.database import write_transaction


def set_weights(
    classroom: ClassFacts, weights: Mapping[str, float], actor_id: int, now: datetime
) -> int:
    """Give assignments, by public id, other weights; returns how many are other than before.

    What is not this classroom's is left alone.
    """
    room_id, subject = classroom.id, classroom.public_id
    with write_transaction() as tx:
        changed = {}
        for assignment in tx.scalars(assignments_of(room_id)):
            weight = weights.get(assignment.public_id, assignment.weight)
            if weight != assignment.weight:
                changed[assignment.title] = [assignment.weight, weight]
                assignment.weight = weight
        if changed:
            note_deed(
                tx,
                "change weights",
                subject,
                now,
                actor_id=actor_id,
                classroom_id=room_id,
                changed=changed,
            )
        return len(changed)
