"""A typed answer that a learner meant is accepted: it joins the bank, and marks are looked at."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.authoring.accepting_answers import accept_answer
from quizapp.authoring.blueprint import bp
from quizapp.authoring.forms import AcceptedAnswerForm
from quizapp.authoring.places import current_editor
from quizapp.authoring.trouble_pages import Answer, troubles_told
from quizapp.banks.in_url import name_bank_in_links
from quizapp.banks.shelf import bank_shelf
from quizapp.challenges.cases import ChallengeCase, challenge_case, still_wrong
from quizapp.challenges.deciding import Decision, decide
from quizapp.challenges.deciding_pages import case_page
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import BankRefused, ChallengeDecided, EditConflict, NotFound
from quizapp.models.challenges import ChallengeState, Remedy
from quizapp.web import clock


@bp.post("/teach/classrooms/<public_id:classroom_id>/challenges/<public_id:challenge_id>/accept")
@in_classroom
@troubles_told
def accept_meant_answer(classroom: ClassFacts, challenge_id: str) -> Answer:
    """Publish the answer among those that count, tell the learners, and show what marks change."""
    case = _open_case(classroom, challenge_id)
    name_bank_in_links(case.line.bank_id)
    if case.line.state != ChallengeState.OPEN:
        return case_page(classroom, challenge_id, is_late=True), 409
    form = AcceptedAnswerForm()
    if not form.validate():
        return case_page(classroom, challenge_id, told=form.told), 422
    answer, actor_id, now = form.answer.data or "", known_person().id, clock.now()
    if told := _why_in_vain(case, answer):
        return case_page(classroom, challenge_id, told=told), 422
    try:
        accept_answer(current_editor(), case.line.item_id, answer, actor_id, now)
        decide(classroom.id, challenge_id, Decision(Remedy.VARIANT, ""), actor_id, now)
    except BankRefused as refused:
        return case_page(classroom, challenge_id, told=_why_refused(refused)), 422
    except EditConflict:
        told = _("Somebody else has just saved the questions. Nothing was changed. Try again.")
        return case_page(classroom, challenge_id, told=told), 409
    except ChallengeDecided:
        return case_page(classroom, challenge_id, is_late=True), 409
    return _to_dry_run(case)


def _open_case(classroom: ClassFacts, challenge_id: str) -> ChallengeCase:
    case = challenge_case(classroom.id, challenge_id, bank_shelf().banks)
    if case.meant is None or not case.is_here:
        raise NotFound
    return case


def _why_in_vain(case: ChallengeCase, answer: str) -> str:
    """Why this answer would not help those who are told that theirs counts; "" where it would."""
    typed = still_wrong(case, bank_shelf().banks[case.line.bank_id], answer)
    if typed is None:
        return ""
    return str(
        _("With this, “%(typed)s” would still be wrong. Write it as it was typed.", typed=typed)
    )


def _why_refused(refused: BankRefused) -> str:
    finding = refused.findings[0]
    return str(
        _(
            "The answer cannot be added: %(message)s Edit the question, then accept it here.",
            message=finding.message,
        )
    )


def _to_dry_run(case: ChallengeCase) -> Response:
    flash(_("Published. It counts from now on. Below is what would change for those who typed it."))
    line = case.line
    address = url_for("regrades.plan_regrade", bank_id=line.bank_id, item=line.item_id, rule="bank")
    return redirect(address, code=303)
