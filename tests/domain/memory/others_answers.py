"""Logs in which everybody but Ann answered otherwise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from quizapp.domain.memory.log.folding import NOTHING, Track
from quizapp.domain.memory.log.rebuilding import TrackKey, rebuilt
from quizapp.domain.memory.log.rows import Answered, ItemRow, KeyCorrected, Rated, Row
from quizapp.domain.memory.plan.candidates import Today
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.plan.planning import Plan, plan_of
from quizapp.domain.memory.ratings import Rating
from tests.domain.memory.random_logs import ITEMS

FORMS = frozenset({Form.CARD, Form.CHOICE})


def with_others_shuffled(log: Sequence[Row], seed: int) -> list[Row]:
    """The same log of Ann; what others did, to other items and with other marks, as dice have it.

    Without merged accounts, whose answers would be Ann's own.
    """
    dice = random.Random(seed)
    rows: list[Row] = []
    for row in log:
        if isinstance(row, ItemRow) and row.learner != "ann":
            rows.append(_otherwise(row, dice))
        elif isinstance(row, ItemRow | KeyCorrected):
            rows.append(row)
    return rows


def _otherwise(row: ItemRow, dice: random.Random) -> ItemRow:
    moved = replace(row, item=dice.choice(ITEMS))
    if isinstance(moved, Answered):
        return replace(moved, mark=dice.choice((0.0, 0.5, 1.0)))
    return replace(moved, rating=dice.choice(list(Rating))) if isinstance(moved, Rated) else moved


def what_ann_sees(log: Sequence[Row]) -> tuple[dict[str, Track], Plan]:
    """Her memories, and her plan with its reasons on the day after the last row."""
    own = [row for row in log if isinstance(row, ItemRow | KeyCorrected)]
    tracks = rebuilt(own).tracks
    mine = {item: tracks.get(TrackKey("ann", item), NOTHING) for item in ITEMS}
    items = [PlanItem(item, "war", FORMS, track=mine[item]) for item in ITEMS]
    tomorrow = max(row.day for row in own) + timedelta(days=1)
    return mine, plan_of(items, Today(tomorrow, 300.0))
