"""Attempts under assignments: limits, races, deadlines, previews."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.attempts.scoring import finish_overdue
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import (
    AlreadyAnswered,
    AssignmentClosed,
    AttemptFinished,
    NoAttemptLeft,
    NotFound,
    NothingToAsk,
    TimeOver,
)
from quizapp.models import Attempt, Card, Enrolment, Response, Review
from quizapp.models.attempt_places import FIRST_UNANSWERED
from quizapp.models.attempts import AttemptKind
from quizapp.taking.assigned_attempts import start_preview
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, at_once, attempt_with
from tests.support.remembered import session

GRACE = timedelta(seconds=15)
MOMENT = timedelta(milliseconds=1)


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Lena Abel", "Samir Bo"))


@pytest.fixture
def lena(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def at(minutes: float) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


def begin(world: ClassWorld, assignment_id: str, user_id: int) -> str:
    world.now = clock.now()
    return world.begin(assignment_id, user_id)


def test_two_starts_at_once_begin_one_attempt(inside, world, lena):
    assignment_id = world.assign(attempts_allowed=3)

    got = at_once(inside, 8, lambda: world.begin(assignment_id, lena.user_id))

    assert len(set(got)) == 1
    assert [attempt.assignment_number for attempt in all_rows(Attempt)] == [1]


def test_a_limit_on_attempts_cannot_be_raced(inside: Flask, world: ClassWorld, lena: Player):
    assignment_id = world.assign("quiet", attempts_allowed=2)

    def take() -> str:
        attempt_id = world.begin(assignment_id, lena.user_id)
        lena.finish(attempt_id)
        return attempt_id

    got = at_once(inside, 8, take)

    assert len({attempt for attempt in got if isinstance(attempt, str)}) <= 2
    assert all(isinstance(each, (str, NoAttemptLeft)) for each in got)
    while len(all_rows(Attempt)) < 2:
        take()
    with pytest.raises(NoAttemptLeft):
        take()
    assert sorted(attempt.assignment_number or 0 for attempt in all_rows(Attempt)) == [1, 2]


def test_two_devices_go_on_with_one_attempt_and_the_first_answer_counts(world, lena):
    assignment_id = world.assign(time_limit=600)
    on_phone = begin(world, assignment_id, lena.user_id)
    on_laptop = begin(world, assignment_id, lena.user_id)

    lena.respond_right(on_phone, 1)

    assert on_laptop == on_phone
    with pytest.raises(AlreadyAnswered):
        lena.respond_wrong(on_laptop, 1)
    assert lena.respond_right(on_laptop, 2) is False


@pytest.mark.parametrize(
    ("now", "is_open"),
    [(at(0) - MOMENT, False), (at(0), True), (at(60) - MOMENT, True), (at(60), False)],
)
def test_an_attempt_can_be_begun_from_the_opening_until_the_closing(
    world, lena, time, now, is_open
):
    assignment_id = world.assign(opens_at=at(0), closes_at=at(60))
    time.move_to(now)

    if is_open:
        assert attempt_with(begin(world, assignment_id, lena.user_id)).deadline_at == at(60)
    else:
        with pytest.raises(AssignmentClosed):
            begin(world, assignment_id, lena.user_id)


def test_a_response_is_taken_until_the_grace_has_passed_and_not_a_moment_longer(world, lena, time):
    assignment_id = world.assign(time_limit=600)
    attempt_id = begin(world, assignment_id, lena.user_id)
    time.move_to(at(10) - MOMENT)

    assert lena.respond_right(attempt_id, 1) is False
    time.move_to(at(10) + GRACE + MOMENT)
    with pytest.raises(TimeOver):
        lena.respond_right(attempt_id, 2)

    attempt = attempt_with(attempt_id)
    assert (attempt.finished_at, attempt.score, attempt.max_score) == (at(10), 1.0, 5.0)
    assert len(all_rows(Response)) == 1
    assert lena.respond_right(attempt_id, 1) is True
    with pytest.raises(AttemptFinished):
        lena.respond_right(attempt_id, 3)


def test_a_response_in_the_grace_is_taken_and_ends_the_attempt(world, lena, time):
    attempt_id = begin(world, world.assign(time_limit=600), lena.user_id)
    time.move_to(at(10) + GRACE)

    assert lena.respond_right(attempt_id, 1) is True

    attempt = attempt_with(attempt_id)
    assert (attempt.finished_at, attempt.score, attempt.max_score) == (at(10), 1.0, 5.0)
    with pytest.raises(TimeOver):
        lena.respond_right(attempt_id, 2)


def test_the_last_response_in_the_grace_is_not_late(world, lena, time):
    assignment_id = world.assign("quiet", closes_at=at(10), due_at=at(10))
    attempt_id = begin(world, assignment_id, lena.user_id)
    last = attempt_with(attempt_id).item_count
    for position in range(1, last):
        lena.respond_right(attempt_id, position)

    time.move_to(at(10) + GRACE)
    lena.respond_right(attempt_id, last)

    assert attempt_with(attempt_id).finished_at == at(10)
    assert not world.assignment(assignment_id).terms.is_late(at(10))


def test_the_end_by_the_learner_is_when_it_is_before_the_deadline(world, lena, time):
    attempt_id = begin(world, world.assign(time_limit=600), lena.user_id)
    time.move_to(at(3))

    lena.finish(attempt_id)

    assert attempt_with(attempt_id).finished_at == at(3)


def test_what_has_run_out_is_ended_in_one_sweep_with_the_marks_it_had(world, lena, time):
    assignment_id = world.assign(time_limit=600)
    hers = begin(world, assignment_id, lena.user_id)
    his = begin(world, assignment_id, world.learner_ids[1])
    free = lena.start("quiet")
    lena.respond_right(hers, 1)
    time.move_to(at(10) + GRACE)
    assert finish_overdue(clock.now()) == 0
    time.move_to(at(10) + GRACE + MOMENT)

    assert finish_overdue(clock.now()) == 2
    assert finish_overdue(clock.now()) == 0

    assert [attempt_with(each).score for each in (hers, his)] == [1.0, 0.0]
    assert [attempt_with(each).finished_at for each in (hers, his)] == [at(10), at(10)]
    assert not attempt_with(free).is_finished


def test_two_sweeps_at_once_end_each_attempt_once(inside, world, time):
    assignment_id = world.assign(time_limit=600)
    for user_id in world.learner_ids:
        begin(world, assignment_id, user_id)
    time.move_to(at(20))

    got = at_once(inside, 4, lambda: finish_overdue(clock.now()))

    counts = [count for count in got if isinstance(count, int)]
    assert (len(counts), sum(counts)) == (4, 2)
    assert [attempt.finished_at for attempt in all_rows(Attempt)] == [at(10)] * 2


def test_a_new_attempt_begins_where_the_last_one_ran_out(world, lena, time):
    assignment_id = world.assign(time_limit=600, attempts_allowed=2)
    first = begin(world, assignment_id, lena.user_id)
    time.move_to(at(30))

    second = begin(world, assignment_id, lena.user_id)

    assert first != second
    assert attempt_with(first).finished_at == at(10)
    assert attempt_with(second).deadline_at == at(40)


def test_cards_no_longer_wait_for_an_attempt_that_ran_out(world, lena, time):
    begin(world, world.assign(time_limit=600), lena.user_id)
    assert session(lena).waiting_count == 5
    time.move_to(at(20))

    assert session(lena).waiting_count == 0


def test_an_assignment_of_another_class_or_of_somebody_who_left_is_not_found(world, lena):
    assignment_id = world.assign()
    other = Player(
        new_class(world.published, ("Ona Ek",), teacher="tam").learner_ids[0], lena.published
    )

    with pytest.raises(NotFound):
        world.begin(assignment_id, other.user_id)
    with write_transaction() as tx:
        tx.execute(
            update(Enrolment).where(Enrolment.user_id == lena.user_id).values(left_at=MONDAY)
        )
    with pytest.raises(NotFound):
        world.begin(assignment_id, lena.user_id)


def test_a_preview_counts_for_nothing_and_teaches_nothing(world, time):
    assignment_id = world.assignment(world.assign(opens_at=at(600), time_limit=600)).id
    tova = Player(world.teacher_id, world.published)

    attempt_id = start_preview(world.published, assignment_id, tova.user_id, clock.now())
    again = start_preview(world.published, assignment_id, tova.user_id, clock.now())
    for position in range(1, 6):
        tova.respond_wrong(attempt_id, position)

    attempt = attempt_with(attempt_id)
    assert again == attempt_id
    assert (attempt.kind, attempt.number, attempt.assignment_number) == (
        AttemptKind.PREVIEW,
        None,
        None,
    )
    assert (attempt.deadline_at, attempt.is_finished, attempt.score) == (at(10), True, 0.0)
    assert not all_rows(Card)
    assert not all_rows(Review)
    with pytest.raises(NothingToAsk):
        tova.practise(attempt_id)
    assert db.session.scalar(FIRST_UNANSWERED, {"attempt_id": attempt.id}) is None
