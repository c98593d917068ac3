"""The gradebook as files: scores stay numbers, and words have columns of their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from flask_babel import gettext as _

from quizapp.domain.assignments import Counting
from quizapp.domain.grading import Grade
from quizapp.exchange.csv_table import Cell, csv_bytes
from quizapp.exchange.xlsx_table import Kind, XlsxCell, XlsxColumn, XlsxSheet, xlsx_bytes
from quizapp.grades.class_grades import Line
from quizapp.grades.gradebook import Gradebook
from quizapp.grades.words import STATE_WORDS, remarks

DIGITS = 6
"""Of a share in a file: more than anybody reads, and no trace of how it was added up."""


def csv_file(book: Gradebook) -> bytes:
    """One line for each learner: total, then for each assignment the share and the state."""
    header = [_("Learner"), _("User name"), _("Total")]
    for assignment in book.assignments:
        header += [assignment.title, _("%(title)s: state", title=assignment.title)]
    return csv_bytes(header, map(_row, book.lines))


def xlsx_file(book: Gradebook, zone: tzinfo) -> bytes:
    """The same as a workbook, with a second sheet on the assignments themselves."""
    columns = [
        XlsxColumn(_("Learner"), width=28),
        XlsxColumn(_("User name"), width=16),
        XlsxColumn(_("Total"), Kind.PERCENT, 8),
    ]
    for assignment in book.assignments:
        columns.append(XlsxColumn(assignment.title, Kind.PERCENT, 14))
        columns.append(XlsxColumn(_("%(title)s: state", title=assignment.title), width=14))
    sheets = [
        XlsxSheet(_("Marks"), columns, map(_row, book.lines), frozen=3),
        XlsxSheet(_("Quizzes"), _assignment_columns(), _assignment_rows(book)),
    ]
    return xlsx_bytes(sheets, zone)


def _row(line: Line) -> list[Cell]:
    cells: list[Cell] = [line.learner.name, line.learner.user_name, _rounded(line.total)]
    for grade in line.grades:
        cells += [_rounded(grade.share), _state(grade)]
    return cells


def _state(grade: Grade) -> str:
    """In one cell; somebody whose work is done has nothing else to be said but that."""
    return ", ".join(map(str, remarks(grade))) or str(STATE_WORDS[grade.state])


def _assignment_columns() -> list[XlsxColumn]:
    return [
        XlsxColumn(_("Quiz"), width=36),
        XlsxColumn(_("Weight"), Kind.NUMBER, 8),
        XlsxColumn(_("Attempt that counts"), width=16),
        XlsxColumn(_("Opens"), Kind.MOMENT, 17),
        XlsxColumn(_("Due"), Kind.MOMENT, 17),
        XlsxColumn(_("Closes"), Kind.MOMENT, 17),
        XlsxColumn(_("Scores"), Kind.NUMBER, 8),
        XlsxColumn(_("Mean of scores"), Kind.PERCENT, 10),
    ]


def _assignment_rows(book: Gradebook) -> Iterator[list[XlsxCell]]:
    words = {Counting.BEST: _("best"), Counting.LAST: _("last"), Counting.FIRST: _("first")}
    for assignment, mean in zip(book.assignments, book.means, strict=True):
        terms = assignment.terms
        yield [
            *(assignment.title, assignment.weight, words[assignment.counting]),
            *(terms.opens_at, terms.due_at, terms.closes_at, mean.count, _rounded(mean.share)),
        ]


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, DIGITS)
