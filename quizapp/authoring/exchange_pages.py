"""Questions in from other programs, each looked at before it is taken, and out to them."""

from __future__ import annotations

import time
from collections.abc import Collection

from flask import Response, abort, render_template, request
from flask_babel import gettext as _

from quizapp.accounts.guards import teachers_only
from quizapp.authoring import editing, importing
from quizapp.authoring.bank_rendering import current_place
from quizapp.authoring.blueprint import bp
from quizapp.authoring.exchange_forms import FORMATS, ImportForm, TakingForm
from quizapp.authoring.export_formats import FILES, LEFT_OUT
from quizapp.authoring.importing import Candidate
from quizapp.authoring.item_pages import Answer, reviewed_or_conflict, troubles_told
from quizapp.authoring.item_rendering import around
from quizapp.authoring.item_told import without_yaml
from quizapp.banks.places import BankPlace
from quizapp.banks.shelf import published_bank
from quizapp.domain.bank.item_source import source_topics
from quizapp.domain.errors import BankRefused
from quizapp.exchange.carrying import NotCarriedError, carried, taken_up
from quizapp.exchange.codes import CODES
from quizapp.exchange.formats import TARGETS, exported


@bp.get("/teach/bank/import")
@bp.get("/teach/banks/<bank_key:bank_id>/import")
@teachers_only
@troubles_told
def import_bank() -> Answer:
    """Ask for a file or a text with questions."""
    place = current_place()
    text = editing.opened(place).text
    importing.bank_in(text)
    return _import_page(place, ImportForm(topics=source_topics(text), formdata=None))


@bp.post("/teach/bank/import")
@bp.post("/teach/banks/<bank_key:bank_id>/import")
@teachers_only
@troubles_told
def send_import() -> Answer:
    """Show every question that was found, with what is to be said about it. Nothing is written."""
    place = current_place()
    text = editing.opened(place).text
    form = ImportForm(topics=source_topics(text))
    data, name = form.content
    if not data.strip():
        form.file.errors = [_("Choose a file, or paste its text below.")]
        return _import_page(place, form), 422
    source = form.source.data if form.source.data in FORMATS else "auto"
    topic = form.topic.data if form.topic.data in source_topics(text) else None
    found = importing.looked_at(data, name, source, topic, text)
    return _review_page(
        place,
        found.candidates,
        carried((each.item for each in found.candidates), found.topics),
        [each.item.id for each in found.candidates if not each.has_errors],
        left_out=found.left_out,
        found_count=found.found_count,
    )


@bp.post("/teach/bank/import/take")
@bp.post("/teach/banks/<bank_key:bank_id>/import/take")
@teachers_only
@troubles_told
def take_import() -> Answer:
    """Go on to the last look before publishing, with the questions that were ticked."""
    place, form = current_place(), TakingForm()
    opened = editing.opened(place)
    try:
        known = taken_up(form.carried.data or "")
    except NotCarriedError:
        abort(400)
    chosen = [item for item in known.items if item.id in (form.take.data or ())]
    if chosen:
        text = importing.text_with(opened.text, chosen, known.topics)
        try:
            return reviewed_or_conflict(place, text, opened.tag)
        except BankRefused:
            candidates = importing.checked_candidates(chosen, known.topics, opened.text)
    else:
        candidates = importing.checked_candidates(known.items, known.topics, opened.text)
    kept = carried((each.item for each in candidates), known.topics)
    ticked = [each.item.id for each in candidates if chosen and not each.has_errors]
    return _review_page(place, candidates, kept, ticked, is_again=True), 422


@bp.get("/teach/bank/export")
@bp.get("/teach/banks/<bank_key:bank_id>/export")
@teachers_only
def export_bank() -> Answer | Response:
    """List the formats with what each leaves out, or hand the bank out in one of them."""
    bank = published_bank().bank
    target, asked = request.args.get("to"), request.args.get("about")
    if target is None:
        return render_template(
            "authoring/export_bank.html",
            **around(current_place()),
            files=FILES,
            left_out=LEFT_OUT,
            codes=CODES,
            asked=asked if asked in FILES else None,
            losses=exported(bank, asked, time.time()).losses if asked in FILES else (),
        )
    if target not in TARGETS:
        abort(404)
    file = FILES[target]
    headers = {"Content-Disposition": f'attachment; filename="{bank.id}.{file.suffix}"'}
    data = exported(bank, target, time.time()).data
    return Response(data, content_type=file.content_type, headers=headers)


def _import_page(place: BankPlace, form: ImportForm) -> str:
    return render_template("authoring/import_bank.html", **around(place), form=form)


def _review_page(
    place: BankPlace,
    candidates: Collection[Candidate],
    kept: str,
    ticked: Collection[str],
    *,
    left_out: Collection[object] = (),
    found_count: int = 0,
    is_again: bool = False,
) -> str:
    return render_template(
        "authoring/import_review.html",
        **around(place),
        form=TakingForm(formdata=None, carried=kept),
        candidates=[(each, [*map(without_yaml, each.findings)]) for each in candidates],
        ticked=ticked,
        left_out=left_out,
        found_count=found_count,
        is_again=is_again,
    )
