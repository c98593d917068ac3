"""What was changed in a cell of the marks, taken back in one press as long as it still holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from quizapp.assignments.exceptions import grant_exception, learner_terms, remove_exception
from quizapp.assignments.facts import assignment_of
from quizapp.domain.assignments import OtherTerms
from quizapp.domain.errors import OverrideConflict
from quizapp.grades.class_grades import learner_in
from quizapp.grades.overriding import NewOverride, override_history, override_score

Cell = tuple[str, str]
"""The public ids of a learner and an assignment."""


def set_back_score(classroom_id: int, cell: Cell, seen: int, actor_id: int, now: datetime) -> None:
    """Let the score by hand hold that held before, or none; `seen` is the one to be undone.

    Raises:
        NotFound: the assignment or the learner is not this classroom's.
        OverrideConflict: somebody has decided since.
        ClassroomArchived: the class is over.
    """
    learner_id, assignment_id = cell
    assignment = assignment_of(classroom_id, assignment_id)
    learner = learner_in(classroom_id, learner_id)
    before = override_history(assignment.id, learner.row_id)[1:2]
    share = before[0].share if before else None
    reason = before[0].reason if before and share is not None else _("Undone.")
    override_score(
        classroom_id, assignment_id, learner_id, NewOverride(share, reason, seen), actor_id, now
    )


def change_terms(
    classroom_id: int, cell: Cell, given: OtherTerms, actor_id: int, now: datetime
) -> None:
    """Let other terms hold for a learner; those of the class, where nothing is otherwise.

    Raises: as `grant_exception`.
    """
    learner_id, assignment_id = cell
    if given == OtherTerms():
        remove_exception(classroom_id, assignment_id, learner_id, actor_id, now)
    else:
        grant_exception(classroom_id, assignment_id, learner_id, given, actor_id, now)


def set_back_terms(
    classroom_id: int,
    cell: Cell,
    before: OtherTerms,
    after: OtherTerms,
    actor_id: int,
    now: datetime,
) -> None:
    """Let the terms hold again that held before.

    Raises:
        OverrideConflict: by now neither those hold that were given, nor those before.
    """
    learner_id, assignment_id = cell
    held = learner_terms(classroom_id, assignment_id, learner_id).otherwise or OtherTerms()
    if held not in (before, after):
        raise OverrideConflict
    change_terms(classroom_id, cell, before, actor_id, now)


def terms_told(terms: OtherTerms) -> dict[str, Any]:
    """Terms as a browser keeps them between two pages."""
    told = {name: value for name, value in asdict(terms).items() if value}
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in told.items()
    }


def terms_kept(told: Mapping[str, Any]) -> OtherTerms:
    """The same terms again."""
    known = {field.name for field in fields(OtherTerms)}
    kept: dict[str, Any] = {
        name: datetime.fromisoformat(value) if isinstance(value, str) else value
        for name, value in told.items()
        if name in known
    }
    return OtherTerms(**kept)
