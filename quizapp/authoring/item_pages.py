"""Single questions: listed, added and changed by forms, and taken out, without a word of YAML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import wraps
from typing import ParamSpec

from flask import abort, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from quizapp.accounts.guards import teachers_only
from quizapp.authoring import bank_rendering, editing, item_editing, item_rendering
from quizapp.authoring.bank_rendering import Page, current_place
from quizapp.authoring.blueprint import bp
from quizapp.authoring.editing import OpenedFile
from quizapp.authoring.item_editing import DraftedBank, ItemChange
from quizapp.authoring.item_forms import ITEM_FIELDS, MOST_ROWS, ItemFields, TooManyRowsError
from quizapp.authoring.item_shown import shown
from quizapp.authoring.pages import reviewed
from quizapp.banks.places import BankPlace
from quizapp.domain.bank import read_bank
from quizapp.domain.bank.item_findings import ItemFindings
from quizapp.domain.bank.item_source import SourceItem, source_items, source_topics, without_item
from quizapp.domain.bank.splicing import CannotSpliceError
from quizapp.domain.errors import BankFileTrouble, EditConflict
from quizapp.web.edges import cleaned

MOST_LISTED = 200
LOST_CITATION = "C401"

Answer = str | Page | Response
P = ParamSpec("P")


def troubles_told(view: Callable[P, Answer]) -> Callable[P, Answer]:
    """Say why a file cannot be changed by a form, where it cannot."""

    @wraps(view)
    def told(*args: P.args, **kwargs: P.kwargs) -> Answer:
        try:
            return view(*args, **kwargs)
        except BankFileTrouble as trouble:
            return bank_rendering.trouble_page(current_place(), trouble)
        except CannotSpliceError as error:
            return item_rendering.no_form_page(current_place(), str(error))

    return told


@bp.get("/teach/bank/items")
@bp.get("/teach/banks/<bank_key:bank_id>/items")
@teachers_only
@troubles_told
def list_items() -> Answer:
    """Show the questions of a bank, those that were searched for, or of one topic or type."""
    place = current_place()
    text = editing.opened(place).text
    wanted = {key: cleaned(request.args.get(key)) for key in ("q", "topic", "type")}
    items = source_items(text)
    found = [item for item in items if _is_wanted(item, **wanted)]
    return item_rendering.list_page(
        place, text, found[:MOST_LISTED], len(found), len(items), wanted
    )


@bp.get("/teach/bank/items/new")
@bp.get("/teach/banks/<bank_key:bank_id>/items/new")
@teachers_only
@troubles_told
def new_item() -> Answer:
    """Ask for the type of a new question, then show its empty form."""
    place = current_place()
    text = editing.opened(place).text
    kind = request.args.get("type", "")
    if kind not in ITEM_FIELDS:
        return item_rendering.types_page(place)
    form = ITEM_FIELDS[kind](topics=source_topics(text), formdata=None)
    form.add_first_rows()
    return item_rendering.item_page(place, form)


@bp.post("/teach/bank/items/new")
@bp.post("/teach/banks/<bank_key:bank_id>/items/new")
@teachers_only
@troubles_told
def add_item() -> Answer:
    """Add a row, check the new question, or go on to the last look before publishing."""
    place = current_place()
    opened = editing.opened(place)
    kind = request.args.get("type", "")
    if kind not in ITEM_FIELDS:
        abort(404)
    form = ITEM_FIELDS[kind](topics=source_topics(opened.text))

    def drafted() -> DraftedBank:
        return item_editing.with_new(opened.text, _change(form))

    return _answer(place, opened, form, None, drafted)


@bp.get("/teach/bank/items/<bank_key:item_id>/edit")
@bp.get("/teach/banks/<bank_key:bank_id>/items/<bank_key:item_id>/edit")
@teachers_only
@troubles_told
def edit_item(item_id: str) -> Answer:
    """Show the form of a question, with what is to be said about it."""
    place = current_place()
    text = editing.opened(place).text
    item = item_editing.item_at(text, item_id)
    form = _form_of(item, text)
    form.add_first_rows()
    form.mark.data = item_editing.mark_of(item)
    findings = _without_held(place, text, item_editing.findings_of(text, item))
    return item_rendering.item_page(place, form, item, findings)


@bp.post("/teach/bank/items/<bank_key:item_id>/edit")
@bp.post("/teach/banks/<bank_key:bank_id>/items/<bank_key:item_id>/edit")
@teachers_only
@troubles_told
def change_item(item_id: str) -> Answer:
    """Add a row, check the question, or go on to the last look before publishing."""
    place = current_place()
    opened = editing.opened(place)
    item = item_editing.item_at(opened.text, item_id)
    before = _form_of(item, opened.text)
    form = type(before)(topics=source_topics(opened.text))
    mark = item_editing.mark_of(item)
    if form.mark.data != mark:
        form.mark.data = mark
        form.mark.raw_data = None
        return item_rendering.item_page(place, form, item, is_conflict=True), 409

    def drafted() -> DraftedBank:
        change = _change(form, before.written())
        return item_editing.with_change(opened.text, item, change)

    return _answer(place, opened, form, item, drafted)


@bp.get("/teach/bank/items/<bank_key:item_id>/delete")
@bp.get("/teach/banks/<bank_key:bank_id>/items/<bank_key:item_id>/delete")
@teachers_only
@troubles_told
def confirm_removal(item_id: str) -> Answer:
    """Say what taking out a question means, before it is done."""
    place = current_place()
    text = editing.opened(place).text
    item = item_editing.item_at(text, item_id)
    return item_rendering.removal_page(place, item, without_item(text, item.index), FlaskForm())


@bp.post("/teach/bank/items/<bank_key:item_id>/delete")
@bp.post("/teach/banks/<bank_key:bank_id>/items/<bank_key:item_id>/delete")
@teachers_only
@troubles_told
def remove_item(item_id: str) -> Answer:
    """Go on to the last look before publishing the bank without a question."""
    place = current_place()
    opened = editing.opened(place)
    item = item_editing.item_at(opened.text, item_id)
    return reviewed_or_conflict(place, without_item(opened.text, item.index).text, opened.tag)


def reviewed_or_conflict(place: BankPlace, text: str, tag: str) -> str | Page:
    """The last look before publishing a text; both texts if the file was just changed."""
    try:
        return reviewed(place, text, tag, then="items")
    except EditConflict as conflict:
        return bank_rendering.conflict_page(place, text, conflict)


def _answer(
    place: BankPlace,
    opened: OpenedFile,
    form: ItemFields,
    item: SourceItem | None,
    drafted: Callable[[], DraftedBank],
) -> str | Page:
    """The form again, with a row more or with what is to be said, or the last look."""
    if row := request.form.get("more"):
        form.add_row(row)
        form.add_first_rows()
        return item_rendering.item_page(place, form, item, new_row=row)
    is_filled_in = form.validate()
    draft = drafted()
    findings = _without_held(place, draft.text, draft.findings)
    form.add_first_rows()
    is_good = is_filled_in and not findings.has_errors
    if is_good and request.form.get("action") == "review":
        return reviewed_or_conflict(place, draft.text, opened.tag)
    page = item_rendering.item_page(place, form, item, findings, was_checked=True)
    return page if is_good else (page, 422)


def _without_held(place: BankPlace, text: str, findings: ItemFindings) -> ItemFindings:
    """The findings without those that only hold other questions back: the file can be used."""
    is_drift = all(finding.code == LOST_CITATION for finding in findings.elsewhere)
    if findings.elsewhere and is_drift and place.accepted_bank(read_bank(text.encode())):
        return replace(findings, elsewhere=())
    return findings


def _form_of(item: SourceItem, text: str) -> ItemFields:
    """The form of an item, filled in with what the file says.

    Raises:
        CannotSpliceError: it is of a type that there is not, or larger than its form.
    """
    if item.type not in ITEM_FIELDS:
        raise CannotSpliceError(f"There is no item type “{item.type}”.")
    kind = ITEM_FIELDS[item.type]
    try:
        return kind(topics=source_topics(text), formdata=None, data=shown(item.type, item.data))
    except TooManyRowsError as error:
        raise CannotSpliceError(f"The question has a list of more than {MOST_ROWS}.") from error


def _change(form: ItemFields, before: dict[str, object] | None = None) -> ItemChange:
    return ItemChange(
        kind=form.KIND,
        after=form.written(),
        before=before or {},
        topic=form.topic.data or "",
        new_topic=form.new_topic.data or "",
        item_id=form.item_id.data or "",
    )


def _is_wanted(item: SourceItem, q: str, topic: str, type: str) -> bool:  # noqa: A002  as in the address
    if (topic and item.topic != topic) or (type and item.type != type):
        return False
    return q.casefold() in f"{item.id} {item.said}".casefold()
