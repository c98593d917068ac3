"""The orders in which the items of a quiz can be looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from quizapp.analysis.item_columns import ItemColumn

DEFAULT = "quiz"

ORDERS: Mapping[str, LazyString] = {
    "quiz": _l("As in the bank"),
    "look": _l("What wants a look"),
    "facility": _l("Hardest first"),
    "rest": _l("Least like the rest"),
    "index": _l("Least between strong and weak"),
    "time": _l("Longest first"),
}

_FIGURES: Mapping[str, Callable[[ItemColumn], float | None]] = {
    "look": lambda column: float(not column.wants_look),
    "facility": lambda column: column.figures.facility,
    "rest": lambda column: column.figures.item_rest,
    "index": lambda column: column.figures.upper_lower,
    "time": lambda column: _slowness(column),
}


def in_order(columns: Sequence[ItemColumn], order: str) -> list[ItemColumn]:
    """The items in this order; those without the figure it goes by stand at the end."""
    figure = _FIGURES.get(order)
    if figure is None:
        return list(columns)
    figures = [(column, figure(column)) for column in columns]
    known = [(column, value) for column, value in figures if value is not None]
    return [column for column, _ in sorted(known, key=lambda each: each[1])] + [
        column for column, value in figures if value is None
    ]


def _slowness(column: ItemColumn) -> float | None:
    median = column.times.median if column.times else None
    return None if median is None else -median
