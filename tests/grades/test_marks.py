"""The page of marks: its heads, its rows, and what it costs."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from flask import Flask

from quizapp.assignments.facts import assignments_of_class
from tests.grades.marks_page import cell, class_of_three, grid, opened
from tests.support.classes import ClassWorld
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.test_query_counts import statements_for

pytestmark = on_sqlite


@pytest.fixture
def world(app: Flask, teacher: Visitor, bank_file: Path) -> ClassWorld:
    with app.app_context():
        return class_of_three(teacher, bank_file)


def test_learners_stand_by_surname_and_heads_say_what_is_missing(
    teacher: Visitor, world: ClassWorld
) -> None:
    words = text_of(teacher.get(grid(world)).text)

    assert words.index("Alm, Ben") < words.index("de Bo, Cleo") < words.index("Zett, Ada")
    assert "3 missing" in words
    assert "80 % 2 to do" in words
    assert "Zett, Ada 80 80 missing" in words
    assert "The total is the mean of 2 quizzes, each by its weight." in words


def test_the_number_of_missing_leads_to_those_who_are(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    with app.app_context():
        second = assignments_of_class(world.classroom.id)[1].public_id
        world.play(second, world.learner_ids[1])

    page = teacher.get(grid(world))
    words = text_of(teacher.get(f"{grid(world)}?show=missing&of={second}").text)

    assert f"show=missing&amp;of={second}" in page.text
    assert "Alm, Ben" not in words
    assert "2 of 3" in words


def test_a_learner_is_found_by_any_part_of_the_name(teacher: Visitor, world: ClassWorld) -> None:
    words = text_of(teacher.get(f"{grid(world)}?q=bo+cl").text)

    assert "de Bo, Cleo" in words
    assert "Zett, Ada" not in words


def test_low_rows_are_remembered_until_chosen_otherwise(
    teacher: Visitor, world: ClassWorld
) -> None:
    assert '"marks compact"' not in teacher.get(grid(world)).text

    assert '"marks compact"' in teacher.get(f"{grid(world)}?rows=compact").text
    assert '"marks compact"' in teacher.get(grid(world)).text
    assert '"marks compact"' not in teacher.get(f"{grid(world)}?rows=roomy").text


def test_what_is_under_half_is_tinted_and_says_its_number(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    end = f"cell={cell(app, world)}"
    for score, low in (("2,5", 0), ("2,4", 1)):
        page = opened(teacher, app, world)
        sent(teacher, page, end, score=score, reason="x", action="set")
        assert teacher.get(grid(world)).text.count('<td class="low"') == low


def test_the_grid_and_an_open_cell_cost_the_same_for_a_large_class(
    teacher: Visitor, app: Flask, world: ClassWorld
) -> None:
    pages = (grid(world), f"{grid(world)}?cell={cell(app, world)}", f"{grid(world)}?sort=total")
    before = [statements_for(app, partial(teacher.get, path)) for path in pages]
    with app.app_context():
        for number in range(6):
            world.play(world.assign("quiet"), world.add_learner(f"L{number}"))

    after = [statements_for(app, partial(teacher.get, path)) for path in pages]

    assert before == after
    assert max(after) <= 22
