"""Reminding those who have not begun, and taking it back: one press each."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person, who_asks
from quizapp.assignments.blueprint import bp
from quizapp.assignments.reminder_mails import TROUBLES, send_mails
from quizapp.assignments.reminding import (
    Reminding,
    note_mailed,
    take_reminder_back,
)
from quizapp.assignments.reminding import remind as remind_learners
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.web import clock
from quizapp.web.extensions import limiter

ONE = "/teach/classrooms/<public_id:classroom_id>/assignments/<public_id:assignment_id>/remind"


@bp.post(ONE)
@limiter.limit("60 per hour", key_func=who_asks)
@in_classroom
def remind(classroom: ClassFacts, assignment_id: str) -> Response:
    """Remind everybody who has not begun; by e-mail as well where that is set up."""
    reminding = remind_learners(classroom.id, assignment_id, known_person().id, clock.now())
    flash(_said(reminding))
    if reminding.is_new:
        _mail(classroom, reminding)
    return _back(classroom, assignment_id)


@bp.post(f"{ONE}/undo")
@in_classroom
def take_back_reminder(classroom: ClassFacts, assignment_id: str) -> Response:
    """Take the last reminder back."""
    count = take_reminder_back(classroom.id, assignment_id, known_person().id, clock.now())
    if count:
        flash(_("Taken back: the reminder is gone from their first pages. E-mails stay sent."))
    else:
        flash(_("There is no reminder to take back."))
    return _back(classroom, assignment_id)


def _said(reminding: Reminding) -> str:
    if not reminding.learners:
        return str(_("Everybody who can has begun “%(title)s”.", title=reminding.title))
    return str(
        ngettext(
            "%(num)s learner is reminded of “%(title)s”. It stands on their first page until they "
            "begin.",
            "%(num)s learners are reminded of “%(title)s”. It stands on their first page until "
            "they begin.",
            len(reminding.learners),
            title=reminding.title,
        )
    )


def _mail(classroom: ClassFacts, reminding: Reminding) -> None:
    """Send the e-mails, after the reminder was kept: whatever a mail server does, it stands."""
    sent = send_mails(classroom, reminding)
    if sent.taken:
        note_mailed(reminding, sent.taken, clock.now())
        flash(ngettext("%(num)s e-mail was sent.", "%(num)s e-mails were sent.", len(sent.taken)))
    if sent.trouble:
        flash(_("%(trouble)s The reminder stands all the same.", trouble=TROUBLES[sent.trouble]))


def _back(classroom: ClassFacts, assignment_id: str) -> Response:
    """To where the button was."""
    if request.form.get("from") == "quiz":
        address = url_for(
            "assignments.view_assignment",
            classroom_id=classroom.public_id,
            assignment_id=assignment_id,
        )
    else:
        address = url_for("home.view_desk", classroom_id=classroom.public_id)
    return redirect(address, code=303)
