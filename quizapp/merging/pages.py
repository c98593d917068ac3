"""Making one account of two that are the same learner's."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import NotFound
from quizapp.merging import merging
from quizapp.merging.blueprint import bp
from quizapp.web import clock
from quizapp.web.edges import is_public_id


@bp.get("/teach/classrooms/<public_id:classroom_id>/people/merge")
@in_classroom
def plan_merge(classroom: ClassFacts) -> str | tuple[str, int]:
    """Let two learners of the class be chosen; then show what would move, and write nothing."""
    source, target = (request.args.get(name, "") for name in ("source", "target"))
    if not (source or target):
        return _page(classroom, "", "")
    problem = _problem(source, target)
    if problem:
        return _page(classroom, source, target, problem), 422
    try:
        preview = merging.merge_preview(classroom.id, source, target)
    except NotFound:
        return _page(classroom, source, target, _("One of them is not in this class.")), 422
    return render_template("merging/merge_preview.html", classroom=classroom, preview=preview)


@bp.post("/teach/classrooms/<public_id:classroom_id>/people/merge")
@in_classroom
def merge_learners(classroom: ClassFacts) -> Response | tuple[str, int]:
    """Move the work of one learner to another. Sent twice, it is done once."""
    source, target = (request.form.get(name, "") for name in ("source", "target"))
    problem = _problem(source, target)
    if problem:
        return _page(classroom, source, target, problem), 422
    merging.merge(classroom.id, source, target, known_person().id, clock.moment())
    flash(_("The two accounts are one now."))
    return redirect(url_for("classes.view_roster", classroom_id=classroom.public_id), code=303)


def _problem(source: str, target: str) -> str | None:
    if not (source and target):
        return str(_("Choose two learners."))
    if not (is_public_id(source) and is_public_id(target)):
        return str(_("One of them is not in this class."))
    return str(_("Choose two different learners.")) if source == target else None


def _page(classroom: ClassFacts, source: str, target: str, problem: str | None = None) -> str:
    return render_template(
        "merging/plan_merge.html",
        classroom=classroom,
        choices=merging.merge_choices(classroom.id),
        source=source,
        target=target,
        problem=problem,
    )
