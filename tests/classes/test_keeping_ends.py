"""A pupil with a later end leaves the class and comes back: the answers wait all the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from quizapp.assignments.accommodating import accommodate
from quizapp.assignments.exceptions import grant_exception
from quizapp.assignments.own_assignments import own_assignment
from quizapp.banks.revisions import PublishedBank
from quizapp.classes.joining import leave_class
from quizapp.domain.accommodations import Accommodation
from quizapp.domain.assignments import FeedbackTime, OtherTerms
from quizapp.models import AssignmentException
from quizapp.models.people import TextSize
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, user_named
from tests.support.inside import MONDAY
from tests.support.playing import all_rows

HOUR = timedelta(hours=1)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(time: time_machine.Traveller, inside: Flask, published: PublishedBank) -> ClassWorld:
    made = new_class(published, ("Lena", "Samir"))
    held, lena = Accommodation(later_hours=2), user_named("lena").public_id
    accommodate(made.classroom.id, lena, held, TextSize.NORMAL, made.teacher_id, MONDAY)
    return made


def leave(world: ClassWorld) -> None:
    leave_class(world.classroom_id, world.learner_ids[0], clock.now())
    db.session.rollback()


def test_who_leaves_and_could_come_back_does_not_let_the_answers_out(world, time):
    assignment = world.assign(closes_at=MONDAY + HOUR, feedback=FeedbackTime.AFTER_CLOSE)
    samir = world.learner_ids[1]
    world.play(assignment, samir)
    time.move_to(MONDAY + 2 * HOUR)

    leave(world)

    assert own_assignment(assignment, samir, clock.now()).results_at == MONDAY + 3 * HOUR
    time.move_to(MONDAY + 4 * HOUR)
    assert own_assignment(assignment, samir, clock.now()).results_at is None


def test_only_ends_are_kept_for_which_answers_still_wait(world, time):
    world.assign(closes_at=MONDAY + HOUR, feedback=FeedbackTime.AT_END)
    world.assign(closes_at=MONDAY + HOUR, feedback=FeedbackTime.AFTER_CLOSE)
    late = world.assign(closes_at=MONDAY + 9 * HOUR, feedback=FeedbackTime.AFTER_CLOSE)
    own = world.assign(closes_at=MONDAY + 9 * HOUR, feedback=FeedbackTime.AFTER_CLOSE)
    given = OtherTerms(closes_at=MONDAY + 10 * HOUR, extra_time=60)
    lena = user_named("lena").public_id
    grant_exception(world.classroom.id, own, lena, given, world.teacher_id, MONDAY)
    time.move_to(MONDAY + 5 * HOUR)

    leave(world)

    kept = {row.assignment_id: row.terms for row in all_rows(AssignmentException)}
    assert kept == {
        world.facts(late).id: OtherTerms(closes_at=MONDAY + 11 * HOUR),
        world.facts(own).id: given,
    }


def test_who_has_no_later_end_leaves_no_trace(world):
    world.assign(closes_at=MONDAY + HOUR, feedback=FeedbackTime.AFTER_CLOSE)

    leave_class(world.classroom_id, world.learner_ids[1], clock.now())

    assert all_rows(AssignmentException) == []
