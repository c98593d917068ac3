"""What holds for a learner in every assignment: never less than without it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.accommodations import (
    HALF,
    QUARTER,
    TWICE,
    Accommodation,
    otherwise_of,
    own_terms,
)
from quizapp.domain.assignments import OtherTerms, Terms

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
FRIDAY = MONDAY + timedelta(days=4)
SATURDAY = MONDAY + timedelta(days=5)
TEST = Terms(MONDAY, due_at=FRIDAY, closes_at=SATURDAY, attempts_allowed=1, time_limit=1200)

MOMENTS = st.none() | st.integers(0, 10_000).map(
    lambda minutes: MONDAY + timedelta(minutes=minutes)
)
AMOUNTS = st.none() | st.integers(1, 500)
ALL_TERMS = st.builds(
    Terms,
    opens_at=st.just(MONDAY),
    due_at=MOMENTS,
    closes_at=MOMENTS,
    attempts_allowed=st.none() | st.integers(1, 5),
    time_limit=st.none() | st.integers(1, 20_000),
)
HELD = st.builds(Accommodation, AMOUNTS, AMOUNTS, AMOUNTS)
SINGLE = st.none() | st.builds(
    OtherTerms,
    due_at=MOMENTS,
    closes_at=MOMENTS,
    attempts_allowed=st.none() | st.integers(1, 5),
    extra_time=st.none() | st.integers(0, 5_000),
    is_excused=st.booleans(),
)


@pytest.mark.parametrize(
    ("held", "limit", "extra"),
    [
        (Accommodation(more_percent=QUARTER), 1200, 300),
        (Accommodation(more_percent=HALF), 1200, 600),
        (Accommodation(more_percent=TWICE), 1200, 1200),
        (Accommodation(more_percent=QUARTER), 600, 180),
        (Accommodation(more_percent=QUARTER), 480, 120),
        (Accommodation(more_percent=QUARTER), 1, 60),
        (Accommodation(more_minutes=20), 1200, 1200),
        (Accommodation(more_percent=QUARTER, more_minutes=20), 1200, 1200),
        (Accommodation(more_percent=TWICE, more_minutes=5), 1200, 1200),
        (Accommodation(later_hours=48), 1200, 0),
        (Accommodation(more_percent=TWICE, more_minutes=5), None, 0),
    ],
)
def test_more_time_is_in_whole_minutes_on_top_of_a_limit(
    held: Accommodation, limit: int | None, extra: int
) -> None:
    assert held.extra_time(limit) == extra


def test_work_is_due_and_closes_later() -> None:
    terms = own_terms(TEST, Accommodation(QUARTER, later_hours=48), None)

    assert terms.due_at == FRIDAY + timedelta(days=2)
    assert terms.closes_at == SATURDAY + timedelta(days=2)
    assert terms.time_limit == 1500
    assert (terms.opens_at, terms.attempts_allowed) == (MONDAY, 1)


def test_what_an_assignment_says_of_a_learner_wins_point_by_point() -> None:
    single = OtherTerms(closes_at=SATURDAY + timedelta(hours=1), extra_time=60, is_excused=True)

    terms = own_terms(TEST, Accommodation(QUARTER, later_hours=48), single)

    assert terms.closes_at == SATURDAY + timedelta(hours=1)
    assert terms.time_limit == 1260
    assert terms.is_excused
    assert terms.due_at == FRIDAY + timedelta(days=2)


def test_no_extra_time_in_one_assignment_wins_as_well() -> None:
    terms = own_terms(TEST, Accommodation(QUARTER), OtherTerms(extra_time=0))

    assert terms.time_limit == 1200


def test_where_nothing_is_otherwise_there_is_nothing_to_tell() -> None:
    endless = Terms(MONDAY)

    assert otherwise_of(endless, Accommodation(QUARTER, later_hours=2), None) is None
    assert otherwise_of(TEST, None, None) is None
    assert otherwise_of(TEST, Accommodation(QUARTER), None) == OtherTerms(extra_time=300)


def test_nothing_at_all_is_no_accommodation() -> None:
    assert Accommodation().is_nothing
    assert not Accommodation(more_percent=QUARTER).is_nothing
    assert not Accommodation(more_minutes=1).is_nothing
    assert not Accommodation(later_hours=1).is_nothing


@given(ALL_TERMS, HELD, SINGLE)
def test_nobody_has_less_time_than_without(
    terms: Terms, held: Accommodation, single: OtherTerms | None
) -> None:
    with_it, without = own_terms(terms, held, single), own_terms(terms, None, single)

    assert (with_it.time_limit or 0) >= (without.time_limit or 0)
    assert (with_it.time_limit is None) == (without.time_limit is None)
    for ours, plainly in ((with_it.due_at, without.due_at), (with_it.closes_at, without.closes_at)):
        assert (ours is None) == (plainly is None)
        assert ours is None or plainly is None or ours >= plainly
    ends = with_it.deadline(MONDAY), without.deadline(MONDAY)
    assert ends[0] is None or ends[1] is None or ends[0] >= ends[1]
    assert with_it.attempts_allowed == without.attempts_allowed
    assert with_it.is_excused == without.is_excused


@given(ALL_TERMS, SINGLE)
def test_without_an_accommodation_all_is_as_it_was(terms: Terms, single: OtherTerms | None) -> None:
    plainly = single.applied_to(terms) if single else terms

    assert own_terms(terms, None, single) == plainly
    assert own_terms(terms, Accommodation(), single) == plainly
