"""Which rows of the log say something now, after all that was taken back, corrected or merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.domain.memory.log.rows import (
    Answered,
    ItemRow,
    KeyCorrected,
    KeySeen,
    Merged,
    Rated,
    Remarked,
    Retracted,
    Row,
    row_order,
)


@dataclass(frozen=True)
class _Changes:
    """What later rows say about earlier ones."""

    retracted: frozenset[str]
    marks: dict[str, float]
    corrected_at: dict[str, datetime]
    merged_into: dict[str, str]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> _Changes:
        """The last word counts, wherever it stands."""
        changes = cls(frozenset(row.of for row in rows if isinstance(row, Retracted)), {}, {}, {})
        for row in rows:
            if isinstance(row, Remarked):
                changes.marks[row.of] = row.mark
            elif isinstance(row, KeyCorrected):
                last = changes.corrected_at.get(row.item, row.at)
                changes.corrected_at[row.item] = max(last, row.at)
            elif isinstance(row, Merged):
                changes.merged_into[row.source] = row.target
        return changes

    def learner(self, name: str) -> str:
        """Whose rows they are now; an account may have been merged more than once."""
        seen = {name}
        while (target := self.merged_into.get(name)) is not None and target not in seen:
            seen.add(target)
            name = target
        return name

    def holds(self, row: ItemRow) -> bool:
        """Whether a row is by the item's present key."""
        corrected = self.corrected_at.get(row.item)
        began = row.begun_at if isinstance(row, Answered) else row.at
        return corrected is None or began > corrected


def live_rows(log: Iterable[Row]) -> list[ItemRow]:
    """The rows that memories are folded from, in their order, each id once.

    * What was retracted says nothing of memory, but its learner has seen the key.
    * An answer has the mark of its last re-marking.
    * Rows of an item up to the correction of its key are gone, also those of attempts that were
      begun before it and answered later.
    * Rows of a merged account are the other's.
    """
    rows = sorted({row.id: row for row in log}.values(), key=row_order)
    changes = _Changes.of(rows)
    return list(_changed(rows, changes))


def _changed(rows: Iterable[Row], changes: _Changes) -> Iterator[ItemRow]:
    for row in rows:
        if not isinstance(row, ItemRow) or not changes.holds(row):
            continue
        learner = changes.learner(row.learner)
        owned = row if learner == row.learner else replace(row, learner=learner)
        if row.id in changes.retracted:
            yield from _seen_all_the_same(owned)
        elif isinstance(owned, Answered) and row.id in changes.marks:
            yield replace(owned, mark=changes.marks[row.id])
        else:
            yield owned


def _seen_all_the_same(row: ItemRow) -> Iterator[KeySeen]:
    """Whoever takes back a rating has turned the card."""
    if isinstance(row, Rated) or (isinstance(row, Answered) and not row.is_key_held):
        yield KeySeen(day=row.day, at=row.at, id=row.id, learner=row.learner, item=row.item)
