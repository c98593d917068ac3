"""The article as a map of what the class recalls."""

from __future__ import annotations

from flask import render_template, request

from quizapp.analysis.blueprint import bp
from quizapp.analysis.class_map import RecallDay, When, class_map, passage_view, recall_day
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NoBank, NotFound
from quizapp.web import clock


@bp.get("/teach/classrooms/<public_id:classroom_id>/map")
@in_classroom
def view_map(classroom: ClassFacts) -> str:
    """Show the article with what the class recalls of each paragraph, and what to teach again."""
    banks = _banks()
    bank = _bank(request.args.get("bank") or next(iter(banks)))
    shown = class_map(classroom, bank, _day(), clock.now())
    return render_template(
        "analysis/map/view_map.html", classroom=classroom, map=shown, banks=list(banks.values())
    )


@bp.get(
    "/teach/classrooms/<public_id:classroom_id>/map"
    "/<bank_key:bank_key>/<bank_key:section_id>/<row_id:number>"
)
@in_classroom
def view_map_passage(classroom: ClassFacts, bank_key: str, section_id: str, number: int) -> str:
    """Show one paragraph: its questions, and who is least likely to recall them."""
    shown = passage_view(classroom.id, _bank(bank_key), f"{section_id}-{number}", _day())
    return render_template("analysis/map/view_passage.html", classroom=classroom, shown=shown)


def _banks() -> dict[str, Bank]:
    """The banks of the server by id.

    Raises:
        NoBank: there is none yet.
    """
    banks = bank_shelf().banks
    if not banks:
        raise NoBank
    return banks


def _bank(bank_key: str) -> Bank:
    bank = _banks().get(bank_key)
    if bank is None:
        raise NotFound
    return bank


def _day() -> RecallDay:
    """The day that the address asks for.

    Raises:
        NotFound: it names none.
    """
    try:
        when = When(request.args.get("when") or When.TOMORROW)
    except ValueError:
        raise NotFound from None
    return recall_day(when, clock.now(), clock.zone())
