"""A single question added or changed by a form, without a word of YAML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import abort, render_template, request

from quizapp.accounts.guards import teachers_only
from quizapp.authoring import item_editing
from quizapp.authoring.blueprint import bp
from quizapp.authoring.editing import Draft, FileEditor
from quizapp.authoring.field_remarks import quotes_found, told_by_field
from quizapp.authoring.item_aside import item_preview, quizzes_with_lists
from quizapp.authoring.item_editing import DraftedBank, ItemChange
from quizapp.authoring.item_fields import ItemFields, TooManyRowsError
from quizapp.authoring.item_forms import ITEM_FIELDS, TermFields, filled_in
from quizapp.authoring.places import around, current_editor
from quizapp.authoring.publishing_at_once import publish_or_review
from quizapp.authoring.trouble_pages import Answer, troubles_told
from quizapp.banks.places import BankPlace
from quizapp.domain.bank import LOST_CITATIONS, read_bank
from quizapp.domain.bank.item_findings import ItemFindings
from quizapp.domain.bank.item_source import SourceItem, source_items, source_topics
from quizapp.domain.bank.splicing import CannotSpliceError


@bp.get("/teach/bank/items/new")
@bp.get("/teach/banks/<bank_key:bank_id>/items/new")
@teachers_only
@troubles_told
def new_item() -> Answer:
    """Ask for the type of a new question, then show its empty form."""
    editor = current_editor()
    text = editor.opened().text
    kind = request.args.get("type", "")
    if kind not in ITEM_FIELDS:
        return render_template("authoring/choose_type.html", **around(editor.place))
    form = ITEM_FIELDS[kind](**_known_in(text), formdata=None)
    form.add_first_rows()
    return _form_page(editor.place, text, form)


@bp.post("/teach/bank/items/new")
@bp.post("/teach/banks/<bank_key:bank_id>/items/new")
@teachers_only
@troubles_told
def add_item() -> Answer:
    """Add a row, check the new question, or go on to the last look before publishing."""
    editor = current_editor()
    opened = editor.opened()
    kind = request.args.get("type", "")
    if kind not in ITEM_FIELDS:
        abort(404)
    form = ITEM_FIELDS[kind](**_known_in(opened.text))

    def drafted() -> DraftedBank:
        return item_editing.with_new(opened.text, _change(form))

    return _answer(editor, opened, form, None, drafted)


@bp.get("/teach/bank/items/<bank_key:item_id>/edit")
@bp.get("/teach/banks/<bank_key:bank_id>/items/<bank_key:item_id>/edit")
@teachers_only
@troubles_told
def edit_item(item_id: str) -> Answer:
    """Show the form of a question, with what is to be said about it."""
    editor = current_editor()
    text = editor.opened().text
    item = item_editing.item_at(text, item_id)
    form = _form_of(item, text)
    form.add_first_rows()
    form.mark.data = item_editing.mark_of(item, editor)
    findings = _without_held(editor.place, text, item_editing.findings_of(text, item))
    return _form_page(editor.place, text, form, item, findings)


@bp.post("/teach/bank/items/<bank_key:item_id>/edit")
@bp.post("/teach/banks/<bank_key:bank_id>/items/<bank_key:item_id>/edit")
@teachers_only
@troubles_told
def change_item(item_id: str) -> Answer:
    """Add a row, check the question, or go on to the last look before publishing."""
    editor = current_editor()
    opened = editor.opened()
    item = item_editing.item_at(opened.text, item_id)
    before = _form_of(item, opened.text)
    form = type(before)(**_known_in(opened.text, item_id))
    mark = item_editing.mark_of(item, editor)
    if form.mark.data != mark:
        form.mark.data = mark
        form.mark.raw_data = None
        return _form_page(editor.place, opened.text, form, item, is_conflict=True), 409

    def drafted() -> DraftedBank:
        change = _change(form, before.written())
        return item_editing.with_change(opened.text, item, change)

    return _answer(editor, opened, form, item, drafted)


def _answer(
    editor: FileEditor,
    opened: Draft,
    form: ItemFields,
    item: SourceItem | None,
    drafted: Callable[[], DraftedBank],
) -> Answer:
    """The form again, with a row more or with what is to be said, or the last look."""
    if row := request.form.get("more"):
        form.add_row(row)
        form.add_first_rows()
        return _form_page(editor.place, opened.text, form, item, new_row=row)
    is_filled_in = form.validate()
    bank = drafted()
    findings = _without_held(editor.place, bank.text, bank.findings)
    form.add_first_rows()
    is_good = is_filled_in and not findings.has_errors
    if is_good and request.form.get("action") == "review":
        return publish_or_review(editor, Draft(bank.text, opened.tag, then="items"))
    page = _form_page(
        editor.place, bank.text, form, item, findings, was_checked=True, item_id=bank.item_id
    )
    return page if is_good else (page, 422)


def _form_page(
    place: BankPlace,
    text: str,
    form: ItemFields,
    item: SourceItem | None = None,
    findings: ItemFindings | None = None,
    *,
    item_id: str = "",
    new_row: str = "",
    was_checked: bool = False,
    is_conflict: bool = False,
) -> str:
    """The form of a question.

    Args:
        place: Where the bank is kept.
        text: The text of the file, with what was typed where it is known.
        form: The form, filled in as it is to be shown.
        item: The question as it is in the file; None for a new one.
        findings: What is to be said about it.
        item_id: Its id in the text, if it is a new one that is there.
        new_row: The list that has just got another row.
        was_checked: Whether somebody asked for the findings, and wants to be told of none.
        is_conflict: Whether somebody else has changed the question meanwhile.
    """
    article = place.published.bank.article if place.published else None
    return render_template(
        "authoring/item_form.html",
        **around(place),
        form=form,
        item=item,
        told=told_by_field(form, findings) if findings else {},
        elsewhere=findings.elsewhere if findings else (),
        new_row=new_row,
        was_checked=was_checked,
        is_conflict=is_conflict,
        article=article,
        quotes=quotes_found(form, article) if article else {},
        preview=item_preview(place, text, item.id if item else item_id),
        quizzes=[] if item else quizzes_with_lists(text),
        quiz_id=request.values.get("quiz", ""),
    )


def _without_held(place: BankPlace, text: str, findings: ItemFindings) -> ItemFindings:
    """The findings without those that only hold other questions back: the file can be used."""
    is_drift = all(finding.code in LOST_CITATIONS for finding in findings.elsewhere)
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
        data = filled_in(item.type, item.data)
        return kind(**_known_in(text, item.id), formdata=None, data=data)
    except TooManyRowsError as error:
        raise CannotSpliceError(f"The question has a list of more than {error}.") from error


def _known_in(text: str, item_id: str = "") -> dict[str, dict[str, str]]:
    """The topics that an item can have, and the other terms that it can name."""
    terms = {each.id: each.asked for each in source_items(text) if each.type == TermFields.KIND}
    terms.pop(item_id, None)
    return {"topics": source_topics(text), "terms": terms}


def _change(form: ItemFields, before: dict[str, object] | None = None) -> ItemChange:
    return ItemChange(
        kind=form.KIND,
        after=form.written(),
        before=before or {},
        topic=form.topic.data or "",
        new_topic=form.new_topic.data or "",
        item_id=form.item_id.data or "",
        quiz_id=request.form.get("quiz", ""),
    )
