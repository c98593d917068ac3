"""What is set for a learner: one assignment, and beginning an attempt under it."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp import clock
from quizapp.auth.guards import known_person
from quizapp.bank_in_url import be_about
from quizapp.domain.errors import NothingToAsk
from quizapp.extensions import limiter
from quizapp.learner.blueprint import bp
from quizapp.services.assignments.own_assignments import attempts_at, own_assignment
from quizapp.services.attempts.assigned_attempts import start_assigned_attempt
from quizapp.services.live_banks.banks import bank_shelf
from quizapp.services.revisions import PublishedBank


@bp.get("/assignments/<public_id:assignment_id>")
def view_assignment(assignment_id: str) -> str:
    """Show an assignment by the learner's own terms, before it begins and after."""
    user_id = known_person().id
    assignment = own_assignment(assignment_id, user_id, clock.now())
    clock.be_in(assignment.time_zone)
    be_about(assignment.bank_id)
    return render_template(
        "learner/view_assignment.html",
        assignment=assignment,
        attempts=attempts_at(assignment_id, user_id),
        is_askable=_find_bank(assignment.bank_id, assignment.quiz_id) is not None,
    )


@bp.post("/assignments/<public_id:assignment_id>/attempts")
@limiter.limit("3000 per hour")
def start_assignment(assignment_id: str) -> Response:
    """Begin an attempt, or go on with the one that is running."""
    user_id = known_person().id
    assignment = own_assignment(assignment_id, user_id, clock.now())
    published = _find_bank(assignment.bank_id, assignment.quiz_id)
    if published is None:
        raise NothingToAsk
    attempt_id = start_assigned_attempt(published, assignment_id, user_id, clock.now())
    return redirect(url_for("learner.view_attempt", attempt_id=attempt_id), code=303)


def _find_bank(bank_id: str, quiz_id: str) -> PublishedBank | None:
    """The bank, if it is still on the server and has the quiz."""
    found = (published for published in bank_shelf().published if published.bank.id == bank_id)
    return next((published for published in found if quiz_id in published.bank.quizzes), None)
