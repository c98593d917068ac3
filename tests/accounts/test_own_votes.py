"""Votes in lessons in the file of one's own data, and after one was erased."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.accounts.erasing import erase_learner
from quizapp.accounts.own_data import as_html, own_data
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.lessons.phases import Move
from quizapp.lessons.chores import feed_memories
from quizapp.lessons.reporting import lesson_report
from quizapp.lessons.voting import GivenVote
from quizapp.models import Card, User
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.classes import new_class
from tests.support.lessons import LessonWorld, new_lesson
from tests.support.playing import all_rows


@pytest.fixture
def lesson(inside: Flask, published: PublishedBank) -> LessonWorld:
    lesson = new_lesson(new_class(published, ("Ana", "Ben")))
    lesson.make(Move.POSE, Move.OPEN)
    return lesson


def test_both_votes_are_told_without_what_was_right(lesson):
    ana = lesson.learner()
    lesson.send(ana, GivenVote(lesson.standing.sequence, (), is_unknown=True))
    lesson.vote(lesson.learner(1))
    lesson.make(Move.CLOSE, Move.DISCUSS, Move.VOTE_AGAIN)
    lesson.vote(ana)

    data = own_data(ana.user_id, clock.now())

    first, second = data["votes_in_lessons"]
    assert (first["lesson"], first["class"]) == ("Tides", "Class 7b")
    assert first["question"] == "What pulls at the sea and makes it rise?"
    assert (first["chosen"], first["did_not_know"], first["after_discussion"]) == ([], True, False)
    assert (second["chosen"], second["after_discussion"]) == (["The moon"], True)
    page = as_html(data).decode()
    assert "Votes in lessons" in page
    assert "after the discussion" in page


def test_who_is_erased_counts_on_and_is_fed_no_more(lesson):
    lesson.all_vote([True, False])
    world = lesson.world
    ana = db.session.get_one(User, world.learner_ids[0]).public_id
    erase_learner(world.classroom.id, ana, world.teacher_id, clock.now())
    lesson.make(Move.CLOSE, Move.REVEAL)

    feed_memories(clock.moment())

    (question,) = lesson_report(lesson.class_id, lesson.lesson_id).questions
    assert (question.first.right, question.first.n) == (1, 2)
    assert [card.user_id for card in all_rows(Card)] == [world.learner_ids[1]]
