"""Who needs the teacher first, and what the cells and the foot of a class at work say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from quizapp.domain.live import Run, Seat, Stage
from quizapp.domain.live_grid import (
    STILL,
    Asked,
    Cell,
    Need,
    RightShare,
    Row,
    by_need,
    right_shares,
    row,
)

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
COLUMNS = [(f"item-{number}", 0) for number in range(1, 7)]


def seat(name: str, stage: Stage = Stage.WORKING, still: timedelta = timedelta()) -> Seat:
    run = Run(1, 0, 6, last_at=NOW - still, started_at=NOW - timedelta(hours=1))
    return Seat(name, name, stage, None if stage is Stage.NOT_BEGUN else run)


def marked(marks: str, start: int = 1) -> dict[tuple[str, int], Asked]:
    """A mark for each question: + right, - wrong, ~ partly, anything else unanswered."""
    credit = {"+": 1.0, "~": 0.5}
    return {
        COLUMNS[number]: Asked(
            COLUMNS[number], number + start, credit.get(mark, 0.0), mark in "+-~"
        )
        for number, mark in enumerate(marks)
    }


def made(name: str, marks: str, **of: Any) -> Row:
    return row(seat(name, **of), marked(marks), COLUMNS, NOW)


def test_cells_say_how_each_question_went_and_where_the_learner_is():
    ada = made("Ada", "+-~..")

    assert ada.cells == (
        Cell.RIGHT,
        Cell.WRONG,
        Cell.PARTLY,
        Cell.NOW,
        Cell.OPEN,
        Cell.NOT_ASKED,
    )
    assert (ada.answered, ada.right, ada.wrong, ada.position) == (3, 1, 1, 4)


def test_the_question_at_hand_is_the_first_one_open_by_its_place_in_the_attempt():
    asked = {
        COLUMNS[0]: Asked(COLUMNS[0], 2, 0.0, is_answered=False),
        COLUMNS[1]: Asked(COLUMNS[1], 1, 0.0, is_answered=False),
    }

    assert row(seat("Ada"), asked, COLUMNS[:2], NOW).cells == (Cell.OPEN, Cell.NOW)


@pytest.mark.parametrize("stage", [Stage.FINISHED, Stage.TIME_UP])
def test_who_is_not_at_work_is_at_no_question(stage):
    assert made("Ada", "+.", stage=stage).cells[1] is Cell.OPEN


@pytest.mark.parametrize(
    ("marks", "still", "need"),
    [
        ("+++", STILL, Need.STILL),
        ("----", STILL, Need.STILL),
        ("+++", STILL - timedelta(seconds=1), Need.WORKING),
        ("++--", timedelta(), Need.WRONG),
        ("+++--", timedelta(), Need.WORKING),
        ("---", timedelta(), Need.WORKING),
        ("+~~-", timedelta(), Need.WORKING),
    ],
    ids=str,
)
def test_who_is_still_or_has_half_of_four_wrong_needs_the_teacher(marks, still, need):
    ada = made("Ada", marks, still=still)

    assert ada.need is need
    assert ada.is_urgent is (need in {Need.STILL, Need.WRONG})


def test_nobody_who_has_finished_is_still():
    assert made("Ada", "++++", stage=Stage.FINISHED, still=STILL).need is Need.FINISHED


def test_the_most_urgent_stand_first_and_the_rest_as_they_were():
    rows = [
        made("finished", "++", stage=Stage.FINISHED),
        made("excused", "", stage=Stage.EXCUSED),
        made("working", "++"),
        made("not begun", "", stage=Stage.NOT_BEGUN),
        made("half wrong", "++--"),
        made("all wrong", "----"),
        made("still", "++", still=STILL),
        made("working too", "++"),
        made("time up", "++", stage=Stage.TIME_UP),
        made("still longer", "++", still=2 * STILL),
    ]

    assert [each.name for each in by_need(rows)] == [
        "still longer",
        "still",
        "all wrong",
        "half wrong",
        "not begun",
        "working",
        "working too",
        "time up",
        "finished",
        "excused",
    ]


def test_the_foot_counts_answers_and_not_whole_classes():
    rows = [made("Ada", "+-"), made("Ben", "+~"), made("Cem", "+."), made("Dora", "")]

    shares = right_shares(rows, COLUMNS)

    assert shares[:3] == [RightShare(3, 3), RightShare(0, 2), RightShare(0, 0)]
    assert (shares[0].share, shares[2].share) == (1.0, None)


@pytest.mark.parametrize(
    ("right", "answered", "is_low"), [(1, 4, True), (2, 4, False), (0, 3, False), (0, 0, False)]
)
def test_a_question_is_low_where_most_of_four_had_it_wrong(right, answered, is_low):
    assert RightShare(right, answered).is_low is is_low
