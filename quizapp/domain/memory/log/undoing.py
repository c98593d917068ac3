"""What a learner may take back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from quizapp.domain.memory.log.rows import Answered, ItemRow, Rated, row_order


def can_be_retracted(row: ItemRow, live: Iterable[ItemRow], learner: str, today: date) -> bool:
    """Whether a learner may take back a row: their own, of today, the last answer to its item.

    So an undo never touches what was folded into a class's statistics at night. `live` are the
    rows that say something now; one that was taken back already is not among them.
    """
    later = [
        each
        for each in live
        if isinstance(each, Answered | Rated)
        and (each.learner, each.item) == (row.learner, row.item)
        and row_order(each) >= row_order(row)
    ]
    return row.learner == learner and row.day == today and later == [row]
