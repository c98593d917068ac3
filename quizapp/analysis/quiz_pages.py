"""One quiz that a class took: what its questions say about themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo

from flask import Response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from quizapp.analysis.blueprint import bp
from quizapp.analysis.class_analysis import quiz_analysis
from quizapp.analysis.item_columns import ItemColumn
from quizapp.analysis.item_words import verdict_words
from quizapp.banks.in_url import name_bank_in_links
from quizapp.banks.shelf import bank_shelf
from quizapp.classes.facts import ClassFacts
from quizapp.classes.guard import in_classroom
from quizapp.domain.bank.pictures import with_words_for_pictures
from quizapp.domain.errors import NotFound
from quizapp.exchange.csv_table import Cell, csv_bytes
from quizapp.models.item_tallies import Of
from quizapp.web import clock
from quizapp.web.downloads import attachment

_PLACE = "/teach/classrooms/<public_id:classroom_id>/questions"
_QUIZ = f"{_PLACE}/<bank_key:bank_key>/<bank_key:quiz_key>"

AS_IN_BANK = "quiz"

ORDERS: Mapping[str, LazyString] = {
    AS_IN_BANK: _l("As in the question file"),
    "look": _l("What wants a look"),
    "facility": _l("Hardest first"),
    "rest": _l("Least like the rest"),
    "index": _l("Least between strong and weak"),
    "time": _l("Longest first"),
}

_ORDERED_BY: Mapping[str, Callable[[ItemColumn], float | None]] = {
    "look": lambda column: float(column.gravity),
    "facility": lambda column: column.figures.facility,
    "rest": lambda column: column.figures.item_rest,
    "index": lambda column: column.figures.upper_lower,
    "time": lambda column: _quickness(column),
}


@bp.get(_QUIZ)
@in_classroom
def view_class_quiz(classroom: ClassFacts, bank_key: str, quiz_key: str) -> str:
    """Show one quiz: its scores, and the figures of each of its items."""
    name_bank_in_links(bank_key)
    shown = quiz_analysis(classroom.id, (bank_key, quiz_key), _of(), bank_shelf().banks)
    order = request.args.get("order", AS_IN_BANK)
    if order not in ORDERS:
        raise NotFound
    return render_template(
        "analysis/questions/view_quiz.html",
        classroom=classroom,
        quiz=shown.quiz,
        scores=shown.scores,
        columns=_in_order(shown.columns, order),
        order=order,
        orders=ORDERS,
    )


@bp.get(f"{_QUIZ}/items.csv")
@in_classroom
def export_class_quiz(classroom: ClassFacts, bank_key: str, quiz_key: str) -> Response:
    """Hand out the figures of a quiz's items as a table for a spreadsheet."""
    shown = quiz_analysis(classroom.id, (bank_key, quiz_key), _of(), bank_shelf().banks)
    zone = clock.zone()
    rows = (_row(column, zone) for column in shown.columns)
    name = f"{quiz_key}-questions-{clock.today().isoformat()}.csv"
    return attachment(csv_bytes(_header(), rows), "text/csv", name)


def _of() -> str:
    return request.args.get("of", Of.FIRST)


def _in_order(columns: Sequence[ItemColumn], order: str) -> list[ItemColumn]:
    """The items in this order; those without the figure it goes by stand at the end."""
    figure = _ORDERED_BY.get(order)
    if figure is None:
        return list(columns)
    figures = [(column, figure(column)) for column in columns]
    known = [(column, value) for column, value in figures if value is not None]
    return [column for column, _ in sorted(known, key=lambda each: each[1])] + [
        column for column, value in figures if value is None
    ]


def _quickness(column: ItemColumn) -> float | None:
    median = column.times.median if column.times else None
    return None if median is None else -median


def _header() -> list[str]:
    return [
        _("Item"),
        _("Question"),
        _("Marked in this way from"),
        _("to"),
        _("As marked now"),
        _("n"),
        _("Facility"),
        _("Facility, low"),
        _("Facility, high"),
        _("SD"),
        _("Item-rest correlation"),
        _("Upper-lower index"),
        _("Alpha if deleted"),
        _("Not answered"),
        _("Median time (s)"),
        _("First quartile (s)"),
        _("Third quartile (s)"),
        _("Remarks"),
    ]


def _row(column: ItemColumn, zone: tzinfo) -> list[Cell]:
    """The figures of one item; a cell is blank where there is none."""
    figures, times, interval = column.figures, column.times, column.figures.facility_interval
    return [
        column.item_key,
        with_words_for_pictures(column.stem),
        column.since.astimezone(zone).date().isoformat(),
        column.until.astimezone(zone).date().isoformat(),
        _("yes") if column.is_now else _("no"),
        figures.n,
        _rounded(figures.facility),
        _rounded(interval.low if interval else None),
        _rounded(interval.high if interval else None),
        _rounded(figures.sd),
        _rounded(figures.item_rest),
        _rounded(figures.upper_lower),
        _rounded(figures.alpha_if_deleted),
        _rounded(figures.omitted_share),
        times.median if times else None,
        times.lower if times else None,
        times.upper if times else None,
        " ".join(verdict_words(verdict, texts) for verdict, texts in column.remarks),
    ]


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 6)
