"""What is due by tomorrow, what belongs to a week, and in which order it stands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.assignments import Terms
from quizapp.domain.desk.due_work import is_due_soon, is_of_this_week, place_in_week

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SECOND = timedelta(seconds=1)

hours = st.none() | st.integers(-500, 500).map(lambda n: NOW + n * HOUR)


def terms(opens: timedelta, due: timedelta | None = None, closes: timedelta | None = None) -> Terms:
    due_at = None if due is None else NOW + due
    return Terms(NOW + opens, due_at, None if closes is None else NOW + closes)


@pytest.mark.parametrize(
    ("its_terms", "expected"),
    [
        (terms(-DAY, 48 * HOUR), True),
        (terms(-DAY, 48 * HOUR + SECOND), False),
        (terms(-DAY, SECOND), True),
        (terms(-DAY, -SECOND), False),
        (terms(-DAY, 9 * DAY, DAY), False),
        (terms(-DAY, None, DAY), True),
        (terms(-DAY, None, -SECOND), False),
        (terms(-DAY), False),
        (terms(SECOND, DAY), False),
        (terms(timedelta(0), DAY), True),
    ],
)
def test_due_soon_is_what_is_open_and_due_within_two_days(its_terms: Terms, expected: bool):
    assert is_due_soon(its_terms, NOW) is expected


@pytest.mark.parametrize(
    ("its_terms", "expected"),
    [
        (terms(-30 * DAY, 20 * DAY), True),
        (terms(-30 * DAY, None, 20 * DAY), True),
        (terms(-30 * DAY), False),
        (terms(-7 * DAY), True),
        (terms(-7 * DAY - SECOND), False),
        (terms(7 * DAY, 20 * DAY), True),
        (terms(7 * DAY + SECOND, 20 * DAY), False),
        (terms(-30 * DAY, -20 * DAY, -7 * DAY), True),
        (terms(-30 * DAY, -20 * DAY, -8 * DAY), False),
        (terms(-30 * DAY, -7 * DAY), True),
    ],
)
def test_a_week_has_what_is_open_and_whatever_changes_within_seven_days(
    its_terms: Terms, expected: bool
):
    assert is_of_this_week(its_terms, NOW) is expected


def test_open_ones_come_by_their_end_then_those_to_come_then_the_last_that_closed():
    in_order = [
        terms(-DAY, -HOUR, 9 * DAY),
        terms(-DAY, HOUR),
        terms(-9 * DAY, None, 2 * HOUR),
        terms(-DAY),
        terms(HOUR),
        terms(2 * HOUR, 3 * HOUR),
        terms(-9 * DAY, None, -HOUR),
        terms(-9 * DAY, -8 * DAY, -2 * HOUR),
    ]
    shuffled = [*in_order[1::2], *in_order[::2]]

    assert sorted(shuffled, key=lambda each: place_in_week(each, NOW)) == in_order


@given(st.builds(Terms, hours.filter(bool), hours, hours))
def test_whatever_is_due_soon_belongs_to_this_week(its_terms: Terms):
    if is_due_soon(its_terms, NOW):
        assert is_of_this_week(its_terms, NOW)
