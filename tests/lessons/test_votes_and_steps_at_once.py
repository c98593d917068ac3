"""Votes and the step that closes them, at one moment: whatever was acknowledged is counted."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import VoteOver
from quizapp.domain.lessons.phases import Move, Phase
from quizapp.lessons.leading import Step
from quizapp.lessons.voting import GivenVote
from tests.support.classes import new_class
from tests.support.lessons import LessonWorld, new_lesson
from tests.support.playing import at_once

SIX = tuple(f"{letter}da {letter}" for letter in "ABCDEF")


@pytest.fixture
def lesson(inside: Flask, published: PublishedBank) -> LessonWorld:
    lesson = new_lesson(new_class(published, SIX))
    lesson.make(Move.POSE, Move.OPEN)
    return lesson


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
