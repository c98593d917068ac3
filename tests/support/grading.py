"""The gradebook of a class, read and decided on by hand; needs an app context."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from quizapp.domain.grading import Grade
from quizapp.grades.gradebook import (
    Gradebook,
    Wanted,
    gradebook_page,
    whole_gradebook,
)
from quizapp.grades.overriding import NewOverride, override_history, override_score
from quizapp.models import AssignmentException, ScoreOverride, User
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld
from tests.support.playing import all_rows

DAY = timedelta(days=1)
NAMES = ("Ada", "Ben", "Cem")


def book(world: ClassWorld, **wanted: Any) -> Gradebook:
    found = gradebook_page(world.classroom.id, Wanted(**wanted), clock.now())
    whole = whole_gradebook(world.classroom.id, Wanted(**wanted), clock.now())
    assert (found.lines, found.means) == (whole.lines, whole.means)
    return found


def grades(world: ClassWorld, name: str) -> list[Grade]:
    line = next(line for line in book(world).lines if line.learner.name == name)
    return list(line.grades)


def names(found: Gradebook) -> list[str]:
    return [line.learner.name for line in found.lines]


def give_terms(world: ClassWorld, assignment: str, user_id: int, **terms: object) -> None:
    assignment_id = world.assignment(assignment).id
    with write_transaction() as tx:
        tx.add(AssignmentException(assignment_id=assignment_id, user_id=user_id, **terms))


def override(
    world: ClassWorld, assignment: str, user_id: int, share: float | None, seen: int = 0
) -> int:
    """Set a score by hand; the id of the override that holds then."""
    learner = db.session.get_one(User, user_id).public_id
    new = NewOverride(share, "On paper.", seen)
    override_score(world.classroom.id, assignment, learner, new, world.teacher_id, clock.now())
    return override_history(world.assignment(assignment).id, user_id)[0].row_id


def override_rows() -> list[ScoreOverride]:
    return [*all_rows(ScoreOverride)]


def public_id(world: ClassWorld, at: int) -> str:
    return db.session.get_one(User, world.learner_ids[at]).public_id
