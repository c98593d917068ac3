"""When to come back, going on after the plan, and what a self-chosen quiz picks."""

from __future__ import annotations

from datetime import date, timedelta

from quizapp.domain.memory.plan.beyond_today import NextDay, lowest_recall, most_valuable, next_day
from quizapp.domain.memory.plan.planning import plan_of
from tests.domain.memory.plan.plan_making import MARCH_9, item, today


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


def test_going_on_begins_with_the_lowest_recall():
    items = [item("high", 900.0), item("low", 400.0), item("asked", 1.0, days=0)]

    assert [each.item.id for each in lowest_recall(items, today())] == ["low", "high"]


def test_a_self_chosen_quiz_picks_what_gains_most():
    pool = [item("solid", 900.0), item("weak", 1.5), item("new"), item("fair", 20.0)]

    assert [each.item.id for each in most_valuable(pool, today(), 2)] == ["new", "weak"]
