"""Recorded marks beside today's bank: what differs, what a regrade would do, what was done."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.banks.in_url import name_bank_in_links
from quizapp.banks.shelf import bank_shelf, published_bank
from quizapp.classes.classrooms import known_learners
from quizapp.domain.bank import Bank
from quizapp.domain.errors import DryRunOutdated, NothingToRegrade
from quizapp.domain.regrading import DryRun, RegradeRule
from quizapp.regrades import regrading
from quizapp.regrades.blueprint import bp
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.forms import LeaveForm, RegradeChoice, RegradeForm, UndoForm
from quizapp.regrades.history import regrade_event
from quizapp.regrades.leaving import leave_marks
from quizapp.regrades.overview import regrade_names, regrades_overview
from quizapp.regrades.planning import plan_facts
from quizapp.regrades.regrading import Cause
from quizapp.web import clock

Page = str | tuple[str, int]


@bp.get("/teach/regrades")
@bp.get("/teach/banks/<bank_key:bank_id>/regrades")
@teachers_only
def list_regrades() -> str:
    """Show what is marked differently today, and all regrades so far."""
    bank = _bank_or_first()
    return render_template(
        "regrades/list_regrades.html",
        this_bank=bank,
        banks=[published.bank for published in bank_shelf().published],
        overview=regrades_overview(bank),
    )


@bp.get("/teach/regrades/new")
@bp.get("/teach/banks/<bank_key:bank_id>/regrades/new")
@teachers_only
def plan_regrade() -> str:
    """Show what a regrade would do, mark by mark, and write nothing."""
    choice = RegradeChoice(request.args)
    if not choice.validate():
        abort(400)
    return _plan_page(published_bank().bank, choice)


@bp.post("/teach/regrades")
@bp.post("/teach/banks/<bank_key:bank_id>/regrades")
@teachers_only
def make_regrade() -> Page | Response:
    """Do what the dry run has shown; where it would now do something else, show that instead."""
    form, choice = RegradeForm(), RegradeChoice(request.form)
    if not choice.validate():
        abort(400)
    bank = published_bank().bank
    if not form.validate():
        return _plan_page(bank, choice, form), 422
    cause = _cause(form)
    try:
        run = _dry_run(bank, choice)
        events = regrading.regrade(bank, run, cause, clock.now(), token=form.token.data)
    except (DryRunOutdated, NothingToRegrade):
        # What has come between may have come since a moment ago.
        return _plan_page(bank, choice, form, is_outdated=True), 409
    flash(ngettext("The question was regraded.", "%(num)s questions were regraded.", len(events)))
    if len(events) > 1:
        return redirect(url_for("regrades.list_regrades"), code=303)
    return redirect(url_for("regrades.view_regrade", regrade_id=events[0]), code=303)


@bp.post("/teach/regrades/leave")
@bp.post("/teach/banks/<bank_key:bank_id>/regrades/leave")
@teachers_only
def leave_as_they_are() -> Response:
    """Leave marks that differ as they are, so that no desk asks again."""
    choice, bank = RegradeChoice(request.form), published_bank().bank
    if not (choice.validate() and LeaveForm().validate()):
        abort(400)
    item_keys = _dry_run(bank, choice).item_keys
    events = leave_marks(bank, item_keys, Cause(known_person().id, ""), clock.now())
    flash(_("The marks stay as they are. Only new answers are marked by the new key."))
    if len(events) != 1:
        return redirect(url_for("regrades.list_regrades"), code=303)
    return redirect(url_for("regrades.view_regrade", regrade_id=events[0]), code=303)


@bp.get("/teach/regrades/<public_id:regrade_id>")
@bp.get("/teach/banks/<bank_key:bank_id>/regrades/<public_id:regrade_id>")
@teachers_only
def view_regrade(regrade_id: str) -> str:
    """Show what one regrade changed, and offer to take it back."""
    return _event_page(regrade_id, UndoForm())


@bp.post("/teach/regrades/<public_id:regrade_id>/undo")
@bp.post("/teach/banks/<bank_key:bank_id>/regrades/<public_id:regrade_id>/undo")
@teachers_only
def undo_regrade(regrade_id: str) -> Page | Response:
    """Take a regrade back, by another event."""
    form, bank = UndoForm(), published_bank().bank
    if not form.validate():
        return _event_page(regrade_id, form), 422
    cause = _cause(form)
    event = regrading.undo(bank.id, regrade_id, cause, clock.now())
    undone, _changes = regrade_event(bank.id, regrade_id)
    if undone.rule == RegradeRule.LEAVE:
        flash(_("Undone. The desk asks about these marks again."))
    else:
        flash(_("Undone. The marks are what they would be without it."))
    return redirect(url_for("regrades.view_regrade", regrade_id=event), code=303)


def _bank_or_first() -> Bank:
    """The bank that the address names; of several, without a name, the first."""
    shelf = bank_shelf()
    if "bank_id" not in g and shelf.has_several and shelf.published:
        name_bank_in_links(shelf.published[0].bank.id)
    return published_bank().bank


def _dry_run(bank: Bank, choice: RegradeChoice) -> DryRun:
    return dry_run(bank, choice.item_key, choice.chosen_rule, choice.quiz_key)


def _cause(form: RegradeForm | UndoForm) -> Cause:
    return Cause(known_person().id, form.reason.data or "", form.note.data or None)


def _plan_page(
    bank: Bank, choice: RegradeChoice, form: RegradeForm | None = None, *, is_outdated: bool = False
) -> str:
    facts = plan_facts(bank, choice, form, is_outdated=is_outdated)
    return render_template("regrades/plan_regrade.html", **facts)


def _event_page(regrade_id: str, form: UndoForm) -> str:
    bank = published_bank().bank
    event, changes = regrade_event(bank.id, regrade_id)
    return render_template(
        "regrades/view_regrade.html",
        event=event,
        changes=changes,
        known=known_learners(known_person().id),
        form=form,
        names=regrade_names(bank, [event.item_key]),
    )
