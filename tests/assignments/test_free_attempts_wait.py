"""What a learner began freely tells nothing that an assignment of theirs holds back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from quizapp.assignments.own_assignments import reserving_assignment
from quizapp.attempts.notices import notices_for
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.joining import leave_class
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.errors import KeysHeld, QuizReserved, QuizSetInFormerClass
from quizapp.models import Attempt
from quizapp.models.held_keys import at, keys_held
from quizapp.taking.own_attempts import item_shown, own_attempt_of
from quizapp.taking.responding import GivenResponse, record_response
from quizapp.taking.starting import start_attempt, start_practice
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player, moment_at

HOUR = timedelta(hours=1)
AT_END, AFTER_CLOSE = FeedbackTime.AT_END, FeedbackTime.AFTER_CLOSE


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


@pytest.fixture
def ana(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def held(user_id: int) -> set[str]:
    """The public ids of the learner's attempts that tell nothing yet."""
    db.session.rollback()
    query = select(Attempt.public_id).where(Attempt.user_id == user_id, keys_held(at(clock.now())))
    return set(db.session.scalars(query))


def set_quiz(world: ClassWorld, quiz_key: str = "all", **changed: Any) -> str:
    world.now = clock.now()
    values = {"feedback": AFTER_CLOSE, "closes_at": world.now + HOUR, **changed}
    return world.assign(quiz_key, **values)


def test_a_free_attempt_begun_before_the_quiz_was_set_holds_its_keys(
    world: ClassWorld, ana: Player, time: time_machine.Traveller
) -> None:
    running = ana.start("all")
    ana.respond_right(running, 1)
    set_quiz(world)

    after = record_response(
        running, ana.user_id, GivenResponse(2, (), is_unknown=True), moment_at(clock.now())
    )

    attempt = own_attempt_of(running, ana.user_id, clock.now())
    assert not after.is_shown_at_once
    assert attempt.is_held
    assert item_shown(attempt, 1) is None
    assert item_shown(attempt, 2) is None
    time.shift(2 * HOUR)
    attempt = own_attempt_of(running, ana.user_id, clock.now())
    assert not attempt.is_held
    assert item_shown(attempt, 1) is not None


def test_what_was_finished_freely_before_is_shown_again_after_the_close(
    world: ClassWorld, ana: Player, time: time_machine.Traveller
) -> None:
    finished = ana.play("all", wrong=[1])
    assert held(ana.user_id) == set()

    set_quiz(world)

    assert held(ana.user_id) == {finished}
    assert held(world.learner_ids[1]) == set()
    with pytest.raises(KeysHeld):
        start_practice(world.published, finished, ana.user_id, clock.now())
    time.shift(2 * HOUR)
    assert held(ana.user_id) == set()


def test_another_quiz_with_the_same_items_holds_them_once_they_are_asked(
    world: ClassWorld, ana: Player
) -> None:
    other = ana.start("all")
    assignment = set_quiz(world, "by-topic")
    assert held(ana.user_id) == set()

    under = world.begin(assignment, ana.user_id)

    assert held(ana.user_id) == {other, under}
    begun_since = Player(ana.user_id, world.published).start("quiet")
    asked = set(ana.items(under))
    assert (begun_since in held(ana.user_id)) == bool(asked & set(ana.items(begun_since)))


def test_practice_begun_before_holds_what_is_asked_now(world: ClassWorld, ana: Player) -> None:
    practice = ana.practise(ana.play("all", wrong=[1, 2, 3, 4, 5]))
    assignment = set_quiz(world, "by-topic")

    world.begin(assignment, ana.user_id)

    assert practice in held(ana.user_id)


def test_where_answers_come_at_the_end_free_ones_wait_while_there_is_an_attempt_to_take(
    world: ClassWorld, ana: Player
) -> None:
    free = ana.start("all")
    assignment = set_quiz(world, feedback=AT_END, attempts_allowed=1)
    assert held(ana.user_id) == {free}

    under = world.begin(assignment, ana.user_id)
    assert held(ana.user_id) == {free}
    ana.finish(under)

    assert held(ana.user_id) == set()


@pytest.mark.parametrize(
    "changed",
    [
        {"feedback": FeedbackTime.AFTER_EACH},
        {"opens_at": clock.now() + timedelta(days=400), "closes_at": None, "feedback": AT_END},
    ],
    ids=["told at once", "not open yet"],
)
def test_where_nothing_is_held_back_free_attempts_go_on(
    world: ClassWorld, ana: Player, changed: dict[str, Any]
) -> None:
    ana.start("all")

    set_quiz(world, **changed)

    assert held(ana.user_id) == set()


def test_of_two_classes_the_one_that_was_left_is_named_last(world: ClassWorld, ana: Player) -> None:
    set_quiz(world)
    left = new_class(world.published, teacher="tom")
    left.enrol(ana.user_id)
    set_quiz(left)
    leave_class(left.classroom_id, ana.user_id, clock.now())

    reserved = reserving_assignment(ana.user_id, "tides", "all", clock.now())

    assert reserved is not None
    assert (reserved.class_id, reserved.has_left) == (world.classroom.public_id, False)


@pytest.mark.parametrize("feedback", [AT_END, AFTER_CLOSE])
def test_whoever_leaves_the_class_takes_its_quiz_freely_only_after_the_close(
    world: ClassWorld, ana: Player, time: time_machine.Traveller, feedback: FeedbackTime
) -> None:
    quiz = world.published.bank.quizzes["all"]
    set_quiz(world, feedback=feedback)
    with pytest.raises(QuizReserved):
        start_attempt(world.published, quiz, ana.user_id, clock.moment())
    begun_before = held(ana.user_id)

    leave_class(world.classroom_id, ana.user_id, clock.now())

    with pytest.raises(QuizSetInFormerClass):
        start_attempt(world.published, quiz, ana.user_id, clock.moment())
    reserved = reserving_assignment(ana.user_id, "tides", "all", clock.now())
    assert reserved is not None
    assert reserved.has_left
    time.shift(HOUR + timedelta(minutes=1))
    start_attempt(world.published, quiz, ana.user_id, clock.moment())
    assert begun_before == held(ana.user_id) == set()


def test_a_free_attempt_holds_also_for_whoever_leaves_the_class_with_it(
    world: ClassWorld, ana: Player
) -> None:
    free = ana.start("all")
    set_quiz(world)

    leave_class(world.classroom_id, ana.user_id, clock.now())

    assert held(ana.user_id) == {free}
    assert notices_for(ana.user_id, clock.now()) == []
