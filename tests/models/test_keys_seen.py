"""Whether a key was seen today: asked quickly, it is the same as by what `keys_held` says."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import or_, select

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import FeedbackTime
from quizapp.domain.errors import QuizappError
from quizapp.models import Attempt, AttemptItem
from quizapp.models.held_keys import ASKED, at, keys_held, moment_asked, overdue
from quizapp.models.keys_seen import KEYS_SEEN_SINCE, keys_held_of_asked
from quizapp.web import clock
from quizapp.web.database import columns_of
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player

HOUR = timedelta(hours=1)
QUIZZES = ("all", "by-topic", "quiet")
ITEMS = ("what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb", "flood", "neap")


def quickly(user_id: int, since: datetime, now: datetime) -> set[str]:
    """The items of which the key was seen, as every answer asks it."""
    moments = {**moment_asked(since, "since"), **moment_asked(now)}
    of = {"user_id": user_id, "bank_key": "tides", **moments}
    return {
        item
        for item in ITEMS
        if columns_of(db.session, KEYS_SEEN_SINCE, {**of, "item_key": item}).scalar()
    }


def plainly(user_id: int, since: datetime, now: datetime) -> set[str]:
    """The same by its definition."""
    ended_since = or_(Attempt.finished_at >= since, overdue(at(now)))
    query = (
        select(AttemptItem.item_key)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.user_id == user_id, AttemptItem.item_key.in_(ITEMS))
        .where(~keys_held(at(now)), ended_since | keys_held(at(since)))
    )
    return set(db.session.scalars(query))


def held(user_id: int, now: datetime) -> tuple[set[int], set[int]]:
    """The learner's attempts that tell nothing yet, by either condition."""
    of_learner = select(Attempt.id).where(Attempt.user_id == user_id)
    asked = {"user_id": user_id, "bank_key": "tides", **moment_asked(now)}
    return (
        set(db.session.scalars(of_learner.where(keys_held_of_asked(ASKED)), asked)),
        set(db.session.scalars(of_learner.where(keys_held(at(now))))),
    )


def do_something(world: ClassWorld, player: Player, dice: random.Random) -> None:
    """Whatever learners and teachers do; what is refused is not done."""
    world.now = clock.now()
    quiz = dice.choice(QUIZZES)
    deed = dice.randrange(5)
    with suppress(QuizappError):
        if deed == 0:
            player.play(quiz, wrong=[1])
        elif deed == 1:
            player.start(quiz)
        elif deed == 2:
            world.begin(_set(world, quiz, dice), player.user_id)
        elif deed == 3:
            world.play(_set(world, quiz, dice), player.user_id)
        else:
            _set(world, quiz, dice)


def _set(world: ClassWorld, quiz: str, dice: random.Random) -> str:
    closes_at = world.now + dice.randint(1, 60) * HOUR
    return world.assign(quiz, feedback=dice.choice(list(FeedbackTime)), closes_at=closes_at)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_the_quick_way_finds_what_the_definition_says(
    inside: Flask, published: PublishedBank, time: time_machine.Traveller, seed: int
) -> None:
    world, dice = new_class(published, ("Ana", "Ben")), random.Random(seed)
    players = [Player(each, published) for each in world.learner_ids]
    seen, waiting = set[str](), set[int]()

    for _ in range(25):
        do_something(world, dice.choice(players), dice)
        time.shift(dice.randint(1, 300) * timedelta(minutes=6))
        db.session.rollback()
        now = clock.now()
        for player in players:
            since = now - dice.randint(1, 40) * HOUR
            found = quickly(player.user_id, since, now)
            assert found == plainly(player.user_id, since, now)
            quick, plain = held(player.user_id, now)
            assert quick == plain
            seen |= found
            waiting |= plain

    assert seen
    assert waiting
