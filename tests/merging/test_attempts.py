"""Attempts of two accounts in one row of numbers."""

from __future__ import annotations

import pytest
import time_machine
from sqlalchemy import func, select

from quizapp.models import (
    Attempt,
    Response,
)
from quizapp.regrades.verifying import verify_scores
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.merging import merged
from tests.support.playing import attempt_with, stored


def numbers(query_of: int) -> list[tuple[str, int | None]]:
    rows = stored(select(Attempt).where(Attempt.user_id == query_of).order_by(Attempt.started_at))
    return [(row.public_id, row.number) for row in rows]


def test_attempts_are_numbered_by_time(world, ana, ben, time: time_machine.Traveller):
    first = ben.play()
    time.shift(60)
    second = ana.play(wrong=[1])
    time.shift(60)
    third = ben.play(wrong=[2])
    before = db.session.scalar(select(func.sum(Response.mark)))

    merged(world)

    assert numbers(ana.user_id) == [(first, 1), (second, 2), (third, 3)]
    assert db.session.scalar(select(func.sum(Response.mark))) == before
    assert verify_scores().discrepancies == []


def test_attempts_under_an_assignment_are_numbered_by_time_too(world, ana, ben, time):
    assignment = world.assign()
    of_ben = world.play(assignment, ben.user_id)
    time.shift(60)
    world.now = clock.now()
    of_ana = world.play(assignment, ana.user_id)

    merged(world)

    rows = stored(select(Attempt).order_by(Attempt.assignment_number))
    assert [(row.public_id, row.assignment_number, row.user_id) for row in rows] == [
        (of_ben, 1, ana.user_id),
        (of_ana, 2, ana.user_id),
    ]


def test_of_two_running_attempts_the_earlier_one_ends_as_it_stands(world, ana, ben, time):
    earlier = ben.start()
    ben.respond_right(earlier, 1)
    time.shift(60)
    later = ana.start()
    ana.respond_right(later, 1)

    merged(world)

    ended = attempt_with(earlier)
    assert (ended.is_finished, ended.score, ended.number) == (True, 1.0, 1)
    assert not attempt_with(later).is_finished
    assert ana.respond_right(later, 2) is False


@pytest.mark.parametrize("is_first_empty", [False, True])
def test_a_running_attempt_without_answers_gives_way(world, ana, ben, time, is_first_empty):
    first = ben.start()
    time.shift(60)
    second = ana.start()
    (ana if is_first_empty else ben).respond_right(second if is_first_empty else first, 1)

    merged(world)

    assert numbers(ana.user_id) == [(second if is_first_empty else first, 1)]


def test_running_attempts_under_an_assignment_are_settled_the_same_way(world, ana, ben, time):
    assignment = world.assign()
    earlier = world.begin(assignment, ana.user_id)
    ana.respond_right(earlier, 1)
    time.shift(60)
    world.now = clock.now()
    later = world.begin(assignment, ben.user_id)
    ben.respond_right(later, 1)

    merged(world)

    assert attempt_with(earlier).is_finished
    assert not attempt_with(later).is_finished
    assert world.begin(assignment, ana.user_id) == later
