"""The report on a lesson, its figures worked out by hand."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import NotFound
from quizapp.domain.lessons.discussion import Moved, Share
from quizapp.domain.lessons.phases import Move
from quizapp.lessons.reporting import lesson_report
from tests.support.classes import new_class
from tests.support.lessons import LessonWorld, new_lesson

TEN = tuple(f"{letter}da {letter}" for letter in "ABCDEFGHIJ")
TO_SECOND = (Move.CLOSE, Move.DISCUSS, Move.VOTE_AGAIN)
OVER = (Move.CLOSE, Move.REVEAL)


@pytest.fixture
def lesson(inside: Flask, published: PublishedBank) -> LessonWorld:
    lesson = new_lesson(new_class(published, TEN))
    lesson.make(Move.POSE, Move.OPEN)
    return lesson


def report(lesson: LessonWorld):
    return lesson_report(lesson.class_id, lesson.lesson_id)


def test_a_question_tells_both_votes_and_what_the_discussion_moved(lesson):
    lesson.all_vote([True] * 4 + [False] * 6)
    lesson.make(*TO_SECOND)
    lesson.all_vote([True, True, True, False] + [True] * 4 + [False])
    lesson.make(*OVER, Move.END)

    (question,) = report(lesson).questions

    assert (question.first.right, question.first.n) == (4, 10)
    assert (question.second.right, question.second.n) == (7, 9)
    assert question.was_discussed
    assert question.moved == Moved(3, 4, 1, 1)
    assert question.moved.gain == pytest.approx(3 / 5)


def test_a_question_answered_alone_tells_what_the_discussion_taught(lesson):
    first_id = lesson.asked().id
    lesson.all_vote([True, False, False, False])
    lesson.make(*TO_SECOND)
    lesson.all_vote([True, True, True, False])
    lesson.make(*OVER)
    lesson.add("bare-flats", follows_id=first_id)
    lesson.make(Move.POSE, Move.OPEN)
    lesson.all_vote([True, True, False, False, True])
    lesson.make(*OVER)

    discussed, alone = report(lesson).questions

    assert discussed.afterwards.everybody == Share(3, 5)
    assert discussed.afterwards.moved == Share(1, 2)
    assert (alone.follows_id, alone.moved, alone.second.n) == (first_id, None, 0)


def test_a_second_vote_after_an_explanation_is_no_discussion(lesson):
    lesson.all_vote([True, False])
    lesson.make(Move.CLOSE, Move.VOTE_AGAIN)
    lesson.all_vote([True, True])

    (question,) = report(lesson).questions

    assert not question.was_discussed
    assert question.moved == Moved(1, 1, 0, 0)


def test_guests_count_and_are_nobody(lesson):
    lesson.vote(lesson.guest())
    lesson.vote(lesson.learner())

    told = report(lesson)

    assert (told.learners, told.guests, told.questions[0].first.n) == (1, 1, 2)


def test_a_question_that_nobody_voted_on_is_left_out(lesson):
    lesson.make(*OVER)

    assert report(lesson).questions == ()


def test_a_report_is_for_the_class_only(lesson, published):
    other = new_class(published, teacher="other")

    with pytest.raises(NotFound):
        lesson_report(other.classroom.id, lesson.lesson_id)
