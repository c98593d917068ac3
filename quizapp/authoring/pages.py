"""The editor: a bank's text, its findings, the last look before publishing, and saving."""

from __future__ import annotations

from typing import Any

from flask import Response, flash, g, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_limiter.util import get_remote_address
from werkzeug.wrappers import Response as BaseResponse

from quizapp.accounts.guards import known_person, teachers_only
from quizapp.accounts.sessions import current_person
from quizapp.authoring import bank_rendering, editing
from quizapp.authoring.bank_rendering import Page, current_place, place_url
from quizapp.authoring.blueprint import bp
from quizapp.authoring.forms import LARGEST_FORM, BankForm
from quizapp.banks.places import BankPlace
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.bank.report import as_json
from quizapp.domain.errors import BankFileTrouble, BankRefused, EditConflict
from quizapp.web import clock
from quizapp.web.extensions import limiter

CHECKS = "120 per minute"
NEXT_PAGES = {"items": "authoring.list_items"}
"""Where to go on after publishing; without one of these names, back to the text."""


def _who_types() -> str:
    person = current_person()
    return f"check {person.public_id}" if person else get_remote_address()


@bp.url_value_preprocessor
def take_long_texts(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let teachers' forms hold a whole bank. Set before the form's token is looked for in it."""
    if request.method == "POST":
        request.max_content_length = LARGEST_FORM
        request.max_form_memory_size = LARGEST_FORM


@bp.app_context_processor
def tell_places() -> dict[str, Any]:
    """Let all pages of teachers show which files have errors."""
    return {"bank_places": bank_shelf().places, "place_url": place_url}


@bp.get("/teach/banks")
@teachers_only
def list_banks() -> str:
    """Show all banks of this server, also files that never held a good one."""
    return render_template("authoring/list_banks.html")


@bp.get("/teach/bank")
@bp.get("/teach/banks/<bank_key:bank_id>/text")
@teachers_only
def edit_bank() -> str | Page | BaseResponse:
    """Show the text of a bank's file, to be edited."""
    if _names_no_bank():
        return redirect(url_for("authoring.list_banks"), code=303)
    place = current_place()
    try:
        opened = editing.opened(place)
    except BankFileTrouble as trouble:
        return bank_rendering.trouble_page(place, trouble)
    return bank_rendering.edit_page(place, opened.text, opened.tag)


@bp.post("/teach/bank")
@bp.post("/teach/banks/<bank_key:bank_id>/text")
@teachers_only
def send_bank() -> str | Page | BaseResponse:
    """Check a text, show what publishing it would change, or publish it."""
    place, form = current_place(), BankForm()
    text, tag = form.typed, form.tag.data or ""
    restores = form.restores.data
    if form.action.data not in {"review", "publish"}:
        return bank_rendering.edit_page(place, text, tag, was_checked=True, restores=restores)
    try:
        if form.action.data == "publish":
            return _published(place, text, tag, restores, form.then.data)
        return reviewed(place, text, tag, restores)
    except EditConflict as conflict:
        return bank_rendering.conflict_page(place, text, conflict, restores)
    except BankRefused:
        return bank_rendering.edit_page(place, text, tag, restores=restores), 422
    except BankFileTrouble as trouble:
        return bank_rendering.edit_page(place, text, tag, trouble=trouble, restores=restores), 503


@bp.post("/teach/bank/check")
@bp.post("/teach/banks/<bank_key:bank_id>/check")
@limiter.limit(CHECKS, key_func=_who_types)
@teachers_only
def check_text() -> Response:
    """Hand out what is wrong with a text, as `quizapp check --format json` does."""
    place, form = current_place(), BankForm()
    reading = editing.checked(form.typed)
    return jsonify(as_json(reading.findings, place.name))


def reviewed(
    place: BankPlace, text: str, tag: str, restores: int | None = None, then: str | None = None
) -> str:
    """The last look before publishing a text; any view with a text to save may lead there.

    `then` says where to go on once it is published, by one of the names in `NEXT_PAGES`.

    Raises:
        BankRefused: the text has errors.
        EditConflict: the file has been written by somebody else.
        BankFileTrouble: the file cannot be read.
    """
    editing.refuse_conflict(place, text, tag)
    reading = editing.checked(text)
    bank = place.accepted_bank(reading)
    if bank is None:
        raise BankRefused(reading.findings)
    return bank_rendering.review_page(place, text, tag, reading, bank, restores, then)


def _published(
    place: BankPlace, text: str, tag: str, restores: int | None, then: str | None
) -> BaseResponse:
    deed = "restore bank" if restores else "save bank"
    editing.write(place, text, tag, known_person().id, clock.now(), deed)
    flash(_("Published. New attempts use it; attempts that are running keep what they began with."))
    return redirect(place_url(place, NEXT_PAGES.get(then or "", "authoring.edit_bank")), code=303)


def _names_no_bank() -> bool:
    """Whether there are several files, or none, and the address says nothing about which."""
    is_named = bool(g.get("bank_id") or request.args.get("file"))
    return len(bank_shelf().places) != 1 and not is_named
