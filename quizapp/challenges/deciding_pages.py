"""A class's challenges: teachers look at them, and decide."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.attempts.waiting_cases import waiting_case_count
from quizapp.banks.in_url import name_bank_in_links
from quizapp.banks.shelf import bank_shelf
from quizapp.challenges.blueprint import bp
from quizapp.challenges.cases import (
    MOST_LISTED,
    challenge_case,
    class_challenges,
)
from quizapp.challenges.deciding import decide
from quizapp.challenges.forms import DecisionForm
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import ChallengeDecided, RemedyDoesNotFit
from quizapp.web import clock

Page = str | tuple[str, int]


@bp.get("/teach/classrooms/<public_id:classroom_id>/challenges")
@in_classroom
def list_challenges(classroom: ClassFacts) -> str:
    """Show what learners of the class hold against keys, open ones first."""
    return render_template(
        "challenges/list.html",
        classroom=classroom,
        challenges=class_challenges(classroom.id),
        open_count=waiting_case_count(classroom.id),
        most_listed=MOST_LISTED,
    )


@bp.get("/teach/classrooms/<public_id:classroom_id>/challenges/<public_id:challenge_id>")
@in_classroom
def view_challenge(classroom: ClassFacts, challenge_id: str) -> str:
    """Show one challenge with all that speaks for and against it, and ask for a decision."""
    return case_page(classroom, challenge_id)


@bp.post("/teach/classrooms/<public_id:classroom_id>/challenges/<public_id:challenge_id>")
@in_classroom
def decide_challenge(classroom: ClassFacts, challenge_id: str) -> Page | Response:
    """Decide, tell the learner, and say what is to be done; a second decision changes nothing."""
    form = DecisionForm()
    if not form.validate():
        return case_page(classroom, challenge_id, form), 422
    try:
        decide(classroom.id, challenge_id, form.given, known_person().id, clock.now())
    except ChallengeDecided:
        return case_page(classroom, challenge_id, form, is_late=True), 409
    except RemedyDoesNotFit:
        told = _("Accept the answer that counts from now on, or decline it and say why.")
        return case_page(classroom, challenge_id, form, told=told), 422
    flash(_("Decided. The learner is told."))
    address = url_for(
        "challenges.view_challenge", classroom_id=classroom.public_id, challenge_id=challenge_id
    )
    return redirect(address, code=303)


def case_page(
    classroom: ClassFacts,
    challenge_id: str,
    form: DecisionForm | None = None,
    *,
    is_late: bool = False,
    told: str = "",
) -> str:
    """One challenge with all that bears on it.

    Args:
        classroom: The class of the learner who made it.
        challenge_id: The challenge.
        form: The decision as it was sent; None for none yet.
        is_late: Whether somebody else was faster to decide.
        told: Why an answer could not be accepted.
    """
    case = challenge_case(classroom.id, challenge_id, bank_shelf().banks)
    name_bank_in_links(case.line.bank_id)
    return render_template(
        "challenges/view.html",
        classroom=classroom,
        case=case,
        form=form or DecisionForm(formdata=None),
        is_late=is_late,
        told=told,
    )
