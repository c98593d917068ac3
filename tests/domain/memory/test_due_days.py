"""Learning days and due days: the clock change, midnight, and a clock set back."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.due_days import due_day, recorded_day
from quizapp.domain.memory.ratings import Rating
from quizapp.domain.memory.updates import MemoryState, learnt, of_card

BERLIN = ZoneInfo("Europe/Berlin")
MARCH_28 = date(2026, 3, 28)


def after_cards(*rated: tuple[Rating, date]) -> MemoryState:
    state = None
    for rating, day in rated:
        state = learnt(state, of_card(rating), day)
    assert state is not None
    return state


def test_the_night_of_the_clock_change_is_one_night():
    evening = datetime(2026, 3, 28, 23, tzinfo=BERLIN)
    nights = [datetime(2026, 3, 29, hour, 30, tzinfo=UTC) for hour in (1, 2)]
    state = learnt(None, of_card(Rating.GOOD), recorded_day(evening, BERLIN))

    days = [recorded_day(moment, BERLIN) for moment in nights]

    assert days == [MARCH_28, date(2026, 3, 29)]
    assert [round(state.recall_on(day), 4) for day in days] == [1.0, 0.9468]


@pytest.mark.parametrize(
    ("rated", "due"),
    [
        ([(Rating.GOOD, 2), (Rating.GOOD, 5), (Rating.EASY, 20)], date(2026, 6, 27)),
        (
            [(Rating.AGAIN, 2), (Rating.GOOD, 2), (Rating.HARD, 4), (Rating.AGAIN, 20)],
            date(2026, 3, 21),
        ),
        ([(Rating.AGAIN, 2), (Rating.GOOD, 3)], date(2026, 3, 5)),
    ],
)
def test_due_days_of_the_worked_examples(rated, due):
    state = after_cards(*((rating, date(2026, 3, day)) for rating, day in rated))

    assert due_day(state) == due


@pytest.mark.parametrize(
    ("memory_day", "last_day", "day"),
    [
        (None, None, MARCH_28),
        (date(2026, 3, 30), None, date(2026, 3, 30)),
        (None, date(2026, 3, 29), date(2026, 3, 29)),
        (date(2026, 3, 20), date(2026, 3, 21), MARCH_28),
    ],
)
def test_a_clock_set_back_counts_as_the_last_day(memory_day, last_day, day):
    now = datetime(2026, 3, 28, 12, tzinfo=UTC)

    assert recorded_day(now, BERLIN, memory_day, last_day) == day


@given(st.floats(0.001, 400), st.sampled_from([0.7, 0.85, 0.9, 0.97]))
def test_at_the_due_day_recall_has_fallen_to_the_retention(stability, retention):
    state = MemoryState(stability, 5.0, MARCH_28)

    due = due_day(state, retention)

    day_before, day_after = due - timedelta(days=1), due + timedelta(days=1)
    assert due > MARCH_28
    assert state.recall_on(day_after) <= retention
    assert state.recall_on(day_before) >= retention or day_before == MARCH_28
