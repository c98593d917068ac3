"""What answers did to memories, as it was kept with each row of the log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row

from quizapp.domain.memory import Rating
from quizapp.domain.memory.log.folding import Update
from quizapp.domain.memory.updates import FULL, MemoryState


def kept_updates(rows: Iterable[Row[*tuple[Any, ...]]]) -> Iterator[Update]:
    """The updates of rows as the selects of `quizapp.models.updates` give them."""
    for row in rows:
        before = None
        if row.stability_before is not None:
            day = row.day.toordinal() - row.days_before
            before = MemoryState(row.stability_before, row.difficulty_before, date.fromordinal(day))
        mark = row.mark if row.remarked is None else row.remarked
        yield Update(
            learner=str(row.user_id),
            item=row.item_key,
            day=row.day,
            before=before,
            known=row.known,
            guess_chance=row.guess_chance,
            is_full=row.rating != Rating.AGAIN if mark is None else mark >= FULL,
        )
