"""A lesson that nobody ended ends by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.banks.revisions import PublishedBank
from quizapp.classes.classrooms import archive_classroom
from quizapp.domain.lessons.phases import Move, Phase
from quizapp.lessons.chores import end_forgotten, see_to_lessons
from quizapp.models import LessonSeat, Review
from quizapp.models.memory import ReviewSource
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import ClassWorld, new_class
from tests.support.inside import MONDAY
from tests.support.lessons import LessonWorld, new_lesson
from tests.support.playing import Player, stored
from tests.support.remembered import log

FOUR = ("Ada A", "Ben B", "Cem C", "Dora D")
TODAY = MONDAY.date()


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, FOUR)


@pytest.fixture
def lesson(world: ClassWorld) -> LessonWorld:
    lesson = new_lesson(world)
    lesson.make(Move.POSE, Move.OPEN)
    return lesson


def player(lesson: LessonWorld, number: int = 0) -> Player:
    return Player(lesson.world.learner_ids[number], lesson.world.published)


def test_a_lesson_that_was_forgotten_ends_by_itself(lesson, time):
    guest = lesson.guest()
    lesson.vote(guest)
    time.shift(timedelta(hours=7))

    assert [end_forgotten(clock.now()), end_forgotten(clock.now())] == [1, 0]

    assert lesson.standing.phase is Phase.ENDED
    (seat,) = stored(select(LessonSeat))
    assert seat.secret_hash is None
    assert lesson.questions()[0].over_at == clock.now()


def test_a_lesson_of_a_class_in_the_archive_ends_by_itself(lesson):
    lesson.guest()
    archive_classroom(lesson.class_id, lesson.world.teacher_id, clock.now())

    end_forgotten(clock.now())

    assert lesson.standing.phase is Phase.ENDED
    (seat,) = stored(select(LessonSeat))
    assert seat.secret_hash is None


def test_a_lesson_that_goes_on_is_not_ended(lesson, time):
    time.shift(timedelta(hours=5))

    assert end_forgotten(clock.now()) == 0
    assert db.session.scalar(select(Review.id)) is None


def test_what_is_seen_to_ends_what_was_forgotten_and_feeds_it(lesson, time):
    lesson.vote(lesson.learner())
    time.shift(timedelta(hours=7))

    see_to_lessons(clock.now())

    (row,) = log(player(lesson), "what-pulls")
    assert lesson.standing.phase is Phase.ENDED
    assert (row.source, row.day, row.is_key_held) == (ReviewSource.VOTE, TODAY, False)


def test_the_limit_for_a_forgotten_lesson_is_six_hours(lesson, time):
    time.shift(timedelta(hours=6, seconds=1))

    assert end_forgotten(clock.now()) == 1
