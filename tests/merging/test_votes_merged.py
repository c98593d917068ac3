"""Votes in lessons follow their learner when two accounts become one."""

from __future__ import annotations

from sqlalchemy import select

from quizapp.domain.lessons.phases import Move
from quizapp.merging.merging import merge
from quizapp.models import LessonSeat, User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import new_class
from tests.support.lessons import new_lesson
from tests.support.playing import stored


def public_id(user_id: int) -> str:
    return db.session.get_one(User, user_id).public_id


def test_votes_of_both_accounts_are_kept_and_each_counts_once(inside, published):
    world = new_class(published, ("Ada A", "Ben B"))
    lesson = new_lesson(world)
    lesson.make(Move.POSE, Move.OPEN)
    lesson.all_vote([True, False])
    lesson.make(Move.CLOSE, Move.DISCUSS, Move.VOTE_AGAIN)
    lesson.vote(lesson.learner(1), right=False)
    ada, ben = world.learner_ids

    merge(world.classroom.id, public_id(ben), public_id(ada), world.teacher_id, clock.moment())

    (seat,) = stored(select(LessonSeat))
    first, second = lesson.votes()
    assert seat.user_id == ada
    assert (first.round, second.round) == (1, 2)
    assert {first.seat_id, second.seat_id} == {seat.id}
    assert lesson.first_vote(lesson.learner()) == lesson.numbers()


def test_a_seat_in_a_lesson_of_the_one_goes_over_whole(inside, published):
    world = new_class(published, ("Ada A", "Ben B"))
    lesson = new_lesson(world)
    lesson.make(Move.POSE, Move.OPEN)
    lesson.vote(lesson.learner(1))
    ada, ben = world.learner_ids

    merge(world.classroom.id, public_id(ben), public_id(ada), world.teacher_id, clock.moment())

    assert lesson.first_vote(lesson.learner()) == lesson.numbers()
