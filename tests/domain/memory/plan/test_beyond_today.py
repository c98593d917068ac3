"""When to come back, going on after the plan, and what a self-chosen quiz picks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.plan.beyond_today import (
    FARTHEST,
    NextDay,
    lowest_recall,
    most_valuable,
    next_day,
)
from quizapp.domain.memory.plan.candidates import Today, candidates
from quizapp.domain.memory.plan.items import Citation, PlanItem
from quizapp.domain.memory.plan.planning import WORTH_SPARE_TIME, plan_of
from tests.domain.memory.plan.plan_making import MARCH_9, banks, exams, item, seen_today, today


def test_the_next_day_is_the_first_on_which_anything_is_worth_it():
    items = [item("soon", 10.0, days=0), item("solid", 30_000.0, days=0)]

    found = next_day(items, today())

    assert found == NextDay(MARCH_9 + timedelta(days=1), 1)


def test_the_next_day_may_be_weeks_away():
    assert next_day([item("solid", 1000.0, days=0)], today()) == NextDay(date(2026, 4, 18), 1)


def test_somebody_who_knows_all_has_no_day_within_two_months():
    items = [item("solid", 90_000.0, days=0)]

    assert plan_of(items, today()).asks == ()
    assert next_day(items, today()) is None


def day_by_day(items: Sequence[PlanItem], now: Today) -> NextDay | None:
    """The same, by weighing every item for every day."""
    for days in range(1, FARTHEST + 1):
        later = replace(now, day=MARCH_9 + timedelta(days=days))
        weighed = candidates(items, later)
        count = sum(each.forecast.gain >= WORTH_SPARE_TIME for each in weighed)
        if count:
            return NextDay(later.day, count)
    return None


well_known = st.builds(
    item,
    st.just("item"),
    st.floats(4.5, 10).map(lambda power: 2.0**power * 10),
    st.integers(0, 40),
    difficulty=st.floats(1, 10),
)


@given(st.lists(well_known, min_size=1, max_size=4), exams)
def test_the_next_day_is_what_weighing_day_by_day_finds(items, exam):
    now = today(exam=exam)

    assert next_day(items, now) == day_by_day(items, now)


def test_something_new_is_worth_it_tomorrow():
    items = [item("solid", 90_000.0, days=0), item("new"), item("other")]

    assert next_day(items, today()) == NextDay(MARCH_9 + timedelta(days=1), 2)


def test_going_on_begins_with_the_lowest_recall():
    items = [item("high", 900.0), item("low", 400.0), item("asked", 1.0, days=0)]

    assert [each.item.id for each in lowest_recall(items, today())] == ["low", "high"]


def picked(
    pool: Sequence[PlanItem], count: int, asked: Sequence[PlanItem] = (), **terms: Any
) -> list[str]:
    return [each.id for each in most_valuable(pool, count, asked, today(**terms))]


def test_a_self_chosen_quiz_picks_what_gains_most():
    pool = [item("solid", 900.0), item("weak", 1.5), item("new"), item("fair", 20.0)]

    assert picked(pool, 2) == ["new", "weak"]


def test_a_self_chosen_quiz_picks_last_what_could_not_count_today():
    pool = [
        seen_today(item("seen", 1.5)),
        item("asked", 1.5, days=0),
        item("fair", 20.0),
        item("solid", 900.0),
    ]

    assert picked(pool, 3) == ["fair", "solid", "seen"]


def test_a_self_chosen_quiz_keeps_apart_what_cites_the_same_words():
    words, others = (Citation("p1", 0, 9),), (Citation("p1", 20, 29),)
    pool = [
        item("weak", 1.5, citations=words),
        item("new", citations=words),
        item("fair", 20.0, citations=others),
    ]

    assert picked(pool, 2) == ["new", "fair"]
    assert picked(pool, 3) == ["new", "fair", "weak"]


def test_a_self_chosen_quiz_draws_late_what_an_item_asked_before_gives_away():
    words = (Citation("p1", 0, 9),)
    pool = [item("weak", 1.5, citations=words), item("fair", 20.0)]

    assert picked(pool, 1, asked=[item("asked", 3.0, days=0, citations=words)]) == ["fair"]


def test_where_all_are_worth_the_same_the_pool_s_own_order_decides():
    assert picked([item("c"), item("a"), item("b")], 2) == ["c", "a"]


@given(banks(), st.integers(0, 30), exams)
def test_a_self_chosen_quiz_gets_as_many_as_it_wants_and_each_once(pool, count, exam):
    ids = picked(pool, count, exam=exam)

    assert len(set(ids)) == len(ids) == min(count, len(pool))
