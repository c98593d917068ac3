"""One question as a class met it: its figures, and who missed it."""

from __future__ import annotations

from flask import render_template, request
from flask_babel import gettext as _

from quizapp.analysis.blueprint import bp
from quizapp.analysis.class_analysis import item_analysis
from quizapp.analysis.class_questions import column_verdict
from quizapp.analysis.missed_items import missed_item
from quizapp.banks.in_url import name_bank_in_links
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.errors import NotFound
from quizapp.models.item_tallies import Of
from quizapp.web.edges import is_bank_key

_ITEM = (
    "/teach/classrooms/<public_id:classroom_id>/questions"
    "/<bank_key:bank_key>/items/<bank_key:item_key>"
)


@bp.get(_ITEM)
@in_classroom
def view_class_item(classroom: ClassFacts, bank_key: str, item_key: str) -> str:
    """Show one item as the class met it in one quiz, each way it was marked apart."""
    name_bank_in_links(bank_key)
    shown = item_analysis(
        classroom.id, (bank_key, item_key), _quiz_key(), _of(), bank_shelf().banks
    )
    newest = shown.columns[-1] if shown.columns else None
    return render_template(
        "analysis/questions/view_item.html",
        classroom=classroom,
        bank_key=bank_key,
        item=shown,
        number=_number(bank_key, item_key),
        said=column_verdict(newest) if newest and newest.is_now else None,
    )


@bp.get(f"{_ITEM}/missed")
@in_classroom
def list_who_missed(classroom: ClassFacts, bank_key: str, item_key: str) -> str:
    """Show by name who did not have the full mark on an item, and what they chose."""
    shown = missed_item(classroom.id, (bank_key, item_key), _quiz_key(), _of(), bank_shelf().banks)
    return render_template(
        "analysis/questions/list_missed.html",
        classroom=classroom,
        item=shown,
        unknown=_("“I don’t know”"),
    )


def _number(bank_key: str, item_key: str) -> int | None:
    """The place of the item in its bank, from 1; None if it has left it."""
    bank = bank_shelf().banks.get(bank_key)
    return list(bank.items).index(item_key) + 1 if bank and item_key in bank.items else None


def _of() -> str:
    return request.args.get("of", Of.FIRST)


def _quiz_key() -> str | None:
    """The quiz that the address names, None if it names none."""
    quiz_key = request.args.get("quiz")
    if quiz_key and not is_bank_key(quiz_key):
        raise NotFound
    return quiz_key or None
