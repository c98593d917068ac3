"""A key corrected in one press, and on to the marks; what was published, undone in one press."""

from __future__ import annotations

from flask import flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.authoring.after_publishing import to_marks
from quizapp.authoring.blueprint import bp
from quizapp.authoring.forms import OtherKeyForm, UndoForm
from quizapp.authoring.other_keys import FileAtFault, make_key
from quizapp.authoring.place_addresses import place_url
from quizapp.authoring.places import current_editor
from quizapp.authoring.publishing_at_once import AFTER
from quizapp.authoring.taking_back import take_back
from quizapp.authoring.trouble_pages import Answer, troubles_told
from quizapp.banks.places import BankPlace
from quizapp.domain.bank import Severity
from quizapp.domain.errors import BankRefused, EditConflict, NoBank, NotFound
from quizapp.web import clock


@bp.post("/teach/bank/items/<bank_key:item_id>/key")
@bp.post("/teach/banks/<bank_key:bank_id>/items/<bank_key:item_id>/key")
@teachers_only
@troubles_told
def make_option_key(item_id: str) -> Answer:
    """Make another answer the key, publish, and go on to the marks that differ."""
    editor, form = current_editor(), OtherKeyForm()
    if not form.validate():
        raise NotFound
    option, seen = form.option.data or "", form.seen.data or ""
    try:
        is_new = make_key(editor, item_id, option, seen, known_person().id, clock.now())
    except EditConflict:
        flash(_("Nothing was changed: the question has another key by now. Look at it again."))
        return _to_item(editor.place, item_id)
    except BankRefused as refused:
        return _refused(editor.place, item_id, refused)
    flash(_("The key is changed and published.") if is_new else _("It is the key already."))
    return to_marks(editor.place, [item_id], is_new=is_new) or _to_item(editor.place, item_id)


@bp.post("/teach/bank/history/<row_id:revision_id>/undo")
@bp.post("/teach/banks/<bank_key:bank_id>/history/<row_id:revision_id>/undo")
@teachers_only
@troubles_told
def undo_publication(revision_id: int) -> Answer:
    """Put back what was in use before, and go on where that was asked for."""
    editor = current_editor()
    if editor.place.bank_id is None:
        raise NoBank
    try:
        take_back(editor, revision_id, known_person().id, clock.now())
    except (EditConflict, BankRefused):
        flash(_("Nothing was changed: the questions were edited since. Go back by hand here."))
        address = place_url(editor.place, "authoring.view_revision", revision_id=revision_id)
        return redirect(address, code=303)
    flash(_("Taken back. The questions are as they were before."))
    endpoint = AFTER.get(UndoForm().then.data or "", "authoring.list_revisions")
    return redirect(place_url(editor.place, endpoint), code=303)


def _refused(place: BankPlace, item_id: str, refused: BankRefused) -> Response:
    """Say why the key stayed, and lead to what is to be mended: the question, or the file."""
    errors = (each for each in refused.findings if each.severity is Severity.ERROR)
    message = next(errors, refused.findings[0]).message
    if isinstance(refused, FileAtFault):
        words = _(
            "The key was not changed, for the file has a mistake elsewhere: %(message)s Mend it"
            " first.",
            message=message,
        )
        flash(words)
        return redirect(place_url(place, "authoring.edit_bank"), code=303)
    flash(_("The key was not changed: %(message)s Change the question here.", message=message))
    return _to_item(place, item_id)


def _to_item(place: BankPlace, item_id: str) -> Response:
    return redirect(place_url(place, "authoring.edit_item", item_id=item_id), code=303)
