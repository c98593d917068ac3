"""What the first page asks for, and what it asks only where it can matter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.lessons.phases import Move
from quizapp.home.today import home_of
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class, new_user
from tests.support.lessons import new_lesson
from tests.test_query_counts import statements_for


@pytest.fixture
def worlds(inside: Flask, published: PublishedBank) -> list[ClassWorld]:
    """Two classes with the same learner, of which the newer one says how they learn."""
    older = new_class(published, ("Lena Abel",))
    newer = new_class(published, teacher="tim")
    newer.now += timedelta(hours=1)
    newer.enrol(older.learner_ids[0])
    return [older, newer]


def lessons_on(world: ClassWorld) -> list[str]:
    home = home_of(world.learner_ids[0], [world.published.bank], clock.moment())
    return [lesson.lesson_id for lesson in home.lessons]


def test_lessons_are_told_of_in_whichever_class_they_are_while_they_are_on(worlds):
    assert lessons_on(worlds[0]) == []
    first, second = (new_lesson(world) for world in worlds)

    assert lessons_on(worlds[0]) == [second.lesson_id, first.lesson_id]
    second.make(Move.END)
    assert lessons_on(worlds[0]) == [first.lesson_id]
    first.make(Move.END)
    assert lessons_on(worlds[0]) == []


def test_a_class_with_a_quiz_asks_one_statement_more_and_a_lesson_another(inside, published):
    def cost(user_id: int) -> int:
        moment = clock.moment()
        return statements_for(inside, lambda: home_of(user_id, [published.bank], moment))

    world = new_class(published, ("Lena Abel",))
    world.assign("all")
    in_no_class = cost(new_user("Samir Bo"))

    assert cost(world.learner_ids[0]) == in_no_class + 1
    new_lesson(world)
    assert cost(world.learner_ids[0]) == in_no_class + 2
