"""Votes and the step that closes them, at one moment: whatever was acknowledged is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import VoteOver
from quizapp.domain.lessons.phases import Move, Phase
from quizapp.lessons.leading import Step
from quizapp.lessons.voting import GivenVote
from quizapp.web.extensions import db
from tests.support.classes import new_class
from tests.support.lessons import LessonWorld, new_lesson
from tests.support.playing import at_once

SIX = tuple(f"{letter}da {letter}" for letter in "ABCDEF")


@pytest.fixture
def lesson(inside: Flask, published: PublishedBank) -> LessonWorld:
    lesson = new_lesson(new_class(published, SIX))
    lesson.make(Move.POSE, Move.OPEN)
    return lesson


@pytest.fixture
def between(inside: Flask) -> Iterator[list[Callable[[], object]]]:
    """What is done once, by somebody else, when a page knows the phase and asks for the rest."""
    deeds: list[Callable[[], object]] = []

    def done() -> None:
        with inside.app_context():
            deeds.pop()()

    def go_between(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if deeds and "lesson_row_id" in statement:
            other = Thread(target=done)
            other.start()
            other.join()

    event.listen(db.engine, "before_cursor_execute", go_between)
    yield deeds
    event.remove(db.engine, "before_cursor_execute", go_between)


def test_wall_does_not_show_the_key_of_a_question_posed_while_it_looks(lesson, between):
    lesson.make(Move.CLOSE, Move.REVEAL)
    step = Step(Move.POSE, lesson.standing.sequence)

    between.append(lambda: lesson.step(step))
    wall = lesson.wall()

    assert not between
    assert (wall.standing.phase, wall.reveal) == (Phase.READ, None)


def test_teacher_sees_no_votes_of_another_step(lesson, between):
    lesson.make(Move.CLOSE)
    step = Step(Move.POSE, lesson.standing.sequence)

    between.append(lambda: lesson.step(step))
    led = lesson.led()

    assert not between
    assert (led.standing.phase, led.first) == (Phase.READ, None)


def test_what_was_acknowledged_is_counted_at_the_close_and_nothing_else(lesson, inside):
    here, turns = lesson.standing, count()
    given = GivenVote(here.sequence, (1,))
    voters = [lesson.learner(number) for number in range(6)]

    def vote_or_close() -> Any:
        number = next(turns)
        if number == 3:
            return lesson.step(Step(Move.CLOSE, here.sequence))
        voter = number - (number > 3)
        lesson.send(voters[voter], given)
        return voter

    results = at_once(inside, 7, vote_or_close)

    acknowledged = {each for each in results if isinstance(each, int)}
    refused = [each for each in results if isinstance(each, Exception)]
    assert lesson.standing.phase is Phase.FIRST_CLOSED
    assert all(isinstance(each, VoteOver) for each in refused)
    assert len(acknowledged) + len(refused) == 6
    assert len(lesson.votes()) == lesson.led().first.n == len(acknowledged)
