"""Classrooms: the list, a new one, the join code, the archive."""

from __future__ import annotations

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.classes import classrooms, joining, taught_classes
from quizapp.classes.blueprint import bp
from quizapp.classes.classrooms import NewClassroom
from quizapp.classes.facts import ClassFacts
from quizapp.classes.forms import ClassroomForm
from quizapp.classes.guard import in_classroom
from quizapp.domain.typed_codes import grouped_code
from quizapp.web import clock

Page = str | Response | tuple[str, int]


@bp.get("/teach/classrooms")
@teachers_only
def list_classrooms() -> str:
    """Show the classes somebody teaches, those in the archive apart."""
    rows = taught_classes.classrooms_taught_by(known_person().id)
    return render_template(
        "classes/list_classrooms.html",
        running=[row for row in rows if not row.is_archived],
        archived=[row for row in rows if row.is_archived],
    )


@bp.route("/teach/classrooms/new", methods=["GET", "POST"])
@teachers_only
def new_classroom() -> Page:
    """Make a class."""
    form = ClassroomForm(time_zone=current_app.config["TIMEZONE"])
    if not form.is_submitted():
        form.suggest_browsers_zone()
    if not form.validate_on_submit():
        page = render_template("classes/new_classroom.html", form=form)
        return page, 422 if form.errors else 200
    new = NewClassroom(form.title.data or "", form.time_zone.data or "", form.term.data or "")
    public_id = classrooms.create_classroom(new, known_person().id, clock.now())
    flash(_("The class is made. Let its learners in: open joining, or import a list of names."))
    return _to(public_id)


@bp.post("/teach/classrooms/<public_id:classroom_id>/code")
@in_classroom
def set_join_code(classroom: ClassFacts) -> Response:
    """Open joining, give the class a new code, or close joining."""
    deeds = {
        "open": (joining.open_joining, _("Joining is open.")),
        "renew": (joining.renew_join_code, _("The class has a new code; the old one is void.")),
        "close": (joining.close_joining, _("Joining is closed. Whoever is in stays in.")),
    }
    if request.form.get("action") not in deeds:
        abort(400)
    deed, said = deeds[request.form["action"]]
    deed(classroom.id, known_person().id, clock.now())
    flash(said)
    if request.form.get("place") == "join-code":
        address = url_for("classes.show_join_code", classroom_id=classroom.public_id)
        return redirect(address, code=303)
    return _to(classroom.public_id)


@bp.get("/teach/classrooms/<public_id:classroom_id>/join-code")
@in_classroom
def show_join_code(classroom: ClassFacts) -> str:
    """Show the code for joining so large that it is read from the last row."""
    code = grouped_code(classroom.join_code) if classroom.join_code else None
    return render_template("classes/show_join_code.html", classroom=classroom, code=code)


@bp.post("/teach/classrooms/<public_id:classroom_id>/archive")
@in_classroom
def archive_classroom(classroom: ClassFacts) -> Response:
    """Put the class into the archive."""
    classrooms.archive_classroom(classroom.id, known_person().id, clock.now())
    flash(_("%(title)s is in the archive. All of it can still be read.", title=classroom.title))
    return redirect(url_for("classes.list_classrooms"), code=303)


@bp.post("/teach/classrooms/<public_id:classroom_id>/restore")
@in_classroom
def restore_classroom(classroom: ClassFacts) -> Response:
    """Take the class out of the archive."""
    classrooms.restore_classroom(classroom.id, known_person().id, clock.now())
    flash(_("%(title)s is running again. Joining is closed.", title=classroom.title))
    return _to(classroom.public_id)


def _to(public_id: str) -> Response:
    return redirect(url_for("home.view_desk", classroom_id=public_id), code=303)
