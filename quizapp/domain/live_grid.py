"""A class at work as a grid of learners and questions, with whoever needs the teacher first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.live import Run, Seat, Stage

STILL = timedelta(minutes=3)
"""After so long without an answer somebody may be stuck."""

FEWEST_ANSWERED = 4
"""From so many answers on, the share of wrong ones says something."""

MANY_WRONG = 0.5

Place = tuple[str, int]
"""An item, and which of its questions."""


class Cell(StrEnum):
    """How a learner did at a question."""

    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"
    NOW = "now"
    OPEN = "open"
    NOT_ASKED = "not-asked"


class Need(StrEnum):
    """Why a learner may need the teacher, the most urgent first; then who does not."""

    STILL = "still"
    WRONG = "wrong"
    NOT_BEGUN = "not-begun"
    WORKING = "working"
    TIME_UP = "time-up"
    FINISHED = "finished"
    EXCUSED = "excused"


ORDER = tuple(Need)


@dataclass(frozen=True)
class Asked:
    """A question that a learner was asked, at this place of the attempt; `credit` counts to 1."""

    place: Place
    position: int
    credit: float
    is_answered: bool

    @property
    def cell(self) -> Cell:
        """How it went, as far as it went."""
        if not self.is_answered:
            return Cell.OPEN
        if self.credit >= MAX_MARK:
            return Cell.RIGHT
        return Cell.PARTLY if self.credit > 0 else Cell.WRONG


@dataclass(frozen=True)
class Row:
    """A learner at work.

    Attributes:
        cells: One for each column of the grid.
        position: The first question that waits for an answer; None if none does.
        still: How long nothing has come.
    """

    learner_id: str
    name: str
    stage: Stage
    run: Run | None
    cells: tuple[Cell, ...]
    answered: int
    right: int
    wrong: int
    position: int | None
    still: timedelta

    @property
    def wrong_share(self) -> float:
        """The share of answers that are wrong; what is right in part is not."""
        return self.wrong / self.answered if self.answered else 0.0

    @property
    def need(self) -> Need:
        """Why they may need the teacher, or where they are."""
        if self.stage is not Stage.WORKING:
            return Need(self.stage.value)
        if self.still >= STILL:
            return Need.STILL
        is_telling = self.answered >= FEWEST_ANSWERED and self.wrong_share >= MANY_WRONG
        return Need.WRONG if is_telling else Need.WORKING

    @property
    def is_urgent(self) -> bool:
        """Whether the teacher had better go there."""
        return self.need in {Need.STILL, Need.WRONG}

    @property
    def urgency(self) -> tuple[int, float]:
        """By what rows are put in order: smaller comes first."""
        by = {Need.STILL: self.still.total_seconds(), Need.WRONG: self.wrong_share}
        return ORDER.index(self.need), -by.get(self.need, 0.0)


@dataclass(frozen=True)
class RightShare:
    """How many of those who have answered a question had it right."""

    right: int
    answered: int

    @property
    def share(self) -> float | None:
        """The share; None where nobody has answered."""
        return self.right / self.answered if self.answered else None

    @property
    def is_low(self) -> bool:
        """Whether most had it wrong, of enough who answered."""
        share = self.share
        return share is not None and self.answered >= FEWEST_ANSWERED and share < MANY_WRONG


def row(
    seat: Seat,
    asked: Mapping[Place, Asked],
    columns: Sequence[Place],
    now: datetime,
) -> Row:
    """The row of a learner."""
    stage, run = seat.stage, seat.run
    cells = {place: each.cell for place, each in asked.items()}
    waiting = [each for each in asked.values() if not each.is_answered]
    at = min(waiting, key=lambda each: each.position, default=None)
    if at is not None and stage is Stage.WORKING:
        cells[at.place] = Cell.NOW
    found = list(cells.values())
    return Row(
        seat.learner_id,
        seat.name,
        stage,
        run,
        tuple(cells.get(place, Cell.NOT_ASKED) for place in columns),
        answered=sum(each.is_answered for each in asked.values()),
        right=found.count(Cell.RIGHT),
        wrong=found.count(Cell.WRONG),
        position=at.position if at else None,
        still=run.still_for(now) if run else timedelta(),
    )


def by_need(rows: Iterable[Row]) -> list[Row]:
    """Whoever needs the teacher first: still the longest, then most wrong; the rest as given."""
    return sorted(rows, key=lambda each: each.urgency)


def right_shares(rows: Iterable[Row], columns: Sequence[Place]) -> list[RightShare]:
    """The foot of the grid: of each question, how many had it right."""
    rows = tuple(rows)
    return [_right_share([each.cells[number] for each in rows]) for number in range(len(columns))]


def _right_share(cells: Sequence[Cell]) -> RightShare:
    right = cells.count(Cell.RIGHT)
    return RightShare(right, right + cells.count(Cell.PARTLY) + cells.count(Cell.WRONG))
