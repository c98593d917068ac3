"""The pictures of a bank: which there are, and a new one, published together with its question."""

from __future__ import annotations

from flask import Response, abort, flash, jsonify, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quizapp.accounts.guards import known_person, teachers_only, who_asks
from quizapp.authoring.blueprint import bp
from quizapp.authoring.editing import Draft
from quizapp.authoring.picture_forms import DroppedPictureForm, PictureForm
from quizapp.authoring.picture_uploads import (
    kept_file,
    missing_files,
    put_back,
    remove_unused,
    unused_files,
    with_declared,
    with_picture,
)
from quizapp.authoring.place_addresses import place_url
from quizapp.authoring.places import around, current_editor, current_place
from quizapp.authoring.review import review_page
from quizapp.authoring.trouble_pages import TROUBLES, Answer, troubles_told
from quizapp.banks.picture_files import pictures_beside
from quizapp.banks.places import BankPlace
from quizapp.domain.bank.item_source import source_items
from quizapp.domain.bank.line_ends import edited_text
from quizapp.domain.bank.picture_folder import PictureFile
from quizapp.domain.bank.pictures import StandingPicture
from quizapp.domain.bank.splicing import CannotSpliceError
from quizapp.domain.errors import BankFileTrouble, BankRefused, PictureRefused
from quizapp.web import clock
from quizapp.web.extensions import limiter
from quizapp.web.pictures import picture_html

UPLOADS = "120 per hour"
"""Of one teacher: each is a file on the disk."""

REFUSALS = {
    "B264": _l("This file is no picture that browsers show safely. Save it as PNG, JPEG or WebP."),
    "B267": _l("This picture is too large. Save it smaller: 1600 pixels wide are enough."),
}


@bp.get("/teach/bank/pictures")
@bp.get("/teach/banks/<bank_key:bank_id>/pictures")
@teachers_only
@troubles_told
def list_pictures() -> Answer:
    """Show the pictures of the bank, and a form for a new one."""
    editor = current_editor()
    text = editor.opened().text
    form = PictureForm(items=_questions(text), formdata=None, item=request.args.get("item"))
    return _page(editor.place, text, form)


@bp.post("/teach/bank/pictures")
@bp.post("/teach/banks/<bank_key:bank_id>/pictures")
@limiter.limit(UPLOADS, key_func=who_asks)
@teachers_only
@troubles_told
def add_picture() -> Answer:
    """Keep a picture, and go on to the last look before publishing."""
    editor = current_editor()
    opened = editor.opened()
    form = PictureForm(items=_questions(opened.text))
    if not form.validate():
        return _page(editor.place, opened.text, form), 422
    try:
        file = kept_file(editor.place.path, form.new.data, form.new.name)
        text = with_picture(opened.text, file, form.new)
        return review_page(editor, Draft(text, opened.tag, then="pictures"))
    except PictureRefused as refused:
        form.file.errors = [str(REFUSALS[refused.code])]
    except BankRefused as refused:
        form.file.errors = [each.message for each in refused.findings[:3]]
    return _page(editor.place, opened.text, form), 422


@bp.post("/teach/bank/pictures/take")
@bp.post("/teach/banks/<bank_key:bank_id>/pictures/take")
@limiter.limit(UPLOADS, key_func=who_asks)
@teachers_only
def take_picture() -> Response | tuple[Response, int]:
    """Keep a picture that was dropped into the text, and give the text with it declared.

    Its words are left empty: nothing can be published before they are written.
    """
    place, form = current_place(), DroppedPictureForm()
    if not form.validate():
        abort(422)
    try:
        file = kept_file(place.path, *form.dropped)
        picture_id, text = with_declared(edited_text(form.text.data or ""), file)
    except PictureRefused as refused:
        return jsonify(message=str(REFUSALS[refused.code])), 422
    except BankFileTrouble as trouble:
        return jsonify(message=str(TROUBLES[trouble.trouble])), 503
    except CannotSpliceError:
        return jsonify(message=_("Mend the errors in the text first, then drop it again.")), 409
    return jsonify(id=picture_id, text=text)


@bp.post("/teach/bank/pictures/remove")
@bp.post("/teach/banks/<bank_key:bank_id>/pictures/remove")
@teachers_only
@troubles_told
def remove_picture() -> Answer:
    """Take a file out of the folder that no picture uses."""
    editor = current_editor()
    remove_unused(editor.place.path, editor.opened().text, request.form.get("file", ""))
    flash(_("The file is gone."))
    return redirect(place_url(editor.place, "authoring.list_pictures"), code=303)


@bp.post("/teach/bank/pictures/put-back")
@bp.post("/teach/banks/<bank_key:bank_id>/pictures/put-back")
@teachers_only
@troubles_told
def put_pictures_back() -> Answer:
    """Write files that are gone from the folder, as the bank in use shows them."""
    place = current_place()
    bank = place.published.bank if place.published else None
    put_back(place.path, bank.pictures.values() if bank else ())
    place.take_over_now(clock.now(), known_person().id)
    flash(_("The files are in the folder again."))
    return redirect(place_url(place, "authoring.list_pictures"), code=303)


def _questions(text: str) -> dict[str, str]:
    return {each.id: each.asked for each in source_items(text)}


def _page(place: BankPlace, text: str, form: PictureForm) -> str:
    bank = place.published.bank if place.published else None
    files = pictures_beside(place.path).files
    return render_template(
        "authoring/list_pictures.html",
        **around(place),
        form=form,
        pictures=bank.pictures.values() if bank else (),
        missing=[each.file for each, _ in missing_files(place.path, bank.pictures.values())]
        if bank
        else (),
        unused=[(name, _shown(files[name])) for name in unused_files(place.path, text)],
        picture_html=picture_html,
    )


def _shown(file: PictureFile) -> StandingPicture | None:
    return StandingPicture("", None, file.facts) if file.facts else None
