"""A bank's past: its revisions, what each changed, and the way back to one."""

from __future__ import annotations

from flask import render_template, request
from werkzeug.wrappers import Response

from quizapp.accounts.guards import teachers_only
from quizapp.authoring import bank_history, bank_rendering, editing
from quizapp.authoring.bank_rendering import Page, current_place
from quizapp.authoring.blueprint import bp
from quizapp.authoring.forms import TagForm
from quizapp.authoring.pages import reviewed
from quizapp.banks.places import BankPlace
from quizapp.domain.bank.differences import difference
from quizapp.domain.bank.line_ends import edited_text
from quizapp.domain.errors import BankFileTrouble, BankRefused, EditConflict, NotFound

LAST_PAGE = 1_000_000
"""No bank has as many; what lies past it fits no database."""


@bp.get("/teach/bank/history")
@bp.get("/teach/banks/<bank_key:bank_id>/history")
@teachers_only
def list_revisions() -> str:
    """Show when which revision came into use, and by whom."""
    place = current_place()
    page = min(max(1, request.args.get("page", 1, int)), LAST_PAGE)
    return render_template(
        "authoring/list_revisions.html",
        **bank_rendering.around(place),
        page=page,
        history=bank_history.history(_key(place), page),
    )


@bp.get("/teach/bank/history/<row_id:revision_id>")
@bp.get("/teach/banks/<bank_key:bank_id>/history/<row_id:revision_id>")
@teachers_only
def view_revision(revision_id: int) -> str:
    """Show a revision against the file as it is now, or against the one before it."""
    place = current_place()
    key = _key(place)
    text = _text(key, revision_id)
    before = bank_history.revision_before(key, revision_id)
    against_before = before is not None and request.args.get("against") == "before"
    if against_before and before is not None:
        shown = difference(_text(key, before), text)
    else:
        shown = difference(_present_text(place), text)
    return render_template(
        "authoring/view_revision.html",
        **bank_rendering.around(place),
        entry=bank_history.last_use(key, revision_id),
        before=before,
        against_before=against_before,
        difference=shown,
        text=text,
        tag=_tag(place),
    )


@bp.post("/teach/bank/history/<row_id:revision_id>/restore")
@bp.post("/teach/banks/<bank_key:bank_id>/history/<row_id:revision_id>/restore")
@teachers_only
def restore_revision(revision_id: int) -> str | Page | Response:
    """Show what going back to a revision would change; publishing it is the same step as ever."""
    place, form = current_place(), TagForm()
    text = _text(_key(place), revision_id)
    tag = form.tag.data or ""
    try:
        return reviewed(place, text, tag, revision_id)
    except EditConflict as conflict:
        return bank_rendering.conflict_page(place, text, conflict, revision_id)
    except BankRefused:
        return bank_rendering.edit_page(place, text, tag, restores=revision_id), 422
    except BankFileTrouble as trouble:
        return bank_rendering.trouble_page(place, trouble)


def _key(place: BankPlace) -> str:
    """The id that the bank's past is recorded under; a file without a good bank has no past."""
    if place.bank_id is None:
        raise NotFound
    return place.bank_id


def _text(key: str, revision_id: int) -> str:
    return edited_text(bank_history.text_of_revision(key, revision_id))


def _present_text(place: BankPlace) -> str:
    """The text of the file; of one that cannot be shown, the text in use."""
    try:
        return editing.opened(place).text
    except BankFileTrouble:
        return edited_text(place.published.text) if place.published else ""


def _tag(place: BankPlace) -> str:
    try:
        return editing.tag_of_file(place)
    except BankFileTrouble:
        return ""
