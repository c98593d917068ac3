"""Names that are kept no longer than was said."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from quizapp.accounts import signing_up
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.lessons.phases import Move
from quizapp.lessons.reporting import lesson_report
from quizapp.lessons.seats import Voter
from quizapp.models import (
    Attempt,
    Classroom,
    Enrolment,
    LearnerAccommodation,
    LearnerNote,
    User,
)
from quizapp.upkeep.retention import Overdue, overdue, tidy
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class, new_user, user_named
from tests.support.lessons import new_lesson
from tests.support.playing import Player, all_rows, stored


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ana", "Ben"))


@pytest.fixture
def ana(world: ClassWorld) -> Player:
    return Player(world.learner_ids[0], world.published)


def archived(world: ClassWorld, keep_days: int | None) -> None:
    with write_transaction() as tx:
        row = tx.get_one(Classroom, world.classroom.id)
        row.archived_at, row.keep_days = clock.now(), keep_days


def test_learners_are_forgotten_when_the_time_of_their_class_is_over(
    world, ana, published, time: time_machine.Traveller
):
    going_on = new_class(published, teacher="tom")
    going_on.enrol(world.learner_ids[1])
    new_user("Cem in no class")
    ana.play()
    archived(world, keep_days=30)
    time.shift(timedelta(days=29))
    assert overdue(db.session(), clock.now()).is_nothing
    time.shift(timedelta(days=1))
    whom = overdue(db.session(), clock.now())

    assert tidy(clock.now()) == whom == Overdue(classes=1, learners=1, guests=0)

    assert stored(select(User).where(User.id == ana.user_id))[0].display_name == "Former learner"
    assert user_named("ben").erased_at is None
    assert user_named("cem").erased_at is None
    assert tidy(clock.now()).is_nothing
    assert len(all_rows(Attempt)) == 1


def test_notes_and_help_go_with_the_class_also_of_whom_another_one_keeps(
    world, published, time: time_machine.Traveller
):
    going_on = new_class(published, teacher="tom")
    ben = world.learner_ids[1]
    going_on.enrol(ben)
    for room in (world.classroom.id, going_on.classroom.id):
        with write_transaction() as tx:
            note = {
                "classroom_id": room,
                "user_id": ben,
                "words": "Yes.",
                "written_at": clock.now(),
            }
            tx.add_all(
                [
                    LearnerNote(**note),
                    LearnerAccommodation(classroom_id=room, user_id=ben, more_percent=25),
                ]
            )
    archived(world, keep_days=30)
    time.shift(timedelta(days=29))
    tidy(clock.now())
    assert len(all_rows(LearnerNote)) == len(all_rows(LearnerAccommodation)) == 2

    time.shift(timedelta(days=1))
    tidy(clock.now())

    kept = going_on.classroom.id
    assert [row.classroom_id for row in all_rows(LearnerNote)] == [kept]
    assert [row.classroom_id for row in all_rows(LearnerAccommodation)] == [kept]


def test_who_is_erased_already_is_not_forgotten_again_though_a_class_has_them(world, ana, time):
    archived(world, keep_days=30)
    with write_transaction() as tx:
        tx.get_one(User, ana.user_id).erased_at = clock.now()
    time.shift(timedelta(days=30))

    assert tidy(clock.now()) == Overdue(classes=1, learners=1, guests=0)


def test_without_a_limit_nobody_is_forgotten(world, ana, time):
    archived(world, keep_days=None)
    time.shift(timedelta(days=5000))

    assert tidy(clock.now()).is_nothing


def test_the_vote_of_a_guest_who_stayed_away_still_counts(world, published, time):
    guest = signing_up.create_guest(clock.now())
    world.enrol(guest)
    lesson = new_lesson(world)
    lesson.make(Move.POSE, Move.OPEN)
    lesson.vote(Voter(guest))
    lesson.make(Move.CLOSE, Move.END)
    with write_transaction() as tx:
        tx.execute(update(Enrolment).where(Enrolment.user_id == guest).values(left_at=clock.now()))
    time.shift(timedelta(days=190))

    tidy(clock.now())

    (report,) = lesson_report(lesson.class_id, lesson.lesson_id).questions
    assert report.first.n == 1
    assert {row.id: row.display_name for row in all_rows(User)}[guest] == "Former learner"


def test_guests_who_stayed_away_go_and_their_work_stays(world, ana, published, time):
    idle, worked, back = (signing_up.create_guest(clock.now()) for _ in range(3))
    Player(worked, published).play()
    time.shift(timedelta(days=100))
    Player(back, published).start()
    time.shift(timedelta(days=90))

    assert tidy(clock.now()) == Overdue(classes=0, learners=0, guests=2)

    left = {row.id: row.display_name for row in all_rows(User)}
    assert idle not in left
    assert left[worked] == "Former learner"
    assert left[back].startswith("Guest")
    assert len(all_rows(Attempt)) == 2
    assert user_named("ana").erased_at is None
