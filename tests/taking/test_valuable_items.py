"""A quiz that a learner takes freely draws what gains them most; what is set is drawn evenly."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.drills.choosing import asked_items
from quizapp.taking.assigned_attempts import start_preview
from quizapp.web import clock
from tests.support.classes import new_class
from tests.support.people import Visitor
from tests.support.playing import Player, attempt_with, new_player
from tests.support.remembered import EASY, rate
from tests.test_query_counts import statements_for

DAY = timedelta(days=1)
MOON = ("what-pulls", "spring-tide", "neap", "slack")
SHORE = ("who-reads", "bare-flats", "ebb", "flood")
KNOWN = ("what-pulls", "neap", "slack", "bare-flats", "flood")
OTHERS = {"spring-tide", "who-reads", "ebb"}


@pytest.fixture
def knowing(player: Player, time: time_machine.Traveller) -> Player:
    """A learner who has known five of eight items, the day before."""
    for item_id in KNOWN:
        rate(player, item_id, EASY)
    time.shift(DAY)
    return player


def test_who_knows_some_items_well_is_asked_the_others(knowing):
    assert set(knowing.items(knowing.start("quiet"))) == OTHERS


def test_picks_by_topic_keep_their_counts(knowing, published):
    drawn = knowing.items(knowing.start("by-topic"))

    topics = Counter(published.bank.items[item_id].topic for item_id in drawn)
    assert topics == {"moon": 1, "shore": 2}
    assert set(drawn) == OTHERS


def test_what_was_asked_today_comes_last(player):
    for item_id in KNOWN:
        rate(player, item_id)

    assert set(player.items(player.start("quiet"))) == OTHERS


def test_where_too_few_others_are_left_the_count_is_made_up(player):
    for item_id in (*MOON, *SHORE[:3]):
        rate(player, item_id)

    drawn = player.items(player.start("quiet"))

    assert len(set(drawn)) == 3
    assert "flood" in drawn


def test_who_was_never_asked_anything_gets_an_even_draw(published, inside):
    newcomers = [new_player(published) for _ in range(25)]

    draws = [each.items(each.start("quiet")) for each in newcomers]

    assert {item_id for drawn in draws for item_id in drawn} == {*MOON, *SHORE}
    assert len(set(map(tuple, draws))) > 15


def test_what_waits_for_an_assignment_is_drawn_last(inside: Flask, published: PublishedBank):
    world = new_class(published, ("Ana",))
    world.now = clock.now()
    world.assign("all", feedback=FeedbackTime.AT_END)  # asks five, three are left
    ana = Player(world.learner_ids[0], published)

    assert set(ana.items(ana.start("quiet"))) == {"flood", "neap", "slack"}


def test_items_of_one_id_in_another_bank_wait_for_nothing(player: Player, edited):
    player.start("all")  # asks five, three are left
    other = player.with_bank(edited(("\nid: tides\n", "\nid: other-tides\n")))
    for item_id in ("flood", "neap", "slack"):
        rate(other, item_id)

    assert not set(other.items(other.start("quiet"))) & {"flood", "neap", "slack"}


def test_what_is_set_and_its_preview_are_drawn_as_for_everybody(
    knowing: Player, published: PublishedBank
):
    world = new_class(published, ())
    world.enrol(knowing.user_id)
    world.now = clock.now()
    quiz, assignment_id = published.bank.quizzes["quiet"], world.assign("quiet")

    begun = world.begin(assignment_id, knowing.user_id)
    row_id = world.assignment(assignment_id).id
    preview = start_preview(published, row_id, world.teacher_id, clock.now())

    for attempt_id in (begun, preview):
        dice = random.Random(attempt_with(attempt_id).seed)
        assert tuple(knowing.items(attempt_id)) == asked_items(published.bank, quiz, dice)


def test_drawing_costs_few_statements_however_much_is_known(app: Flask, learner: Visitor):
    of_all = statements_for(app, lambda: learner.start("all"))
    for_new = statements_for(app, lambda: learner.start("quiet"))
    learner.take("all")
    for_known = statements_for(app, lambda: learner.start("by-topic"))

    assert for_known <= for_new <= of_all + 4
