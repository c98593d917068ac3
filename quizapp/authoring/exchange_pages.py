"""Questions in from other programs, each looked at before it is taken, and out to them."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace

from flask import Response, abort, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from quizapp.accounts.guards import teachers_only
from quizapp.authoring import importing
from quizapp.authoring.blueprint import bp
from quizapp.authoring.editing import Draft
from quizapp.authoring.export_formats import FILES, LEFT_OUT
from quizapp.authoring.field_remarks import hint_without_yaml, without_yaml
from quizapp.authoring.forms import FORMATS, ImportForm, TakingForm
from quizapp.authoring.importing import Candidate
from quizapp.authoring.picture_uploads import kept_pictures
from quizapp.authoring.places import around, current_editor, current_place
from quizapp.authoring.review import review_page
from quizapp.authoring.trouble_pages import Answer, troubles_told
from quizapp.banks.places import BankPlace
from quizapp.banks.reading_apart import LARGE_BYTES
from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import published_bank
from quizapp.domain.bank import Quiz
from quizapp.domain.bank.item_source import source_topics
from quizapp.domain.bank.quiz_source import with_items_in_quiz
from quizapp.domain.errors import BankRefused
from quizapp.exchange.carrying import Carried, NotCarriedError, carried, taken_up
from quizapp.exchange.codes import CODES
from quizapp.exchange.formats import PICTURED, TARGETS, exported
from quizapp.exchange.grouping import Told
from quizapp.exchange.results import Unit
from quizapp.web.downloads import attachment
from quizapp.web.pictures import kept_content
from quizapp.web.working_apart import place_to_work, worked_apart

MOST_TOLD = 200
"""Different findings on one page; nobody reads further before mending the file."""

PLACE_WORDS = {
    "line": (_l("Line"), _l("Lines")),
    "row": (_l("Row"), _l("Rows")),
    "note": (_l("Note"), _l("Notes")),
    "paragraph": (_l("Paragraph"), _l("Paragraphs")),
}


@bp.get("/teach/bank/import")
@bp.get("/teach/banks/<bank_key:bank_id>/import")
@teachers_only
@troubles_told
def import_bank() -> Answer:
    """Ask for a file or a text with questions."""
    editor = current_editor()
    text = editor.opened().text
    importing.bank_in(text)
    return _import_page(editor.place, ImportForm(topics=source_topics(text), formdata=None))


@bp.post("/teach/bank/import")
@bp.post("/teach/banks/<bank_key:bank_id>/import")
@teachers_only
@troubles_told
def send_import() -> Answer:
    """Show every question that was found, with what is to be said about it. Nothing is written."""
    editor = current_editor()
    text, place = editor.opened().text, editor.place
    form = ImportForm(topics=source_topics(text))
    data, name = form.content
    if not data.strip():
        form.file.errors = [_("Choose a file, or paste its text below.")]
        return _import_page(place, form), 422
    source = form.source.data if form.source.data in FORMATS else "auto"
    topic = form.topic.data if form.topic.data in source_topics(text) else None
    new = importing.looked_at_apart(data, name, source, topic, text)
    pictures = kept_pictures(place.path, new.pictures)
    return _review_page(
        place,
        new.candidates,
        carried((each.item for each in new.candidates), new.topics, pictures),
        [each.item.id for each in new.candidates if not each.has_errors],
        left_out=new.left_out,
        unit=new.unit,
        found_count=new.found_count,
    )


@bp.post("/teach/bank/import/take")
@bp.post("/teach/banks/<bank_key:bank_id>/import/take")
@teachers_only
@troubles_told
def take_import() -> Answer:
    """Go on to the last look before publishing, with the questions that were ticked."""
    editor, form = current_editor(), TakingForm()
    opened, known = editor.opened(), _taken_up(form)
    ticked = form.take.data or ()
    chosen = [item for item in known.items if item.id in ticked]
    if chosen:
        text = importing.text_with(opened.text, chosen, known.topics, known.pictures)
        if form.quiz.data:
            asked = tuple(item.id for item in chosen if "quiz" in item.drills)
            text = with_items_in_quiz(text, form.quiz.data, asked)
        with suppress(BankRefused):  # then they are shown again, with what is wrong
            return review_page(editor, Draft(text, opened.tag, then="items"))
    candidates = importing.checked_apart(
        chosen or known.items, known.topics, opened.text, known.pictures
    )
    kept = carried((each.item for each in candidates), known.topics, known.pictures)
    good = [each.item.id for each in candidates if not each.has_errors] if chosen else []
    return _review_page(editor.place, candidates, kept, good, is_again=True), 422


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
    data = _exported_apart(published_bank(), target)
    return attachment(data, file.mimetype, f"{bank.id}.{file.suffix}")


def _exported_apart(published: PublishedBank, target: str) -> bytes | str:
    """A bank in another format, by a process of its own where that takes long."""
    contents = _contents(published) if target in PICTURED else {}
    translations = current_place().file.files if target == "zip" else {}
    given = (published.bank, target, time.time(), contents, published.text, translations)
    if len(published.text) < LARGE_BYTES:
        return exported(*given).data
    with place_to_work():
        return worked_apart(exported, *given).data


def _contents(published: PublishedBank) -> dict[str, bytes]:
    """The pictures of a bank by their hashes."""
    hashes = {each.facts.sha256 for each in published.bank.pictures.values() if each.facts}
    found = ((sha256, kept_content(sha256)) for sha256 in hashes)
    return {sha256: data for sha256, data in found if data is not None}


def _taken_up(form: TakingForm) -> Carried:
    try:
        return taken_up(form.carried.data or "")
    except NotCarriedError:
        abort(400)


def _quizzes_with_lists(place: BankPlace) -> list[Quiz]:
    """The quizzes that list their questions, so that more can join them."""
    quizzes = place.published.bank.quizzes.values() if place.published else ()
    return [quiz for quiz in quizzes if quiz.item_ids]


def _import_page(place: BankPlace, form: ImportForm) -> str:
    return render_template("authoring/import_bank.html", **around(place), form=form)


def _review_page(
    place: BankPlace,
    candidates: Collection[Candidate],
    kept: str,
    ticked: Collection[str],
    *,
    left_out: Sequence[Told] = (),
    unit: Unit = "line",
    found_count: int = 0,
    is_again: bool = False,
) -> str:
    return render_template(
        "authoring/import_review.html",
        **around(place),
        form=TakingForm(formdata=None, carried=kept, quiz=request.form.get("quiz", "")),
        quizzes=_quizzes_with_lists(place),
        candidates=[(each, [*map(without_yaml, each.findings)]) for each in candidates],
        ticked=ticked,
        left_out=[
            replace(told, hint=hint_without_yaml(told.code, told.hint))
            for told in left_out[:MOST_TOLD]
        ],
        untold_count=max(0, len(left_out) - MOST_TOLD),
        place_words=PLACE_WORDS[unit],
        found_count=found_count,
        is_again=is_again,
    )
