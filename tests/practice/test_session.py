"""What is left of a learner's day: one plan over all banks, and the same figures for every page."""

from __future__ import annotations

import pytest

from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.plan.planning import Part
from quizapp.models import Card
from quizapp.practice.scope import Scope
from quizapp.practice.session import session_of
from tests.practice.met import ITEMS
from tests.support.classes import new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, moment_at
from tests.support.remembered import (
    AGAIN,
    DAY,
    EASY,
    GOOD,
    asked,
    rate,
    session,
    undo,
)


def test_for_somebody_new_everything_is_new_and_asked_as_a_question(inside, published):
    left = session_of(None, [published.bank], moment_at(MONDAY))

    assert sorted(asked(left)) == sorted(ITEMS)
    assert (left.new, left.to_refresh, left.missed, left.left) == (8, 0, 0, 8)
    assert {ask.form for ask in left.asks} == {Form.CHOICE, Form.CLOZE}
    assert (left.is_begun, left.so_far.answered, left.waiting_count) == (False, 0, 0)
    assert not all_rows(Card)


def test_the_plan_ends_where_the_minutes_end(inside, published):
    world = new_class(published, ("Ana",))
    ana = Player(world.learner_ids[0], published)
    all_of_it = session(ana)

    rate(ana, "ebb", seconds=60)
    for item_id in ("flood", "neap", "slack"):
        rate(ana, item_id, seconds=75)  # of which sixty count

    left = session(ana)
    assert left.so_far.used == 240
    assert left.seconds <= 60
    assert 0 < left.left < 4 < all_of_it.left
    assert left.can_go_on


def test_what_was_rated_leaves_the_session_and_what_is_left_keeps_its_order(player):
    before = asked(session(player))

    rate(player, "ebb")

    after = asked(session(player))
    assert sorted(after) == sorted(each for each in before if each != "ebb")
    assert session(player).so_far.answered == 1
    assert session(player).so_far.right == 1


def test_every_page_of_one_moment_asks_the_same(player):
    player.play(wrong=[1, 2])

    assert asked(session(player)) == asked(session(player))


def test_a_miss_comes_back_after_what_gains_more_and_until_it_is_known(player):
    for item_id in ITEMS:
        rate(player, item_id, AGAIN if item_id == "ebb" else GOOD)
    first = session(player)

    rate(player, "ebb", GOOD)

    assert [(ask.part, ask.reason.kind) for ask in first.asks] == [(Part.MISSED, "missed")]
    assert asked(first) == ["ebb"]
    assert session(player).left == 0


def test_a_miss_comes_back_twice_at_most(player):
    for item_id in ITEMS:
        rate(player, item_id, AGAIN if item_id == "ebb" else GOOD)
    counts = []

    for _ in range(3):
        counts.append(session(player).left)
        rate(player, "ebb", AGAIN)

    assert counts == [1, 1, 0]


def test_misses_for_which_no_minute_is_left_are_offered_once_more(player, time):
    for item_id in ("ebb", "flood", "neap", "slack", "what-pulls"):
        rate(player, item_id, AGAIN, seconds=60)
        time.shift(60)

    left = session(player)

    assert (left.left, len(left.offered)) == (0, 3)
    assert asked(session(player, scope=Scope(missed=True)))[0] == "ebb"


def test_a_rating_taken_back_is_asked_again_and_takes_no_minutes(player):
    rate(player, "ebb", EASY, seconds=50)
    undo(player, "ebb", 1)

    left = session(player)

    assert "ebb" in asked(left)
    assert left.so_far.used == 0


def test_a_quiz_uses_up_no_minutes_of_practice(player):
    player.play()

    left = session(player)

    assert (left.so_far.used, left.so_far.answered) == (0, 0)
    assert sorted(asked(left)) == ["flood", "neap", "slack"]


def test_what_is_done_says_when_to_come_back(player):
    for item_id in ITEMS:
        rate(player, item_id, GOOD)

    done = session(player)

    assert (done.left, done.next_ask, done.can_go_on) == (0, None, False)
    assert done.next_day is not None
    assert done.next_day.day > done.terms.today


def test_going_on_after_the_plan_takes_those_least_remembered(player, time):
    for item_id in ITEMS:
        rate(player, item_id, EASY if item_id != "neap" else GOOD)
    time.shift(DAY)
    for _ in range(5):
        rate(player, "ebb", EASY, seconds=60)

    assert session(player).left == 0
    more = session(player, scope=Scope(until=7))

    assert more.left == 2
    assert asked(more)[0] == "neap"
    assert session(player, scope=Scope(until=5)).left == 0


@pytest.mark.parametrize(
    ("scope", "items"),
    [
        (Scope("tides", topic="moon"), {"what-pulls", "spring-tide", "neap", "slack"}),
        (Scope("tides", section="shore"), {"who-reads", "bare-flats"}),
        (Scope("tides", topic="shore", section="moon"), set()),
        (Scope("lights", topic="moon"), set()),
        (Scope(None, topic="moon"), set()),
    ],
)
def test_a_part_of_the_article_is_asked_alone(player, scope, items):
    assert set(asked(session(player, scope=scope))) == items


def test_a_choice_is_read_from_an_address_and_written_into_one():
    for query in ({}, {"topic": "moon"}, {"section": "shore", "until": 12}, {"missed": 1}):
        as_text = {name: str(value) for name, value in query.items()}

        assert Scope.of_query(as_text, "tides").as_query() == query


@pytest.mark.parametrize("until", ["-1", "x", "²", "9" * 7, ""])
def test_a_wish_that_is_no_number_is_left_out(until):
    assert Scope.of_query({"until": until, "missed": "yes"}, None).is_everything
    assert Scope.of_query({"until": until}, None).until == 0


# Days and terms


def test_the_day_turns_at_four_where_the_class_is(inside, player, time):
    inside.config["TIMEZONE"] = "America/Toronto"
    time.move_to(MONDAY.replace(hour=8, minute=59))  # 03:59 in Toronto
    rate(player, "ebb", EASY)
    late = session(player)

    time.move_to(MONDAY.replace(hour=9))

    assert (late.so_far.answered, session(player).so_far.answered) == (1, 0)
    assert session(player).terms.today == late.terms.today + DAY


def test_the_exam_of_the_class_is_the_day_that_counts(inside, published):
    world = new_class(published, ("Ana",))
    ana = Player(world.learner_ids[0], published)
    world.learn_by(exam_on=MONDAY.date() + 20 * DAY)
    near = session(ana).outlook
    world.learn_by(exam_on=MONDAY.date() + 31 * DAY)

    far = session(ana).outlook

    assert (near.day, far.day) == (MONDAY.date() + 20 * DAY, None)


# Several banks


def test_one_session_goes_over_all_banks(player, lights):
    left = session(player, lights)

    assert left.left == left.left_of("tides") + left.left_of("lights")
    assert (left.left_of("tides"), left.left_of("lights") > 0) == (8, True)


def test_items_of_one_id_in_two_banks_are_two_items(player, lights):
    rate(player, "ebb", GOOD)

    assert asked(session(player, lights)).count("ebb") == 1


def test_a_running_attempt_holds_back_the_items_of_its_own_bank_only(player, lights):
    player.with_bank(lights).start()

    assert session(player, lights).left_of("tides") == 8


def test_items_of_a_bank_that_left_the_server_are_not_asked(player, lights, time):
    rate(player.with_bank(lights), "lens", AGAIN)

    assert (session(player, lights).missed, session(player).missed) == (1, 0)
