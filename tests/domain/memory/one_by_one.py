"""Memories and class statistics as an app keeps them: each row as it comes, each night folded."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime
from itertools import chain

from quizapp.domain.memory.log.folding import NOTHING, Track, Update, step
from quizapp.domain.memory.log.live_rows import live_rows
from quizapp.domain.memory.log.rebuilding import TrackKey, rebuilt
from quizapp.domain.memory.log.rows import ItemRow, Row, row_order
from quizapp.domain.memory.predictions.class_statistics import (
    NO_STATISTICS,
    ClassStatistics,
    statistics_after,
)
from tests.domain.memory.random_logs import RandomLog

ROWS = 40
THE_END = date(2100, 1, 1)

Ordered = tuple[tuple[date, datetime, str], Update]


class OneByOne:
    """Takes rows as they come; what touches the past folds the items concerned anew."""

    def __init__(self) -> None:
        self.log: list[Row] = []
        self.changes: list[Row] = []
        self.tracks: dict[TrackKey, Track] = {}
        self.updates: dict[TrackKey, list[Ordered]] = defaultdict(list)
        self.statistics: ClassStatistics = NO_STATISTICS
        self.is_stale = False

    def take(self, row: Row) -> None:
        """One more row; the first of a new day folds the days before it."""
        self.fold_before(row.day)
        self.log.append(row)
        if isinstance(row, ItemRow):
            for live in live_rows([*self.changes, row]):
                self._step(live)
        else:
            self.changes.append(row)
            self._fold_all_anew()

    def fold_before(self, day: date) -> None:
        """What happens at the first use on a new learning day."""
        base = NO_STATISTICS if self.is_stale else self.statistics
        ordered = sorted(chain(*self.updates.values()), key=lambda each: each[0])
        self.statistics = statistics_after(base, (update for _, update in ordered), day)
        self.is_stale = False

    def _step(self, row: ItemRow) -> None:
        key = TrackKey(row.learner, row.item)
        taken = step(self.tracks.get(key, NOTHING), row)
        self.tracks[key] = taken.track
        if taken.update is not None:
            self.updates[key].append((row_order(row), taken.update))

    def _fold_all_anew(self) -> None:
        """The items that a change touches; to know which is the work of whoever stores them."""
        before = {key: [each for _, each in kept] for key, kept in self.updates.items() if kept}
        self.tracks, self.updates = {}, defaultdict(list)
        for row in live_rows(self.log):
            self._step(row)
        after = {key: [each for _, each in kept] for key, kept in self.updates.items() if kept}
        for key in before.keys() | after.keys():
            old, new = before.get(key, []), after.get(key, [])
            moved = [each for each in chain(old, new) if each not in old or each not in new]
            self.is_stale |= any(self.statistics.is_stale_by(each.day) for each in moved)


def difference(seed: int) -> str | None:
    """What a rebuild of one random log, shuffled, gives otherwise than its rows one by one."""
    log = RandomLog(seed).grow(ROWS)
    kept = OneByOne()
    for row in log:
        kept.take(row)
    kept.fold_before(THE_END)

    anew = rebuilt(random.Random(seed).sample(log, len(log)))
    statistics = statistics_after(NO_STATISTICS, anew.updates, THE_END)

    if anew.tracks != kept.tracks:
        return f"memories of log {seed}"
    if (statistics.items, statistics.learners) != (kept.statistics.items, kept.statistics.learners):
        return f"statistics of log {seed}"
    return None
