"""Scores set by hand: what holds, what was said before, and who said it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.classes.classrooms import locked_learner, locked_running
from quizapp.domain.errors import NotFound, OverrideConflict
from quizapp.models import ScoreOverride
from quizapp.models.assignments import assignment_in, overrides_of
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db

NONE_SEEN = 0
"""In place of the id of the newest override, where there was none."""


@dataclass(frozen=True)
class ScoreOverridden(
    Deed,
    name="override score",
    kind=DeedKind.SCORES,
    sentence=_l("set the score of %(subject)s in “%(title)s” to %(after)s (before: %(before)s)"),
):
    """A score was set by hand, from 0 to 1. `learner` is a name, `assignment` a public id."""

    learner: str
    assignment: str
    title: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class OverrideTakenBack(
    ScoreOverridden,
    name="take back override",
    kind=DeedKind.SCORES,
    sentence=_l(
        "took back the score of %(subject)s set by hand in “%(title)s” (it was %(before)s)"
    ),
):
    """What was set by hand holds no more."""


@dataclass(frozen=True)
class OverrideEntry:
    """One override. `share` is None where it took the ones before it back."""

    row_id: int
    share: float | None
    reason: str
    by: str | None
    made_at: datetime


@dataclass(frozen=True)
class NewOverride:
    """What a teacher decides: the share from 0 to 1, or None to take back; and why.

    `seen` is the `row_id` of the newest override on the page that it was decided on.
    """

    share: float | None
    reason: str
    seen: int


def override_history(assignment_id: int, user_id: int) -> list[OverrideEntry]:
    """All overrides of one learner's score, the newest first. One query."""
    query = overrides_of(assignment_id, user_id).options(joinedload(ScoreOverride.actor))
    return [
        OverrideEntry(
            row_id=row.id,
            share=row.share,
            reason=row.reason,
            by=row.actor.display_name if row.actor else None,
            made_at=row.made_at,
        )
        for row in db.session.scalars(query)
    ]


def override_score(
    classroom_id: int,
    assignment_id: str,
    learner_id: str,
    new: NewOverride,
    actor_id: int,
    now: datetime,
) -> None:
    """Set a score by hand, or take back what was set; the attempts stay as they are.

    Raises:
        NotFound: the assignment or the learner is not this classroom's.
        OverrideConflict: somebody has decided since the page was opened.
        ClassroomArchived: the class is over.
    """
    with write_transaction() as tx:
        locked_running(tx, classroom_id)
        learner = locked_learner(tx, classroom_id, learner_id)
        assignment = tx.scalar(assignment_in(classroom_id, assignment_id))
        if assignment is None:
            raise NotFound
        newest = tx.scalar(overrides_of(assignment.id, learner.id).limit(1))
        if (newest.id if newest else NONE_SEEN) != new.seen:
            raise OverrideConflict
        before = newest.share if newest else None
        if new.share is None and before is None:
            return
        tx.add(
            ScoreOverride(
                assignment_id=assignment.id,
                user_id=learner.id,
                share=new.share,
                reason=new.reason,
                actor_id=actor_id,
                made_at=now,
            )
        )
        kind = OverrideTakenBack if new.share is None else ScoreOverridden
        deed = kind(learner.display_name, assignment_id, assignment.title, before, new.share)
        note_deed(tx, deed, learner_id, now, actor_id=actor_id, classroom_id=classroom_id)
