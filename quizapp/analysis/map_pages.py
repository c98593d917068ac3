"""The article as a map of what the class recalls."""

from __future__ import annotations

from collections.abc import Collection

from flask import render_template, request

from quizapp.analysis.blueprint import bp
from quizapp.analysis.class_map import RecallDay, When, class_map, passage_view, recall_day
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NoBank, NotFound
from quizapp.models.assignments import assignments_of
from quizapp.web import clock
from quizapp.web.extensions import db


@bp.get("/teach/classrooms/<public_id:classroom_id>/map")
@in_classroom
def view_map(classroom: ClassFacts) -> str:
    """Show the article with what the class recalls of each paragraph, and what to teach again.

    Where there are several and it is not clear which is meant, ask.
    """
    banks = _banks()
    wanted = request.args.get("bank") or _only_one(classroom.id, banks)
    if wanted is None:
        return render_template(
            "analysis/map/choose_map.html", classroom=classroom, banks=list(banks.values())
        )
    bank = _bank(wanted)
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


def _only_one(classroom_id: int, banks: Collection[str]) -> str | None:
    """The bank that can be meant: the only one, or the only one that the class was set."""
    rows = db.session.scalars(assignments_of(classroom_id)) if len(banks) > 1 else ()
    fitting = {row.bank_key for row in rows} & {*banks} if len(banks) > 1 else {*banks}
    return fitting.pop() if len(fitting) == 1 else None


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
