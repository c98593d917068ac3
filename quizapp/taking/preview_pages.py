"""A teacher takes an assignment as learners do."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments.assigned_banks import find_assigned_bank
from quizapp.assignments.facts import assignment_of
from quizapp.assignments.pages import ONE
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import NothingToAsk
from quizapp.taking.assigned_attempts import start_preview
from quizapp.taking.blueprint import bp
from quizapp.web import clock


@bp.post(f"{ONE}/preview")
@in_classroom
def preview_assignment(classroom: ClassFacts, assignment_id: str) -> Response:
    """Take the assignment as learners do."""
    assignment = assignment_of(classroom.id, assignment_id)
    published = find_assigned_bank(assignment.bank_key, assignment.quiz_key)
    if published is None:
        raise NothingToAsk
    attempt_id = start_preview(published, assignment.id, known_person().id, clock.now())
    return redirect(url_for("taking.view_attempt", attempt_id=attempt_id), code=303)
