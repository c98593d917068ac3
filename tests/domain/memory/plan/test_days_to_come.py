"""The days to come, played through: what comes when, and what is known then."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from statistics import fmean
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.log.folding import Track
from quizapp.domain.memory.plan.candidates import Today
from quizapp.domain.memory.plan.days_to_come import MOST_ITEMS, days_to_come
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.misses import Miss
from quizapp.domain.memory.plan.pace import Form, Pace, Seconds
from quizapp.domain.memory.plan.planning import Ask, Plan, plan_of
from quizapp.domain.memory.ratings import Rating
from quizapp.domain.memory.updates import MemoryState, learnt, of_card, recall_before
from tests.domain.memory.plan.plan_making import MARCH_9, banks, budgets, item, seen_today, today

DAY = timedelta(days=1)
EXAM = MARCH_9 + 14 * DAY


def bank_of(count: int, *, new: float, seed: int = 1) -> list[PlanItem]:
    """So many items, this share of them never asked, the others remembered now well, now badly."""
    dice = random.Random(seed)
    return [
        item(f"item {number}", topic=f"topic {number % 6}")
        if dice.random() < new
        else item(
            f"item {number}",
            dice.choice([0.3, 1.0, 2.3, 8.0, 40.0]),
            dice.randint(1, 12),
            topic=f"topic {number % 6}",
        )
        for number in range(count)
    ]


def test_every_day_up_to_the_exam_is_played() -> None:
    found = days_to_come(bank_of(40, new=0.5), today(exam=EXAM))

    assert found is not None
    assert [each.day for each in found.days] == [MARCH_9 + days * DAY for days in range(14)]
    assert (found.until, found.is_exam) == (EXAM, True)


@pytest.mark.parametrize("exam", [None, MARCH_9 + 31 * DAY, MARCH_9 - DAY])
def test_without_an_exam_within_the_month_a_month_is_played(exam: date | None) -> None:
    found = days_to_come(bank_of(10, new=0.5), today(exam=exam))

    assert found is not None
    assert (found.until, found.is_exam) == (MARCH_9 + 30 * DAY, False)
    assert len(found.days) == 30


def test_on_the_morning_of_the_exam_nothing_more_is_played() -> None:
    found = days_to_come(bank_of(10, new=0.5), today(exam=MARCH_9))

    assert found is not None
    assert found.days == ()
    assert found.known == found.without


def test_the_first_day_is_what_is_left_of_today() -> None:
    items = bank_of(84, new=0.3)
    begun = today(300.0, used=200.0)

    found = days_to_come(items, begun)

    assert found is not None
    assert found.days[0].count == len(plan_of(items, begun).asks)
    assert found.days[0].seconds == plan_of(items, begun).seconds
    assert found.days[1].seconds > 200


@given(banks(), budgets)
def test_practice_never_lowers_what_is_known_and_fits_the_minutes(
    items: list[PlanItem], budget: float
) -> None:
    found = days_to_come(items, today(budget, exam=MARCH_9 + 6 * DAY))

    assert found is not None
    assert found.without - 1e-9 <= found.known <= len(items)
    assert all(each.seconds <= budget or each.count == 1 for each in found.days)


@given(banks(), budgets)
def test_each_day_to_come_asks_what_its_plan_asks(items: list[PlanItem], budget: float) -> None:
    check_played(items, today(budget, exam=MARCH_9 + 4 * DAY))


@given(banks(), st.sets(st.integers(0, 29)))
def test_each_day_to_come_asks_what_its_plan_asks_where_keys_were_seen_today(
    items: list[PlanItem], seen: set[int]
) -> None:
    items = [seen_today(each) if at in seen else each for at, each in enumerate(items)]

    check_played(items, today(exam=MARCH_9 + 3 * DAY))


@pytest.mark.parametrize("exam", [None, EXAM, MARCH_9 + 33 * DAY])
@pytest.mark.parametrize("new", [1.0, 0.5, 0.1])
def test_a_month_played_with_all_that_is_alike_together_is_the_month_played_item_by_item(
    new: float, exam: date | None
) -> None:
    items = bank_of(40, new=new)

    check_played(items, today(200.0, used=50.0, exam=exam, misses=(Miss(items[0].id),)))


def check_played(items: list[PlanItem], now: Today) -> None:
    """Check that all days ask, and what is known comes to, what they do item by item."""
    found = days_to_come(items, now)
    assert found is not None
    played, plans = _played_one_by_one(items, now, found.until)
    assert [each.count for each in found.days] == [len(plan.asks) for plan in plans]
    assert [each.seconds for each in found.days] == pytest.approx([plan.seconds for plan in plans])
    unasked, states = unasked_on(found.until), [each.track.state for each in played]
    known = [unasked if each is None else each.recall_on(found.until) for each in states]
    assert found.known == pytest.approx(sum(known))


@pytest.mark.parametrize("minutes", [2, 5, 10])
@pytest.mark.parametrize("new", [1.0, 0.5, 0.1])
def test_the_figure_is_near_the_mean_of_lives_that_were_played_with_dice(
    minutes: int, new: float
) -> None:
    items, now = bank_of(84, new=new), today(minutes * 60.0, exam=EXAM)

    found = days_to_come(items, now)

    lives = [_known_after_a_life(items, now, random.Random(seed)) for seed in range(4)]
    assert found is not None
    assert found.known == pytest.approx(fmean(lives), abs=5)


def test_what_was_missed_today_is_not_taken_for_known() -> None:
    missed = item("missed", 0.2, days=0, known=0.0)

    found = days_to_come([missed], today(0.0))

    assert found is not None
    assert found.without < found.tomorrow < 0.8


@given(banks())
def test_without_practice_a_later_day_is_never_better_than_tomorrow(items: list[PlanItem]) -> None:
    found = days_to_come(items, today(0.0))

    assert found is not None
    assert found.without <= found.tomorrow + 1e-9


def test_too_many_items_for_one_page_are_not_played() -> None:
    assert days_to_come(bank_of(MOST_ITEMS + 1, new=1.0), today()) is None


def test_a_month_of_84_items_keeps_no_page_waiting() -> None:
    items, now = bank_of(84, new=0.5), today(600.0)

    began = process_time()
    days_to_come(items, now)

    assert process_time() - began < 1  # a hundredth of that on an idle machine: a guard, no measure


def _known_after_a_life(items: list[PlanItem], now: Today, dice: random.Random) -> float:
    """How many are known on the day of the exam by somebody who forgets as the engine expects."""
    by_id = {each.id: each for each in items}
    while now.day < EXAM:
        for ask in plan_of(tuple(by_id.values()), now).asks:
            by_id[ask.item.id] = _answered(ask, now.day, dice)
        now = replace(now, day=now.day + DAY)
    states = [each.track.state for each in by_id.values()]
    return sum(unasked_on(EXAM) if each is None else each.recall_on(EXAM) for each in states)


def unasked_on(day: date) -> float:
    """The chance of knowing an item on a day that is never asked."""
    found = days_to_come([item("new")], today(0.0, exam=day))
    assert found is not None
    return found.without


def _played_one_by_one(
    items: list[PlanItem], now: Today, until: date
) -> tuple[list[PlanItem], list[Plan]]:
    """The items when each went each time as may be expected of it, and what a day's plan asks."""
    by_id, plans = {each.id: each for each in items}, list[Plan]()
    while now.day < until:
        plans.append(plan_of(tuple(by_id.values()), now))
        for ask in plans[-1].asks:
            by_id[ask.item.id] = _half_known(ask.item, now.day)
        now = now.on(now.day + DAY)
    return list(by_id.values()), plans


