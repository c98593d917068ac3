"""A bank's questions: listed, searched, and taken out."""

from __future__ import annotations

from flask import render_template, request
from flask_wtf import FlaskForm

from quizapp.accounts.guards import teachers_only
from quizapp.authoring import item_editing
from quizapp.authoring.blueprint import bp
from quizapp.authoring.editing import Draft
from quizapp.authoring.places import around, current_editor
from quizapp.authoring.publishing_at_once import way_back
from quizapp.authoring.review import review_page
from quizapp.authoring.trouble_pages import Answer, troubles_told
from quizapp.domain.bank.item_source import SourceItem, source_items, source_topics, without_item
from quizapp.domain.bank.quiz_source import find_source_quiz
from quizapp.web.edges import cleaned

MOST_LISTED = 200


@bp.get("/teach/bank/items")
@bp.get("/teach/banks/<bank_key:bank_id>/items")
@teachers_only
@troubles_told
def list_items() -> Answer:
    """Show the questions of a bank, those that were searched for, or of one topic or type."""
    editor = current_editor()
    text, published = editor.opened().text, editor.place.published
    wanted = {key: cleaned(request.args.get(key)) for key in ("q", "topic", "type")}
    items = source_items(text)
    matching = [item for item in items if _is_wanted(item, **wanted)]
    return render_template(
        "authoring/list_items.html",
        **around(editor.place),
        items=matching[:MOST_LISTED],
        matching_count=len(matching),
        item_count=len(items),
        wanted=wanted,
        topics=source_topics(text),
        held=published.bank.held_item_ids if published else frozenset(),
        way_back=way_back(editor),
        then="items",
    )


@bp.get("/teach/bank/items/<bank_key:item_id>/delete")
@bp.get("/teach/banks/<bank_key:bank_id>/items/<bank_key:item_id>/delete")
@teachers_only
@troubles_told
def confirm_removal(item_id: str) -> Answer:
    """Say what taking out a question means, before it is done."""
    editor = current_editor()
    text = editor.opened().text
    item = item_editing.item_at(text, item_id)
    return render_template(
        "authoring/remove_item.html",
        **around(editor.place),
        item=item,
        quizzes=[
            find_source_quiz(text, quiz_id) for quiz_id in without_item(text, item.index).quiz_ids
        ],
        form=FlaskForm(),
    )


@bp.post("/teach/bank/items/<bank_key:item_id>/delete")
@bp.post("/teach/banks/<bank_key:bank_id>/items/<bank_key:item_id>/delete")
@teachers_only
@troubles_told
def remove_item(item_id: str) -> Answer:
    """Go on to the last look before publishing the bank without a question."""
    editor = current_editor()
    opened = editor.opened()
    item = item_editing.item_at(opened.text, item_id)
    text = without_item(opened.text, item.index).text
    return review_page(editor, Draft(text, opened.tag, then="items"))


def _is_wanted(item: SourceItem, q: str, topic: str, type: str) -> bool:  # noqa: A002  as in the address
    if (topic and item.topic != topic) or (type and item.type != type):
        return False
    if q.isdecimal() and int(q) == item.index + 1:
        return True
    return q.casefold() in f"{item.id} {item.said}".casefold()
