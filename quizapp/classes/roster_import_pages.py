"""A list of learners into a class: looked at first, then taken."""

from __future__ import annotations

from collections import Counter

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.wrappers import Response
from wtforms import TextAreaField

from quizapp.accounts.guards import known_person
from quizapp.classes import enrolling
from quizapp.classes.blueprint import bp
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.classes.looked_at_rosters import MEANINGS, LookedAt
from quizapp.exchange.roster_table import NotARosterError, RosterTrouble
from quizapp.web import clock

Page = str | Response | tuple[str, int]

TROUBLES = {
    RosterTrouble.EMPTY: _l("There is no learner in it. Choose a file, or paste the list."),
    RosterTrouble.NOT_EXCEL: _l(
        "This Excel file cannot be read. Save it again as .xlsx, or copy its cells and paste them."
    ),
    RosterTrouble.OLD_EXCEL: _l(
        "This is an Excel file of the old kind (.xls). Save it as .xlsx, or paste its cells."
    ),
    RosterTrouble.NOT_TEXT: _l("This is no table of names. Save the list as CSV, or paste it."),
    RosterTrouble.TOO_MANY: _l("These are more than 1,000 learners. Divide the list."),
}


class RosterForm(FlaskForm):
    """A list of learners, as a file or pasted."""

    file = FileField(
        _l("File"), description=_l("CSV or Excel (.xlsx), at most 1 MB and 1,000 learners.")
    )
    text = TextAreaField(
        _l("Or the list, pasted"),
        description=_l("One learner on each line; columns of a spreadsheet can be pasted too."),
        render_kw={"rows": 8, "spellcheck": "false", "dir": "auto"},
    )

    @property
    def content(self) -> bytes:
        """The bytes that were sent; the file goes before the text."""
        if self.file.data:
            content: bytes = self.file.data.read()
            return content
        return (self.text.data or "").encode(errors="replace")


@bp.get("/teach/classrooms/<public_id:classroom_id>/people/import")
@in_classroom
def import_roster(classroom: ClassFacts) -> Page:
    """Ask for a list of learners."""
    expect_running(classroom)
    return _form_page(classroom, RosterForm(formdata=None))


@bp.post("/teach/classrooms/<public_id:classroom_id>/people/import")
@in_classroom
def review_roster(classroom: ClassFacts) -> Page:
    """Show what each row of the list would do. Nothing is written."""
    expect_running(classroom)
    form = RosterForm()
    try:
        return _review_page(classroom, LookedAt.of_file(form.content))
    except NotARosterError as error:
        (form.file if form.file.data else form.text).errors = [TROUBLES[error.trouble]]
        return _form_page(classroom, form), 422


@bp.post("/teach/classrooms/<public_id:classroom_id>/people/import/columns")
@in_classroom
def read_roster_anew(classroom: ClassFacts) -> Page:
    """Show the same list read by other columns. Nothing is written."""
    expect_running(classroom)
    return _review_page(classroom, _sent_back())


@bp.post("/teach/classrooms/<public_id:classroom_id>/people/import/take")
@in_classroom
def take_roster(classroom: ClassFacts) -> Page:
    """Enrol the ticked learners of the list that was looked at."""
    expect_running(classroom)
    looked_at = _sent_back()
    ticked = [line for line in looked_at.roster.lines if f"row-{line.line}" in request.form]
    if not ticked:
        return _review_page(classroom, looked_at, is_none_ticked=True), 422
    counts = enrolling.enrol_all(classroom.id, ticked, known_person().id, clock.now())
    came = enrolling.came_in(counts)
    if came:
        flash(ngettext("%(num)s learner came in.", "%(num)s learners came in.", came))
    else:
        flash(_("Nothing was changed: everybody on the list is in the class already."))
    return redirect(url_for("classes.view_roster", classroom_id=classroom.public_id), code=303)


def _sent_back() -> LookedAt:
    """The list that was looked at, and what each of its columns is to be; 400 if it is another."""
    try:
        return LookedAt.of_form(request.form)
    except NotARosterError:
        abort(400)


def _form_page(classroom: ClassFacts, form: RosterForm) -> str:
    return render_template("classes/import_roster.html", classroom=classroom, form=form)


def _review_page(
    classroom: ClassFacts, looked_at: LookedAt, *, is_none_ticked: bool = False
) -> str:
    plan = enrolling.planned(classroom.id, looked_at.roster.lines)
    counts = Counter(each.outcome for each in plan)
    return render_template(
        "classes/review_roster.html",
        classroom=classroom,
        plan=plan,
        looked_at=looked_at,
        meanings=MEANINGS,
        counts=counts,
        taken_count=enrolling.came_in(counts),
        is_none_ticked=is_none_ticked,
        form=FlaskForm(formdata=None),
    )
