"""How much each assignment weighs in the total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.classes.classrooms import locked_running
from quizapp.classes.facts import ClassFacts
from quizapp.models.assignments import assignments_of
from quizapp.web.database import write_transaction


@dataclass(frozen=True)
class WeightsChanged(
    Deed,
    name="change weights",
    kind=DeedKind.SCORES,
    sentence=_l("changed the weights: %(changed)s"),
):
    """Assignments were given other weights: of each the title, the old and the new weight.

    Earlier entries have a dictionary, the two weights by the title.
    """

    changed: list[tuple[str, float, float]]


def set_weights(
    classroom: ClassFacts, weights: Mapping[str, float], actor_id: int, now: datetime
) -> int:
    """Give assignments, by public id, other weights; returns how many are other than before.

    What is not this classroom's is left alone.

    Raises:
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        locked_running(tx, classroom.id)
        changed = []
        for assignment in tx.scalars(assignments_of(classroom.id)):
            weight = weights.get(assignment.public_id, assignment.weight)
            if weight != assignment.weight:
                changed.append((assignment.title, assignment.weight, weight))
                assignment.weight = weight
        if changed:
            deed, subject = WeightsChanged(changed), classroom.public_id
            note_deed(tx, deed, subject, now, actor_id=actor_id, classroom_id=classroom.id)
        return len(changed)
