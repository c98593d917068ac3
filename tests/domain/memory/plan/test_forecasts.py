"""What asking an item today would change: the worked example, days that count, and reasons."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.curve import recall_after
from quizapp.domain.memory.plan.candidates import candidates
from quizapp.domain.memory.plan.forecasts import gain_of, most_gain, prospect_of
from quizapp.domain.memory.plan.horizon import date_that_counts, days_ahead
from quizapp.domain.memory.plan.reasons import (
    FadesBefore,
    FadesWithinTheMonth,
    Keeps,
    Missed,
    New,
    Reason,
    Rises,
    reason_of,
)
from quizapp.domain.memory.ratings import Rating
from quizapp.domain.memory.updates import MemoryState, learnt, of_card
from tests.domain.memory.plan.plan_making import MARCH_9, exams, item, today

ONE_GOOD = learnt(None, of_card(Rating.GOOD), date(2026, 3, 2))


@pytest.mark.parametrize(
    ("exam", "figures"),
    [
        (date(2026, 4, 8), [0.1675, 0.8083, 9.9585, 1.0092]),
        (MARCH_9, [0.1917, 0.8083, 9.9585, 1.1549]),
        (None, [0.1672, 0.8083, 9.9585, 1.0074]),
    ],
)
def test_the_worked_example_of_a_week_old_card(exam, figures):
    old = item("old", ONE_GOOD.stability, difficulty=ONE_GOOD.difficulty)

    (found,) = candidates([old], today(exam=exam))

    forecast = found.forecast
    assert [
        forecast.gain,
        forecast.now,
        forecast.seconds,
        forecast.value * 60,
    ] == pytest.approx(figures, abs=1e-4)


def test_an_item_never_asked_is_known_by_three_in_ten():
    prospect = prospect_of(None, MARCH_9, (10,))

    assert prospect.now == 0.3
    assert prospect.waiting == pytest.approx(0.3 * recall_after(10, 2.3065))
    assert prospect.asked - prospect.waiting == pytest.approx(0.7 * recall_after(10, 0.212))


@pytest.mark.parametrize(
    ("days", "ahead"),
    [
        (0, (0,)),
        (1, (1,)),
        (30, (30,)),
        (31, (5, 15, 25)),
        (-1, (5, 15, 25)),
    ],
)
def test_an_exam_counts_in_its_last_thirty_days(days, ahead):
    exam = MARCH_9 + timedelta(days=days)

    assert days_ahead(MARCH_9, exam) == ahead
    assert date_that_counts(MARCH_9, exam) == (exam if len(ahead) == 1 else None)


def test_without_an_exam_the_month_ahead_counts():
    assert days_ahead(MARCH_9, None) == (5, 15, 25)
    assert date_that_counts(MARCH_9, None) is None


@given(st.floats(0.01, 1000), st.floats(1, 10), st.integers(1, 300), st.integers(0, 30))
def test_asking_never_costs_more_recall_than_a_miss_can(stability, difficulty, days, ahead):
    state = MemoryState(stability, difficulty, MARCH_9 - timedelta(days=days))

    prospect = prospect_of(state, MARCH_9, (ahead,))

    assert 0 <= prospect.waiting <= prospect.now <= 1
    assert 0 <= prospect.asked <= 1


states = st.builds(
    lambda power, difficulty, days: MemoryState(
        10.0**power, difficulty, MARCH_9 - timedelta(days=days)
    ),
    st.floats(-3, 4.6),
    st.floats(1, 10),
    st.integers(0, 300),
)
aheads = st.sampled_from([(5, 15, 25), (0,), (1,), (10,), (30,)])


@given(states, st.integers(1, 90), aheads)
def test_recall_on_the_days_that_count_is_the_mean_of_the_curve_there(state, later, ahead):
    day = MARCH_9 + timedelta(days=later)
    days = state.days_to(day)

    prospect = prospect_of(state, day, ahead)

    recalls = [recall_after(days + each, state.stability) for each in ahead]
    assert prospect.waiting == sum(recalls) / len(ahead)
    assert prospect.now == state.recall_on(day)
    assert gain_of(state, day, ahead) == prospect.asked - prospect.waiting


@given(states, st.integers(1, 90), aheads)
def test_no_gain_exceeds_its_bound(state, later, ahead):
    day = MARCH_9 + timedelta(days=later)

    assert gain_of(state, day, ahead) <= most_gain(state, day, ahead) + 1e-12


@given(states, exams)
def test_what_is_worth_asking_stays_so_while_one_aim_counts(state, exam):
    days = [MARCH_9 + timedelta(days=later) for later in range(1, 61)]
    worth = [gain_of(state, day, days_ahead(day, exam)) >= 0.005 for day in days]
    aims = [date_that_counts(day, exam) for day in days]

    lost = [
        day
        for day, (before, after), (aim, next_aim) in zip(
            days[1:], pairwise(worth), pairwise(aims), strict=True
        )
        if before and not after and aim == next_aim
    ]

    assert lost == []


def reason(stability: float | None, exam: date | None = None, known: float = 1.0) -> Reason:
    asked = item("item", stability, known=known) if stability else item("item")
    (found,) = candidates([asked], today(exam=exam))
    return reason_of(asked.track, found.forecast, date_that_counts(MARCH_9, exam), 0.9)


def test_each_reason_holds_where_those_before_it_do_not():
    exam = MARCH_9 + timedelta(days=10)

    assert reason(None, exam) == New()
    assert reason(3.0, exam, known=0.49) == Missed(MARCH_9 - timedelta(days=7))
    assert isinstance(reason(3.0, exam, known=0.5), FadesBefore)
    assert isinstance(reason(200.0, exam), Rises)
    assert isinstance(reason(3.0), FadesWithinTheMonth)
    assert reason(200.0) == Keeps()


def test_a_reason_tells_its_figures():
    exam = MARCH_9 + timedelta(days=10)
    fading, rising = reason(3.0, exam), reason(200.0, exam)

    assert fading == FadesBefore(exam, recall_after(17, 3.0))
    assert isinstance(rising, Rises)
    assert (rising.day, rising.before) == (exam, recall_after(17, 200.0))
    assert rising.after > rising.before
