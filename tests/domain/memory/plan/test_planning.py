"""What a learner is asked today, and in which order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.plan.items import Citation
from quizapp.domain.memory.plan.misses import Miss
from quizapp.domain.memory.plan.pace import DEFAULT_PACE, Form, Pace, Seconds
from quizapp.domain.memory.plan.planning import Part, Plan, plan_of
from quizapp.domain.memory.plan.reasons import Missed, Neglected, New
from tests.domain.memory.plan.plan_making import (
    MARCH_9,
    banks,
    budgets,
    exams,
    item,
    seen_today,
    today,
)


def names(plan: Plan) -> list[str]:
    return [ask.item.id for ask in plan.asks]


def test_what_gains_most_by_second_comes_first():
    items = [item("solid", 300.0), item("weak", 1.5), item("new")]

    plan = plan_of(items, today())

    assert names(plan) == ["new", "weak"]
    assert plan.asks[0].reason == New()


def test_equal_items_keep_the_order_of_the_bank():
    plan = plan_of([item(name) for name in "dacb"], today())

    assert names(plan) == ["d", "a", "c", "b"]


def test_the_plan_ends_where_the_next_item_does_not_fit():
    plan = plan_of([item(str(number)) for number in range(20)], today(budget=60))

    assert len(plan.asks) == 3  # a new item takes 18.2 seconds
    assert plan.seconds == pytest.approx(54.6)


def test_nothing_smaller_is_put_where_the_next_item_did_not_fit():
    items = [item("new"), item("quick", 120.0, days=20)]

    assert names(plan_of(items, today(budget=60, used=45))) == []
    assert names(plan_of(items[1:], today(budget=60, used=45))) == ["quick"]


def test_one_item_always_fits_at_the_beginning_of_a_day():
    items = [item("one"), item("two")]

    assert names(plan_of(items, today(budget=1))) == ["one"]
    assert names(plan_of(items, today(budget=20, used=10))) == []


def test_what_was_asked_today_is_not_asked_again():
    items = [item("asked", 0.5, days=0), item("open", 0.5)]

    assert names(plan_of(items, today())) == ["open"]


TYPING = Pace({**DEFAULT_PACE.by_form, Form.TYPED: Seconds(5.0, 7.0)})


@pytest.mark.parametrize("stability", [None, 1.5])
def test_what_has_a_card_is_asked_as_one_on_the_day_on_which_its_key_was_seen(stability):
    asked = item("seen", stability, forms=frozenset({Form.CARD, Form.CHOICE, Form.TYPED}))

    plan = plan_of([seen_today(asked)], today(pace=TYPING))

    assert [ask.form for ask in plan.asks] == [Form.CARD]
    assert plan_of([asked], today(pace=TYPING)).asks[0].form is not Form.CARD


@pytest.mark.parametrize("stability", [None, 1.5])
def test_what_has_no_card_waits_a_day_when_its_key_was_seen(stability):
    items = [seen_today(item("seen", stability, forms=frozenset({Form.CHOICE, Form.TYPED})))]
    tomorrow = replace(today(), day=MARCH_9 + timedelta(days=1))

    assert names(plan_of(items, today())) == []
    assert names(plan_of(items, tomorrow)) == ["seen"]


def test_a_key_seen_on_an_earlier_day_changes_no_form():
    track = replace(item("seen").track, key_seen_on=MARCH_9 - timedelta(days=1))

    plan = plan_of([replace(item("seen"), track=track)], today())

    assert plan.asks[0].form is Form.CHOICE


def test_the_day_is_done_when_nothing_would_be_lost_by_waiting():
    assert plan_of([item("solid", 3000.0, days=1)], today()) == Plan(())


def test_of_items_that_cite_the_same_words_the_one_of_higher_value_is_asked():
    phrase, overlapping = Citation("p1", 0, 20), Citation("p1", 15, 40)
    items = [
        item("less", 5.0, citations=(phrase,)),
        item("more", 1.0, citations=(overlapping,)),
        item("other", 5.0, citations=(Citation("p2", 0, 20),)),
    ]

    assert names(plan_of(items, today())) == ["more", "other"]


def test_an_item_that_cites_what_was_asked_today_waits_for_tomorrow():
    phrase = Citation("p1", 0, 20)
    items = [item("asked", 0.5, days=0, citations=(phrase,)), item("next", citations=(phrase,))]

    assert names(plan_of(items, today())) == []


def test_the_next_item_is_of_another_topic_where_there_is_one():
    items = [item(f"{topic} {number}", topic=topic) for topic in "ab" for number in range(3)]

    plan = plan_of(items, today(last_topic="a", budget=200))

    assert names(plan) == ["b 0", "a 0", "b 1", "a 1", "b 2", "a 2"]


def test_an_item_neglected_for_four_weeks_goes_first_once_a_session():
    items = [item("new"), item("older", 900.0, days=29), item("old", 900.0, days=28)]

    plan = plan_of(items, today())

    assert names(plan)[:2] == ["older", "new"]
    assert plan.asks[0].reason == Neglected(29)
    assert Part.NEGLECTED not in {ask.part for ask in plan_of(items, today(used=10)).asks}


def test_an_item_asked_less_than_four_weeks_ago_is_not_neglected():
    plan = plan_of([item("new"), item("fairly old", 900.0, days=27)], today())

    assert names(plan) == ["new"]


def test_misses_come_after_what_is_worthwhile_the_oldest_first():
    items = [item("m1", 0.2, days=0), item("m2", 0.2, days=0), item("new")]
    misses = (Miss("m1"), Miss("m2"))

    plan = plan_of(items, today(misses=misses))

    assert names(plan) == ["new", "m1", "m2"]
    assert plan.asks[1].reason == Missed(MARCH_9)


def test_a_miss_waits_for_three_other_items_where_there_are_others():
    items = [item("just", 0.2, days=0), item("before", 0.2, days=0)]
    misses = (Miss("just", returns=1, others_since=1), Miss("before"))

    assert names(plan_of(items, today(misses=misses))) == ["before", "just"]


def test_misses_keep_their_turn_whatever_their_topics():
    items = [item(name, 0.2, days=0, topic=name[0]) for name in ("a 1", "a 2", "b 1")]

    plan = plan_of(items, today(misses=tuple(Miss(each.id) for each in items)))

    assert names(plan) == ["a 1", "a 2", "b 1"]


def test_a_miss_comes_back_although_its_words_were_read_today():
    missed = item("missed", 0.2, days=0, citations=(Citation("p1", 0, 20),))

    assert names(plan_of([missed], today(misses=(Miss("missed"),)))) == ["missed"]


def test_a_miss_comes_back_twice_at_most():
    items = [item("missed", 0.2, days=0)]

    plan = plan_of(items, today(misses=(Miss("missed", returns=2),)))

    assert plan == Plan(())


def test_misses_for_which_no_minute_is_left_are_offered_three_at_most():
    missed = [item(f"m{number}", 0.2, days=0) for number in range(5)]
    misses = tuple(Miss(each.id) for each in missed)

    plan = plan_of([*missed, item("new")], today(used=118, misses=misses))

    assert plan == Plan((), offered=("m0", "m1", "m2"))


def test_spare_minutes_go_to_the_lowest_recall():
    gains_a_fiftieth = item("fair", 10.0, days=1)
    items = [item("high", 30.0, days=1), item("low", 120.0, days=20), gains_a_fiftieth]

    plan = plan_of(items, today(budget=600))

    assert [(ask.item.id, ask.part) for ask in plan.asks] == [
        ("fair", Part.WORTHWHILE),
        ("low", Part.SPARE_TIME),
        ("high", Part.SPARE_TIME),
    ]


def test_on_the_day_of_the_exam_the_weakest_comes_first():
    items = [item("strong", 30.0), item("weak", 2.0), item("middling", 8.0)]

    assert names(plan_of(items, today(exam=MARCH_9))) == ["weak", "middling", "strong"]


@given(banks(), budgets, exams)
def test_a_plan_never_takes_longer_than_the_minutes_unless_it_is_one_item(items, budget, exam):
    plan = plan_of(items, today(budget=budget, exam=exam))

    assert plan.seconds <= budget + 1e-9 or len(plan.asks) == 1


@given(banks(), budgets, exams)
def test_the_same_facts_give_the_same_plan(items, budget, exam):
    day = today(budget=budget, exam=exam)

    assert plan_of(items, day) == plan_of(list(items), replace(day))


@given(banks(), budgets, exams)
def test_no_item_is_asked_twice_and_no_two_give_each_other_away(items, budget, exam):
    asked = [ask.item for ask in plan_of(items, today(budget=budget, exam=exam)).asks]

    assert len({each.id for each in asked}) == len(asked)
    assert not any(one.overlaps(other) for one, other in combinations(asked, 2))


@given(banks(), exams, st.randoms())
def test_what_is_left_stays_in_its_order_when_the_first_was_asked(items, exam, dice):
    day = today(budget=120, exam=exam)
    plan = plan_of(items, day)
    if not plan.asks:
        return
    first = plan.asks[0]
    track = replace(first.item.track, asked_on=MARCH_9)
    later = [replace(each, track=track) if each.id == first.item.id else each for each in items]

    rest = plan_of(
        later, replace(day, used=first.forecast.seconds - 1e-9, last_topic=first.item.topic)
    )

    assert names(rest) == names(plan)[1:]


@given(banks(), exams)
def test_parts_follow_one_another(items, exam):
    order = list(Part)

    parts = [order.index(ask.part) for ask in plan_of(items, today(600, exam=exam)).asks]

    assert all(one <= other for one, other in pairwise(parts))


def test_a_new_day_plans_anew():
    items = [item("asked", 1.0, days=0)]

    tomorrow = replace(today(), day=MARCH_9 + timedelta(days=1))

    assert names(plan_of(items, tomorrow)) == ["asked"]
