"""The rules of an assignment at their edges."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.assignments import Phase, Standing, Terms, closing_for_all

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
TERMS = Terms(
    opens_at=NOON,
    due_at=NOON + timedelta(hours=1),
    closes_at=NOON + timedelta(hours=2),
    attempts_allowed=2,
    time_limit=600,
)


@pytest.mark.parametrize(
    ("now", "phase"),
    [
        (NOON - MOMENT, Phase.NOT_OPEN),
        (NOON, Phase.OPEN),
        (NOON + timedelta(hours=1), Phase.OPEN),
        (NOON + timedelta(hours=1) + MOMENT, Phase.LATE),
        (NOON + timedelta(hours=2) - MOMENT, Phase.LATE),
        (NOON + timedelta(hours=2), Phase.CLOSED),
    ],
)
def test_an_assignment_opens_at_its_moment_and_is_closed_at_its_moment(now, phase):
    assert TERMS.phase(now) is phase


def test_an_attempt_ends_by_the_limit_or_the_closing_whichever_comes_first():
    assert TERMS.deadline(NOON) == NOON + timedelta(minutes=10)
    assert TERMS.deadline(NOON + timedelta(minutes=115)) == NOON + timedelta(hours=2)
    assert Terms(NOON).deadline(NOON) is None


@pytest.mark.parametrize(
    ("now", "is_running", "finished", "standing"),
    [
        (NOON - MOMENT, False, 0, Standing.NOT_OPEN),
        (NOON, False, 0, Standing.TO_DO),
        (NOON, True, 1, Standing.RUNNING),
        (NOON, False, 1, Standing.DONE),
        (NOON + timedelta(minutes=90), False, 0, Standing.OVERDUE),
        (NOON + timedelta(hours=2), False, 0, Standing.MISSED),
        (NOON + timedelta(hours=2), False, 2, Standing.DONE),
    ],
)
def test_where_a_learner_stands(now, is_running, finished, standing):
    assert TERMS.standing(now, is_running=is_running, finished=finished) is standing


def test_somebody_excused_stands_nowhere_but_where_work_was_done():
    excused = Terms(NOON, is_excused=True)

    assert excused.standing(NOON, is_running=False, finished=0) is Standing.EXCUSED
    assert excused.standing(NOON, is_running=False, finished=1) is Standing.DONE


def test_another_attempt_can_be_begun_while_one_is_left_and_it_is_open():
    assert TERMS.can_begin(NOON, 1)
    assert not TERMS.can_begin(NOON, 2)
    assert not TERMS.can_begin(NOON + timedelta(hours=2), 0)
    assert Terms(NOON).can_begin(NOON, 1000)


def test_closed_for_everybody_is_when_the_last_of_them_has_closed():
    earlier, later = NOON, NOON + timedelta(days=1)

    assert closing_for_all(earlier, None) == earlier
    assert closing_for_all(earlier, later) == later
    assert closing_for_all(later, earlier) == later
    assert closing_for_all(None, later) is None
