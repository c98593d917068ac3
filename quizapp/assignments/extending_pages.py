"""Buttons that move an end: more time for all or for who is missing, the end now, and undo."""

from __future__ import annotations

from datetime import datetime

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments import extending
from quizapp.assignments.blueprint import bp
from quizapp.assignments.end_deeds import Whom
from quizapp.assignments.facts import AssignmentFacts, assignment_of
from quizapp.assignments.forms import LocalTimeField
from quizapp.assignments.pages import ONE
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import NotFound
from quizapp.domain.extending import a_day_more
from quizapp.web import clock
from quizapp.web.filters import long_moment

MOST_MINUTES = 120


class UntilForm(FlaskForm):
    """The new end, where another one is wanted than a day more."""

    until = LocalTimeField()


@bp.post(f"{ONE}/extend")
@in_classroom
def extend(classroom: ClassFacts, assignment_id: str) -> Response:
    """Let it end later, for everybody or for those who have not handed in."""
    expect_running(classroom)
    assignment = assignment_of(classroom.id, assignment_id)
    until, whom = _until(assignment), _whom()
    if until is None:
        flash(_("Nothing was changed. Give a date and a time that is still to come."))
        return _back(classroom, assignment_id)
    if until <= assignment.terms.opens_at:
        flash(_("Nothing was changed: it would end before it opens."))
        return _back(classroom, assignment_id)
    actor, now = known_person().id, clock.now()
    count = extending.extend(classroom.id, assignment_id, until, whom, actor, now)
    if whom is Whom.MISSING:
        flash(
            ngettext(
                "%(num)s learner who has not handed in has time until %(until)s now, or longer if "
                "they had more than the class.",
                "%(num)s learners who have not handed in have time until %(until)s now, or longer "
                "if they had more than the class.",
                count,
                until=long_moment(until),
            )
        )
    else:
        flash(_("Everybody has time until %(until)s now.", until=long_moment(until)))
    return _back(classroom, assignment_id)


def _whom() -> Whom:
    """For whom the form moves the end.

    Raises:
        NotFound: it names nobody that our pages know.
    """
    try:
        return Whom(request.form.get("whom") or Whom.EVERYBODY)
    except ValueError:
        raise NotFound from None


@bp.post(f"{ONE}/minutes")
@in_classroom
def give_minutes(classroom: ClassFacts, assignment_id: str) -> Response:
    """Let everybody have some minutes more."""
    expect_running(classroom)
    minutes = request.form.get("minutes", 5, int)
    if not 1 <= minutes <= MOST_MINUTES:
        raise NotFound
    extending.give_minutes(classroom.id, assignment_id, minutes, known_person().id, clock.now())
    flash(
        ngettext(
            "Everybody has %(num)s minute more.", "Everybody has %(num)s minutes more.", minutes
        )
    )
    return _back(classroom, assignment_id)


@bp.post(f"{ONE}/end")
@in_classroom
def end_assignment(classroom: ClassFacts, assignment_id: str) -> Response:
    """End it: learners have half a minute to send what they have chosen."""
    expect_running(classroom)
    end = extending.end_now(classroom.id, assignment_id, known_person().id, clock.now())
    if end is None:
        flash(_("Nothing was changed: it has not opened yet, or it ends now anyhow, or has ended."))
        return _back(classroom, assignment_id)
    flash(
        ngettext(
            "It ends in %(num)s second. Tell the class to send their answer now. Who has a later "
            "end of their own keeps it.",
            "It ends in %(num)s seconds. Tell the class to send their answer now. Who has a later "
            "end of their own keeps it.",
            extending.NOTICE.seconds,
        )
    )
    return _back(classroom, assignment_id)


@bp.post(f"{ONE}/undo-end")
@in_classroom
def undo_end(classroom: ClassFacts, assignment_id: str) -> Response:
    """Let the end be what it was before the last of these buttons."""
    expect_running(classroom)
    assignment_of(classroom.id, assignment_id)
    try:
        extending.undo_move(classroom.id, assignment_id, known_person().id, clock.now())
    except NotFound:
        flash(_("There is nothing to undo any more. You can change the end by “Change”."))
    else:
        flash(_("Undone. It ends when it did before."))
    return _back(classroom, assignment_id)


def _until(assignment: AssignmentFacts) -> datetime | None:
    """A day more, or what was given; None if that is no moment to come."""
    if "until" not in request.form:
        return a_day_more(assignment.terms, clock.now(), clock.zone())
    form = UntilForm()
    until = form.until.data if form.validate() else None
    return until if until is not None and until > clock.now() else None


def _back(classroom: ClassFacts, assignment_id: str) -> Response:
    """To the page that the button stood on: that of the class at work, or of the quiz."""
    is_live = request.form.get("from") == "live"
    address = url_for(
        "lessons.watch_assignment" if is_live else "assignments.view_assignment",
        classroom_id=classroom.public_id,
        assignment_id=assignment_id,
    )
    return redirect(address, code=303)
