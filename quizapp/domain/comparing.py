"""Classes set beside one another: the same items, marked alike, and how far they differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.differences import Group, newcombe_interval, welch_interval
from quizapp.domain.intervals import wilson_interval
from quizapp.domain.item_analysis import FEWEST, Interval
from quizapp.domain.item_analysis.moments import mean, variance


class NoShare(StrEnum):
    """Why a class has no share of the marks on an item."""

    NOT_ASKED = "not-asked"
    OTHER_MARKING = "other-marking"
    """Most of it was marked by other options or keys."""
    TOO_FEW = "too-few"


@dataclass(frozen=True)
class MarkSum:
    """The marks of n learners, in shares of the full one, added up."""

    n: int
    total: float

    @property
    def group(self) -> Group:
        """The same as a mean."""
        return Group(self.n, self.total / self.n if self.n else 0.0)


@dataclass(frozen=True)
class Difference:
    """A class's share minus that of the first class, with its interval; None if it has none."""

    value: float
    interval: Interval | None

    @property
    def can_be_told(self) -> bool:
        """Whether the interval leaves out nought, so that more than chance is at work."""
        return self.interval is not None and not self.interval.low <= 0 <= self.interval.high


@dataclass(frozen=True)
class Cell:
    """One class on one item, or on all of them: the share with its interval, or why there is none.

    Attributes:
        n: The learners that it rests on; without a share, those who are too few.
        share: The facility, or the mean score as a share.
        interval: Its interval; None for a mean score.
        difference: How far it is from the first class; None for that class itself.
        missing: Why there is no share.
    """

    n: int
    share: float | None = None
    interval: Interval | None = None
    difference: Difference | None = None
    missing: NoShare | None = None


@dataclass(frozen=True)
class ItemRow:
    """One item with a cell for each class, in their order, all marked by `marking`."""

    item_id: str
    marking: str
    cells: tuple[Cell, ...]

    @property
    def is_comparable(self) -> bool:
        """Whether the first class and another one have a share."""
        return any(cell.difference for cell in self.cells)


def item_row(
    item_id: str, classes: Sequence[Mapping[str, MarkSum]], never: Collection[str] = ()
) -> ItemRow:
    """An item by what each class earned on it under each marking.

    Compared is the one marking under which most classes, the first among them, have enough
    learners, and of several such the one with most learners. Markings in `never` are left out.
    """
    markings = sorted({name for each in classes for name in each if name not in never})
    marking = max(markings, key=lambda name: _reach(classes, name), default="")
    cells = tuple(_cell(each, marking) for each in classes)
    first = cells[0]
    if first.share is None:
        return ItemRow(item_id, marking, cells)
    base = Group(first.n, first.share)
    return ItemRow(item_id, marking, (first, *(_beside(base, cell) for cell in cells[1:])))


def shared_rows(rows: Sequence[ItemRow]) -> list[ItemRow]:
    """The items on which all classes have a share, but for classes that have none on any.

    A class of a few learners does not keep the others from being compared as a whole.
    """
    comparable = [row for row in rows if row.is_comparable]
    have_any = {
        place
        for row in comparable
        for place, cell in enumerate(row.cells)
        if cell.share is not None
    }
    return [
        row for row in comparable if all(row.cells[place].share is not None for place in have_any)
    ]


def overall(classes: Sequence[Sequence[float]]) -> tuple[Cell, ...]:
    """A cell for each class from its learners' mean marks, with differences of means."""
    groups = [
        Group(len(shares), mean(shares), variance(shares)) if len(shares) >= FEWEST else None
        for shares in classes
    ]
    first = groups[0]
    cells = [_score_cell(len(shares), group) for shares, group in zip(classes, groups, strict=True)]
    if first is None:
        return tuple(cells)
    return (
        cells[0],
        *(
            Cell(cell.n, cell.share, difference=_score_difference(group, first)) if group else cell
            for cell, group in zip(cells[1:], groups[1:], strict=True)
        ),
    )


def _reach(classes: Sequence[Mapping[str, MarkSum]], marking: str) -> tuple[bool, int, int]:
    counts = [each[marking].n if marking in each else 0 for each in classes]
    return counts[0] >= FEWEST, sum(n >= FEWEST for n in counts), sum(counts)


def _cell(sums: Mapping[str, MarkSum], marking: str) -> Cell:
    own = sums.get(marking, MarkSum(0, 0.0))
    if own.n >= FEWEST:
        group = own.group
        return Cell(own.n, group.mean, wilson_interval(group.mean, group.n))
    others = sum(each.n for name, each in sums.items() if name != marking)
    if others > own.n:
        return Cell(own.n, missing=NoShare.OTHER_MARKING)
    return Cell(own.n, missing=NoShare.TOO_FEW if own.n else NoShare.NOT_ASKED)


def _beside(base: Group, cell: Cell) -> Cell:
    if cell.share is None:
        return cell
    interval = newcombe_interval(Group(cell.n, cell.share), base)
    return Cell(cell.n, cell.share, cell.interval, Difference(cell.share - base.mean, interval))


def _score_cell(n: int, group: Group | None) -> Cell:
    if group is None:
        return Cell(n, missing=NoShare.TOO_FEW if n else NoShare.NOT_ASKED)
    return Cell(n, group.mean)


def _score_difference(group: Group, first: Group) -> Difference:
    return Difference(group.mean - first.mean, welch_interval(group, first))
