"""What a lesson can ask, and how it begins with that."""

from __future__ import annotations

from datetime import UTC

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.errors import NotFound
from quizapp.lessons.adding import NewLesson, begin_lesson, parts_to_add
from quizapp.lessons.led import led_view, lessons_of_week
from quizapp.lessons.picking import (
    Pick,
    followed,
    picks_again,
    picks_of_quiz,
    quiz_sources,
)
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player


@pytest.fixture
def world(inside: Flask, published: PublishedBank) -> ClassWorld:
    return new_class(published, ("Ada A", "Ben B"))


def begin(world: ClassWorld, *rows: Pick) -> str:
    bank = world.published.bank
    new = NewLesson("Tides", rows)
    return begin_lesson(world.classroom.id, new, {bank.id: bank}, world.teacher_id, clock.now())


def pick(world: ClassWorld, key: str, follows: str | None = None) -> Pick:
    return Pick(world.published.bank.id, key, "", follows)


def plan(world: ClassWorld, lesson_id: str) -> list[tuple[str, str | None]]:
    """The items of a lesson, each with the one that it follows."""
    bank = world.published.bank
    questions = led_view(world.classroom.id, lesson_id, {bank.id: bank}).plan
    keys = {each.id: each.item.item_key for each in questions}
    return [(each.item.item_key, keys.get(each.follows_id or 0)) for each in questions]


def test_quiz_offers_what_can_be_voted_on_and_ticks_the_first_six(world: ClassWorld):
    bank = world.published.bank

    picks = picks_of_quiz([bank], bank.id, "quiet")

    assert len(picks.rows) == 8
    assert picks.ticked == tuple(row.item_key for row in picks.rows)[:6]
    assert picks.rows[0].stem == "What pulls at the sea and makes it rise?"
    assert picks.left_out == 0


def test_quiz_that_is_not_there_is_not_found(world: ClassWorld):
    bank = world.published.bank

    for bank_key, quiz_key in (("other", "all"), (bank.id, "other")):
        with pytest.raises(NotFound):
            picks_of_quiz([bank], bank_key, quiz_key)


def test_sources_are_quizzes_with_something_to_vote_on(world: ClassWorld):
    sources = quiz_sources([world.published.bank])

    assert [(each.key, each.count) for each in sources] == [
        ("all", 5),
        ("quiet", 8),
        ("by-topic", 8),
    ]


def test_what_a_class_forgets_next_makes_a_ready_lesson(world: ClassWorld):
    bank_shelf().look(clock.now())
    for learner_id in world.learner_ids:
        Player(learner_id, world.published).play("all", wrong=(1, 2))

    picks = picks_again(world.classroom, world.now, UTC)

    assert picks.is_again
    assert picks.title == "The pull of the moon, On the shore"
    assert picks.ticked == tuple(row.item_key for row in picks.rows)
    assert [(row.item_key, row.follows) for row in picks.rows[:3]] == [
        ("what-pulls", None),
        ("who-reads", None),
        ("bare-flats", None),
    ]


def test_second_question_on_a_passage_is_answered_alone(world: ClassWorld):
    """The same item again stands for another one on its passage."""
    asked = ["what-pulls", "what-pulls", "what-pulls", "who-reads", "ebb", "ebb"]

    before = [follows for _, follows in followed(world.published.bank, asked)]

    assert before == [None, "what-pulls", None, None, None, None]


def test_question_answered_alone_comes_behind_the_one_it_follows(world: ClassWorld):
    rows = (
        pick(world, "what-pulls"),
        pick(world, "neap", "what-pulls"),
        pick(world, "who-reads"),
    )

    assert plan(world, begin(world, *rows)) == [
        ("what-pulls", None),
        ("neap", "what-pulls"),
        ("who-reads", None),
    ]


def test_question_that_lost_the_one_before_it_is_asked_like_the_others(world: ClassWorld):
    rows = (pick(world, "neap", "what-pulls"), pick(world, "who-reads"))

    assert plan(world, begin(world, *rows)) == [("neap", None), ("who-reads", None)]


def test_what_is_planned_already_is_not_offered_again(world: ClassWorld):
    bank = world.published.bank
    lesson_id = begin(world, pick(world, "what-pulls"))
    lead = led_view(world.classroom.id, lesson_id, {bank.id: bank})

    parts = parts_to_add(lead, [bank])

    offered = [row.item_key for part in parts for row in part.rows]
    assert "what-pulls" not in offered
    assert {part.title for part in parts} == {"The pull of the moon", "On the shore"}
    assert len(offered) == len(set(offered)) == 7


def test_desk_lists_a_lesson_that_goes_on(world: ClassWorld):
    begin(world, pick(world, "what-pulls"))

    (lesson,) = lessons_of_week(world.classroom.id, clock.now())

    assert (lesson.title, lesson.ended_at, lesson.asked) == ("Tides", None, 0)
