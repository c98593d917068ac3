"""The marks of a class: the grid, and what is done in one of its cells."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Any

from flask import abort, flash, jsonify, redirect, request, session, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person
from quizapp.assignments.exceptions import learner_terms
from quizapp.classes.classrooms import expect_running
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.assignments import OtherTerms
from quizapp.domain.errors import NotFound, OverrideConflict
from quizapp.grades.blueprint import bp
from quizapp.grades.forms import CellForm, GradebookForm
from quizapp.grades.marks_view import (
    UNDO,
    cell_in_address,
    cell_part,
    is_kept_of,
    kept_in_address,
    marks_page,
    opened_cell,
)
from quizapp.grades.overriding import override_history, override_score
from quizapp.grades.overriding_form import OverrideForm
from quizapp.grades.single_grades import SingleGrade
from quizapp.grades.undoing import (
    Cell,
    change_terms,
    set_back_score,
    set_back_terms,
    terms_kept,
    terms_told,
)
from quizapp.web import clock

PLACE = "/teach/classrooms/<public_id:classroom_id>/gradebook"

Page = str | Response | tuple[str, int]


@bp.get(PLACE)
@in_classroom
def view_gradebook(classroom: ClassFacts) -> str | Response:
    """Show a page of the marks, with one cell open where the address names it."""
    single = opened_cell(classroom, cell_in_address())
    if request.args.get("part") == "cell":
        if single is None:
            raise NotFound
        return jsonify(cell=cell_part(classroom, single))
    return marks_page(classroom, single=single)


@bp.post(f"{PLACE}/cell")
@in_classroom
def save_cell(classroom: ClassFacts) -> Page:
    """Set a score by hand or take it back, excuse, or give one more attempt or more time."""
    expect_running(classroom)
    cell = cell_in_address()
    single = opened_cell(classroom, cell)
    if cell is None or single is None:
        raise NotFound
    form = CellForm()
    if form.action.data in {"set", "take-back"}:
        return _save_score(classroom, cell, single)
    return _save_terms(classroom, cell, single, form)


@bp.post(f"{PLACE}/undo")
@in_classroom
def undo_cell(classroom: ClassFacts) -> Page:
    """Take back what was saved last in this class, in this browser."""
    expect_running(classroom)
    kept = session.get(UNDO)
    form = CellForm()
    if not form.validate() or not kept or not is_kept_of(classroom, kept):
        abort(400)
    cell = (kept["cell"][0], kept["cell"][1])
    if form.change.data != kept.get("change"):
        flash(_("Nothing was undone: you have changed another mark since. Look at that one first."))
        return _back(cell, is_open=True)
    try:
        _set_back(classroom, cell, kept)
    except OverrideConflict:
        flash(_("Nothing was undone: somebody else has changed it since. Look at the cell."))
        return _back(cell, is_open=True)
    session.pop(UNDO, None)
    flash(_("Undone."))
    return _back(cell)


def _save_score(classroom: ClassFacts, cell: Cell, single: SingleGrade) -> Page:
    form = OverrideForm()
    new = form.decided(single.most_points)
    if new is None:
        return marks_page(classroom, single=single, form=form), 422
    try:
        override_score(classroom.id, cell[1], cell[0], new, known_person().id, clock.now())
    except OverrideConflict:
        single = opened_cell(classroom, cell) or single
        return marks_page(classroom, single=single, form=form, is_conflict=True), 409
    for newest in override_history(single.assignment.id, single.learner.row_id)[:1]:
        _keep_undo(classroom, cell, kind="score", seen=newest.row_id)
    return _back(cell, saved=True)


def _save_terms(classroom: ClassFacts, cell: Cell, single: SingleGrade, form: CellForm) -> Page:
    before = learner_terms(classroom.id, cell[1], cell[0]).otherwise or OtherTerms()
    after = _other_terms(single, before, form)
    if after is None or not form.validate():
        flash(_("Nothing was changed. Choose what to change in the cell."))
        return _back(cell, is_open=True)
    if form.shown.data and form.shown.data != single.terms_shown:
        flash(_("Nothing was changed: this was changed already. The cell shows what holds now."))
        return _back(cell, is_open=True)
    change_terms(classroom.id, cell, after, known_person().id, clock.now())
    told = {"before": terms_told(before), "after": terms_told(after)}
    _keep_undo(classroom, cell, kind="terms", **told)
    return _back(cell, saved=True)


def _other_terms(single: SingleGrade, before: OtherTerms, form: CellForm) -> OtherTerms | None:
    """What is to be otherwise by the button that was pressed; None where it cannot be."""
    action, allowed = form.action.data, single.terms.attempts_allowed
    if action in {"excuse", "count"}:
        return replace(before, is_excused=action == "excuse")
    if action == "attempt" and allowed is not None:
        return replace(before, attempts_allowed=allowed + 1)
    limit, of_class = single.terms.time_limit, single.assignment.terms.time_limit
    if action == "time" and limit is not None and form.minutes.data:
        # On top of what the learner has in every quiz, whose place a time of this quiz takes.
        return replace(before, extra_time=limit - (of_class or 0) + 60 * form.minutes.data)
    return None


def _set_back(classroom: ClassFacts, cell: Cell, kept: dict[str, Any]) -> None:
    actor_id, now = known_person().id, clock.now()
    if kept["kind"] == "score":
        set_back_score(classroom.id, cell, kept["seen"], actor_id, now)
        return
    before, after = terms_kept(kept["before"]), terms_kept(kept["after"])
    set_back_terms(classroom.id, cell, before, after, actor_id, now)


def _keep_undo(classroom: ClassFacts, cell: Cell, **how: Any) -> None:
    """Keep what was saved, by ids alone: whoever uses the browser next can read its cookie."""
    session[UNDO] = {
        "by": known_person().public_id,
        "class": classroom.public_id,
        "cell": [*cell],
        "change": secrets.token_urlsafe(8),
        **how,
    }


def _back(cell: Cell, *, saved: bool = False, is_open: bool = False) -> Response:
    """The same grid, at the cell."""
    wanted = GradebookForm(request.args).wanted
    more = {"saved": ".".join(cell)} if saved else {}
    if is_open:
        more["cell"] = ".".join(cell)
    address = url_for(
        "grades.view_gradebook",
        **{**(request.view_args or {}), **kept_in_address(wanted), **more},
        _anchor="cell",
    )
    return redirect(address, code=303)
