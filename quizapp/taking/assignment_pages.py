"""What is set for a learner: one assignment, and beginning an attempt under it."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments.assigned_banks import find_assigned_bank, find_assigned_quiz
from quizapp.assignments.own_assignments import attempts_at, own_assignment
from quizapp.banks.in_url import name_bank_in_links
from quizapp.domain.drills.credit import second_try_of
from quizapp.domain.errors import NothingToAsk
from quizapp.taking.assigned_attempts import start_assigned_attempt
from quizapp.taking.blueprint import bp
from quizapp.web import clock
from quizapp.web.extensions import limiter


@bp.get("/assignments/<public_id:assignment_id>")
def view_assignment(assignment_id: str) -> str:
    """Show an assignment by the learner's own terms, before it begins and after."""
    user_id = known_person().id
    assignment = own_assignment(assignment_id, user_id, clock.now())
    clock.be_in(assignment.time_zone)
    name_bank_in_links(assignment.bank_id)
    quiz = find_assigned_quiz(assignment.bank_id, assignment.quiz_id)
    is_of_pair = assignment.is_of_pair
    return render_template(
        "taking/view_assignment.html",
        assignment=assignment,
        attempts=attempts_at(assignment_id, user_id, clock.now()),
        quiz=quiz,
        second_try=quiz and second_try_of(quiz, assignment.feedback, is_of_pair=is_of_pair),
    )


@bp.post("/assignments/<public_id:assignment_id>/attempts")
@limiter.limit("3000 per hour")
def start_assignment(assignment_id: str) -> Response:
    """Begin an attempt, or go on with the one that is running."""
    user_id = known_person().id
    assignment = own_assignment(assignment_id, user_id, clock.now())
    published = find_assigned_bank(assignment.bank_id, assignment.quiz_id)
    if published is None:
        raise NothingToAsk
    attempt_id = start_assigned_attempt(published, assignment_id, user_id, clock.now())
    return redirect(url_for("taking.view_attempt", attempt_id=attempt_id), code=303)