def _half_known(asked: PlanItem, day: date) -> PlanItem:
    """The item between known and missed, by the chance of either, as the package has both."""
    before = asked.track.state
    if before is not None and before.day >= day:
        return asked
    chance = recall_before(before, day)
    known, missed = (learnt(before, of_card(each), day) for each in (Rating.GOOD, Rating.AGAIN))
    stability = known.stability**chance * missed.stability ** (1 - chance)
    difficulty = (
        chance * known.difficulty + (1 - chance) * missed.difficulty
        if before is None
        else before.difficulty
    )
    return replace(asked, track=Track(MemoryState(stability, difficulty, day), asked_on=day))


def _answered(ask: Ask, day: date, dice: random.Random) -> PlanItem:
    before = ask.item.track.state
    is_known = dice.random() < recall_before(before, day)
    after = learnt(before, of_card(Rating.GOOD if is_known else Rating.AGAIN), day)
    return replace(ask.item, track=Track(after, asked_on=day, known=float(is_known), count=1))


def test_another_answer_pace_or_miss_gives_another_forecast():
    items = [item("a", 3.0), item("b", 9.0), item("c")]
    slow = Pace({form: Seconds(40.0, 50.0) for form in Form})

    plain = days_to_come(items, today())

    assert days_to_come(list(items), today()) is plain
    assert days_to_come([item("a", 30.0), *items[1:]], today()) != plain
    assert days_to_come(items, today(pace=slow)) != plain
    assert days_to_come(items, today(budget=10.0)) != plain
