"""The questions of a lesson: those that are added, and those on the same passage."""

from __future__ import annotations

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.errors import NotFound
from quizapp.domain.lessons.phases import Move
from quizapp.lessons.planning import ItemRef
from tests.support.classes import ClassWorld, new_class
from tests.support.lessons import LessonWorld, new_lesson

FOUR = ("Ada A", "Ben B", "Cem C", "Dora D")


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, FOUR)


@pytest.fixture
def lesson(world: ClassWorld) -> LessonWorld:
    return new_lesson(world)


def test_a_question_on_the_same_passage_comes_behind_it_and_is_answered_alone(lesson):
    lesson.make(Move.POSE)
    solo = lesson.add("bare-flats", follows_id=lesson.asked().id)
    lesson.make(Move.OPEN, Move.CLOSE, Move.REVEAL, Move.POSE, Move.OPEN, Move.CLOSE)

    led = lesson.led()

    assert (lesson.asked().id, led.is_solo, led.advice) == (solo, True, None)
    assert not led.moves & {Move.DISCUSS, Move.VOTE_AGAIN}
    assert Move.REVEAL in led.moves


def test_items_on_the_same_passage_are_offered_until_one_is_planned(world, edited):
    world.published = edited(("cites: bare for about six hours", "cites: and the pilots read it"))
    lesson = new_lesson(world, ["who-reads"])
    lesson.make(Move.POSE)
    offered = lesson.led().follow_ups
    solo = lesson.add("bare-flats", follows_id=lesson.asked().id)
    planned = lesson.led().follow_ups
    lesson.make(Move.OPEN, Move.CLOSE, Move.REVEAL, Move.POSE)

    assert offered == (ItemRef("tides", "bare-flats"),)
    assert planned == lesson.led().follow_ups == ()
    assert lesson.asked().id == solo


def test_a_question_answered_alone_comes_right_behind_the_one_it_follows(lesson):
    first, second = (each.id for each in lesson.questions())
    solo = lesson.add("bare-flats", follows_id=first)

    assert [each.id for each in lesson.questions()] == [first, solo, second]
    with pytest.raises(NotFound):
        lesson.add("ebb", follows_id=10**9)


def test_the_plan_tells_how_far_each_question_has_come(lesson):
    lesson.make(Move.POSE, Move.OPEN, Move.CLOSE, Move.REVEAL, Move.POSE)

    first, second = lesson.led().plan

    assert (first.is_posed, first.is_revealed, first.is_current) == (True, True, False)
    assert (second.is_posed, second.is_revealed, second.is_current) == (True, False, True)
    assert first.stem == "What pulls at the sea and makes it rise?"
