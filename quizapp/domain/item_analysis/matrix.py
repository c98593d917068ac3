"""A response matrix: what each learner of a group earned, and chose, on each item.

Figures are worked out from tallies, so a matrix is counted first.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quizapp.domain.item_analysis.tallies import Choice, TalliedItem, Tally

Missing = Literal["zero", "leave-out"]
"""What an omitted response counts as: a mark of 0, or nothing at all."""

Marks = Sequence[float | None]
"""Marks after the rule for omitted responses: None are those that count for nothing."""

_MARK_ALONE = Choice()
_LEEWAY = 1e-9
_LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Item:
    """One item's column of the matrix.

    Attributes:
        item_id: What the item is called.
        marks: A mark for each learner, from 0 to `max_mark`; None where there is no response.
        max_mark: The mark for a perfect response, above 0.
        chosen: The options that each learner chose, None where there is no response. Without any
            entry, only marks are known.
        keys: The options that are right. Where one option is chosen, each of them is.
        options: Every option there was to choose from, in order; empty if they are not known.
        mode: Whether a response chooses one option or many.
    """

    item_id: str
    marks: tuple[float | None, ...]
    max_mark: float = 1.0
    chosen: tuple[Choice | None, ...] = ()
    keys: Choice = frozenset()
    options: tuple[str, ...] = ()
    mode: Literal["one", "many"] = "one"

    @property
    def chance(self) -> float | None:
        """The share that blind guessing would get right; None if the options are not known."""
        if self.mode == "many" or not self.options or not self.keys:
            return None
        return len(self.keys) / len(self.options)

    @property
    def known_options(self) -> tuple[str, ...]:
        """The listed options, then others that are keys or were chosen.

        Where none are listed, but A and nothing beyond H was seen, letters between were there to
        choose. Other letters may stand for words, such as T and F.
        """
        seen = self.keys.union(*filter(None, self.chosen)) - set(self.options)
        if not self.options and "A" in seen and seen <= set(_LETTERS):
            return tuple(_LETTERS[: _LETTERS.index(max(seen)) + 1])
        return (*self.options, *sorted(seen))


@dataclass(frozen=True)
class ResponseMatrix:
    """Learners by items. Learners need not be distinct, ids of items must be.

    Raises:
        ValueError: Columns do not fit together, or a mark is not between 0 and the maximum.
    """

    learners: tuple[str, ...]
    items: tuple[Item, ...]

    def __post_init__(self) -> None:
        names = Counter(item.item_id for item in self.items)
        twice = sorted(name for name, count in names.items() if count > 1)
        if twice:
            raise ValueError(f"item ids are not distinct: {', '.join(twice)}")
        for item in self.items:
            _check(item, len(self.learners))

    @property
    def omitted(self) -> int:
        """How many responses are missing."""
        return sum(mark is None for item in self.items for mark in item.marks)


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
    tops = [item.max_mark for item in matrix.items]
    rows: list[Marks] = list(zip(*columns, strict=True)) or [()] * len(matrix.learners)
    scores = list(map(_score, rows))
    attainable = [_attainable(tops, row) for row in rows]
    items = [
        _tallied_item(item, _tallies(marks, scores, attainable, _choices(item)), marks.count(None))
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


def _score(row: Marks) -> float:
    return math.fsum(mark or 0.0 for mark in row)


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


def _tallied_item(item: Item, tallies: Sequence[Tally], left_out: int) -> TalliedItem:
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


def _check(item: Item, learner_count: int) -> None:
    if len(item.marks) != learner_count:
        raise ValueError(f"item {item.item_id}: {len(item.marks)} marks, {learner_count} learners")
    if item.chosen and len(item.chosen) != learner_count:
        raise ValueError(f"item {item.item_id}: not one choice for each learner")
    if not (math.isfinite(item.max_mark) and item.max_mark > 0):
        raise ValueError(f"item {item.item_id}: a maximum mark of {item.max_mark}")
    given = [mark for mark in item.marks if mark is not None]
    if not all(-_LEEWAY <= mark <= item.max_mark + _LEEWAY for mark in given):
        raise ValueError(f"item {item.item_id}: a mark is not between 0 and {item.max_mark}")
