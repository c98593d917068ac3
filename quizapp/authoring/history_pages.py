"""A bank's past: its revisions, what each changed, and the way back to one."""

from __future__ import annotations

from flask import render_template, request

from quizapp.accounts.guards import teachers_only
from quizapp.authoring import history
from quizapp.authoring.blueprint import bp
from quizapp.authoring.editing import Draft, FileEditor
from quizapp.authoring.forms import TagForm
from quizapp.authoring.pages import edit_page
from quizapp.authoring.places import around, current_editor, current_place
from quizapp.authoring.review import review_page
from quizapp.authoring.trouble_pages import Answer, troubles_told
from quizapp.banks.places import BankPlace
from quizapp.domain.bank.differences import difference
from quizapp.domain.bank.line_ends import edited_text
from quizapp.domain.errors import BankFileTrouble, BankRefused, NotFound

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
        **around(place),
        page=page,
        history=history.history_page(_key(place), page),
    )


@bp.get("/teach/bank/history/<row_id:revision_id>")
@bp.get("/teach/banks/<bank_key:bank_id>/history/<row_id:revision_id>")
@teachers_only
def view_revision(revision_id: int) -> str:
    """Show a revision against the file as it is now, or against the one before it."""
    editor = current_editor()
    key = _key(editor.place)
    text = _text(key, revision_id)
    before = history.revision_before(key, revision_id)
    against = before if request.args.get("against") == "before" else None
    old_text = _present_text(editor) if against is None else _text(key, against)
    return render_template(
        "authoring/view_revision.html",
        **around(editor.place),
        entry=history.last_use(key, revision_id),
        before=before,
        against_before=against is not None,
        difference=difference(old_text, text),
        text=text,
        tag=_tag(editor),
    )


@bp.post("/teach/bank/history/<row_id:revision_id>/restore")
@bp.post("/teach/banks/<bank_key:bank_id>/history/<row_id:revision_id>/restore")
@teachers_only
@troubles_told
def restore_revision(revision_id: int) -> Answer:
    """Show what going back to a revision would change; publishing it is the same step as ever."""
    editor = current_editor()
    text = _text(_key(editor.place), revision_id)
    draft = Draft(text, TagForm().tag.data or "", restores=revision_id)
    try:
        return review_page(editor, draft)
    except BankRefused:
        return edit_page(editor.place, draft), 422


def _key(place: BankPlace) -> str:
    """The id that the bank's past is recorded under; a file without a good bank has no past."""
    if place.bank_id is None:
        raise NotFound
    return place.bank_id


def _text(key: str, revision_id: int) -> str:
    return edited_text(history.text_of_revision(key, revision_id))


def _present_text(editor: FileEditor) -> str:
    """The text of the file; of one that cannot be shown, the text in use."""
    try:
        return editor.opened().text
    except BankFileTrouble:
        published = editor.place.published
        return edited_text(published.text) if published else ""


def _tag(editor: FileEditor) -> str:
    try:
        return editor.tag()
    except BankFileTrouble:
        return ""
