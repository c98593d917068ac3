"""All memories from the whole log, as if every answer were given again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from quizapp.domain.memory.log.folding import NOTHING, Track, Update, step
from quizapp.domain.memory.log.live_rows import live_rows
from quizapp.domain.memory.log.rows import Row


class TrackKey(NamedTuple):
    """Whose memory, and of which item."""

    learner: str
    item: str


@dataclass(frozen=True)
class Rebuilt:
    """What a log comes to.

    Attributes:
        tracks: The memory of each learner and item that has any live row.
        updates: Every answer that changed one, in the order of the log.
    """

    tracks: dict[TrackKey, Track]
    updates: list[Update]


def rebuilt(log: Iterable[Row]) -> Rebuilt:
    """All memories of a log; its rows may come in any order."""
    tracks: dict[TrackKey, Track] = {}
    updates = []
    for row in live_rows(log):
        key = TrackKey(row.learner, row.item)
        taken = step(tracks.get(key, NOTHING), row)
        tracks[key] = taken.track
        if taken.update is not None:
            updates.append(taken.update)
    return Rebuilt(tracks, updates)
