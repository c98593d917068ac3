"""Whom a class waits for in a lesson, and whose device is gone."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import NotFound
from quizapp.domain.lessons.phases import Move
from quizapp.lessons.presence import LOST_AFTER, Missing, missing, note_presence
from quizapp.lessons.seats import Voter, take_seat
from quizapp.models import Enrolment
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.classes import ClassWorld, new_class
from tests.support.lessons import LessonWorld, new_lesson
from tests.test_query_counts import counted_statements


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ben B", "Ada A", "Cem C"))


@pytest.fixture
def lesson(world: ClassWorld) -> LessonWorld:
    return new_lesson(world)


def seat(lesson: LessonWorld, *numbers: int) -> None:
    for number in numbers:
        take_seat(lesson.lesson_id, lesson.world.learner_ids[number], clock.now())


def waited_for(lesson: LessonWorld, after: timedelta = timedelta()) -> Missing:
    return missing(lesson.standing, clock.now() + after)


def names(found: Missing) -> list[str]:
    return [sitting.name for sitting in found.waiting]


def test_class_waits_for_who_is_here_and_has_not_voted(lesson: LessonWorld):
    seat(lesson, 0, 1)
    guests = [lesson.guest(), lesson.guest()]
    lesson.make(Move.POSE, Move.OPEN)

    before = waited_for(lesson)
    lesson.vote(lesson.learner(0))
    lesson.vote(guests[0])
    after = waited_for(lesson)

    assert (names(before), before.guests) == (["Ada A", "Ben B"], 2)
    assert (names(after), after.guests) == (["Ada A"], 1)


def test_nobody_waits_for_a_learner_who_was_taken_out_of_the_class(lesson: LessonWorld):
    seat(lesson, 0, 1)
    lesson.make(Move.POSE, Move.OPEN)

    with write_transaction() as tx:
        gone = Enrolment.user_id == lesson.world.learner_ids[0]
        tx.execute(update(Enrolment).where(gone).values(left_at=clock.now()))

    assert names(waited_for(lesson)) == ["Ada A"]


def test_first_vote_is_none_in_the_second_round(lesson: LessonWorld):
    seat(lesson, 0)
    lesson.make(Move.POSE, Move.OPEN)
    lesson.vote(lesson.learner(0))
    lesson.make(Move.CLOSE)
    closed = waited_for(lesson)
    lesson.make(Move.VOTE_AGAIN)

    assert closed == Missing()
    assert names(waited_for(lesson)) == ["Ben B"]


def test_vote_on_the_question_before_is_none_on_the_next(lesson: LessonWorld):
    seat(lesson, 0)
    lesson.make(Move.POSE, Move.OPEN)
    lesson.vote(lesson.learner(0))
    lesson.make(Move.CLOSE, Move.REVEAL, Move.POSE, Move.OPEN)

    assert names(waited_for(lesson)) == ["Ben B"]


def test_device_that_says_nothing_for_long_is_gone(lesson: LessonWorld):
    seat(lesson, 0, 1)
    note_presence(lesson.lesson_id, lesson.learner(0), clock.now())

    soon = waited_for(lesson, LOST_AFTER - timedelta(seconds=5))
    late = waited_for(lesson, LOST_AFTER + timedelta(seconds=5))

    assert soon.lost == ()
    assert [sitting.name for sitting in late.lost] == ["Ben B"]


def test_learner_who_is_gone_is_waited_for_while_a_vote_is_open(lesson: LessonWorld):
    seat(lesson, 0)
    note_presence(lesson.lesson_id, lesson.learner(0), clock.now())
    lesson.make(Move.POSE, Move.OPEN)

    late = waited_for(lesson, LOST_AFTER + timedelta(seconds=5))

    assert [bool(sitting.lost_since) for sitting in late.waiting] == [True]
    assert late.lost == ()


def test_another_lesson_has_its_own_seats(world: ClassWorld, lesson: LessonWorld):
    other = new_lesson(world)
    seat(lesson, 0)
    seat(other, 0, 1)
    note_presence(other.lesson_id, lesson.learner(0), clock.now())
    lesson.make(Move.POSE)

    late = waited_for(lesson, LOST_AFTER * 2)

    assert late.lost == ()
    lesson.make(Move.OPEN)
    assert names(waited_for(lesson)) == ["Ben B"]


def test_guest_is_heard_by_their_secret_and_nobody_by_none(lesson: LessonWorld):
    guest = lesson.guest()
    seat(lesson, 0)
    note_presence(lesson.lesson_id, guest, clock.now())

    with pytest.raises(NotFound):
        note_presence(lesson.lesson_id, Voter(), clock.now())

    assert waited_for(lesson, LOST_AFTER * 2).lost == ()


def test_nobody_is_waited_for_once_it_has_ended(lesson: LessonWorld):
    seat(lesson, 0)
    note_presence(lesson.lesson_id, lesson.learner(0), clock.now())
    lesson.make(Move.END)

    assert waited_for(lesson, LOST_AFTER * 2) == Missing()


def test_a_look_costs_the_same_for_many(inside: Flask, lesson: LessonWorld):
    lesson.make(Move.POSE, Move.OPEN)
    standing = lesson.standing
    look = partial(missing, standing, clock.now())
    with counted_statements(inside) as few:
        look()
    seat(lesson, 0, 1, 2)

    with counted_statements(inside) as many:
        look()

    assert len(few) == len(many) == 1
