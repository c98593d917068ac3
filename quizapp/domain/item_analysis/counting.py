"""A response matrix as tallies."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.item_analysis.matrix import Choice, Item, Missing, ResponseMatrix
from quizapp.domain.item_analysis.tallies import TalliedItem, Tally

Marks = Sequence[float | None]
"""Marks after the rule for omitted responses: None are those that count for nothing."""

_MARK_ALONE = Choice()


@dataclass(frozen=True)
class Counted:
    """What a matrix comes to.

    Attributes:
        items: Each item, with the learners who count for it.
        scores: How many of the learners with a mark on every item have each score.
        complete: Each item, with these learners only.
    """

    items: Sequence[TalliedItem]
    scores: Mapping[float, int]
    complete: Sequence[TalliedItem]


def counted(matrix: ResponseMatrix, missing: Missing) -> Counted:
    """Count the responses of a matrix that agree, by the rule for omitted ones."""
    columns = [_counted_marks(item, missing) for item in matrix.items]
    rows: list[Marks] = list(zip(*columns, strict=True)) or [()] * len(matrix.learners)
    tops = [item.max_mark for item in matrix.items]
    scores = [math.fsum(mark or 0.0 for mark in row) for row in rows]
    attainable = [_attainable(tops, row) for row in rows]
    items = [
        _item(item, _tallies(marks, scores, attainable, _choices(item)), marks.count(None))
        for item, marks in zip(matrix.items, columns, strict=True)
    ]
    # Who lacks a mark on some item could not have earned all that there was.
    everything = math.fsum(tops)
    return Counted(
        items,
        Counter(
            score for score, most in zip(scores, attainable, strict=True) if most == everything
        ),
        [_with_whole_rows(item, everything) for item in items],
    )


def _counted_marks(item: Item, missing: Missing) -> Marks:
    if missing == "zero":
        return [0.0 if mark is None else mark for mark in item.marks]
    return item.marks


def _attainable(tops: Sequence[float], row: Marks) -> float:
    return math.fsum(top for top, mark in zip(tops, row, strict=True) if mark is not None)


def _choices(item: Item) -> Sequence[Choice | None]:
    return item.chosen or [None if mark is None else _MARK_ALONE for mark in item.marks]


def _tallies(
    marks: Marks,
    scores: Sequence[float],
    attainable: Sequence[float],
    choices: Sequence[Choice | None],
) -> list[Tally]:
    alike = Counter(zip(marks, scores, attainable, choices, strict=True))
    return [
        Tally(mark, score, most, count, choice)
        for (mark, score, most, choice), count in alike.items()
        if mark is not None
    ]


def _item(item: Item, tallies: Sequence[Tally], left_out: int) -> TalliedItem:
    return TalliedItem(
        item.item_id,
        tallies,
        keys=item.keys if item.chosen else Choice(),
        options=item.known_options if item.chosen else (),
        chooses_one=item.mode == "one",
        chance=item.chance,
        max_mark=item.max_mark,
        left_out=left_out,
    )


def _with_whole_rows(item: TalliedItem, everything: float) -> TalliedItem:
    whole = [tally for tally in item.tallies if tally.attainable == everything]
    return item if len(whole) == len(item.tallies) else replace(item, tallies=whole)
