"""The figures of a quiz's items as the rows of a table for a spreadsheet."""

from __future__ import annotations

from flask_babel import gettext as _

from quizapp.analysis.item_columns import ItemColumn
from quizapp.analysis.item_words import verdict_words
from quizapp.exchange.csv_table import Cell
from quizapp.web import clock


def item_header() -> list[str]:
    """The names of the columns."""
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


def item_row(column: ItemColumn) -> list[Cell]:
    """The figures of one item; a cell is blank where there is none."""
    figures, times, zone = column.figures, column.times, clock.zone()
    interval = figures.facility_interval
    return [
        column.item_key,
        column.stem,
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
