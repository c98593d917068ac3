"""The map of a class as its teacher sees it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests.support.classes import ClassWorld, class_of
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import Player, published_from
from tests.support.records import edit_bank
from tests.test_query_counts import statements_for

HOSTILE = "<b>=A1</b> ليلى Ж 🌊" + "n" * 50


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(
    time: time_machine.Traveller, app: Flask, teacher: Visitor, bank_file: Path
) -> ClassWorld:
    with app.app_context():
        return class_of(teacher, published_from(bank_file))


def fill(app: Flask, world: ClassWorld, names: tuple[str, ...]) -> None:
    with app.app_context():
        for number, name in enumerate(names):
            user_id = world.add_learner(f"l{number} {name}")
            Player(user_id, world.published).play("all", wrong=(1, 3))


def text_at(teacher: Visitor, world: ClassWorld, rest: str = "") -> str:
    response = teacher.get(f"/teach/classrooms/{world.classroom_id}/map{rest}")
    assert response.status_code == 200
    return " ".join(text_of(response.text).split())


def test_an_empty_class_and_one_that_has_answered_nothing_say_what_to_do(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    assert "Nobody is in this class yet" in text_at(teacher, world)

    with app.app_context():
        world.add_learner("Ada")

    text = text_at(teacher, world)
    assert "There is nothing to go by yet. Set the class a quiz" in text
    assert "Nobody has met its questions yet" in text


def test_the_map_says_in_words_what_its_colours_say(
    app: Flask, teacher: Visitor, world: ClassWorld, time: time_machine.Traveller
) -> None:
    fill(app, world, ("Ada", "Bo", HOSTILE))
    time.shift(timedelta(days=2))

    text = text_at(teacher, world)

    assert "at the end of 5 March 2026" in text
    assert "1 question, met by 3 of 3 learners" in text
    assert "very weak" in text
    assert "Teach again tomorrow The pull of the moon, paragraph 1" in text
    assert "3 of 3 chose “" in text
    assert "Teach again today" in text_at(teacher, world, "?when=today")
    assert "Teach again within a week" in text_at(teacher, world, "?when=week")


def test_a_paragraph_leads_to_its_questions_and_learners(
    app: Flask, teacher: Visitor, world: ClassWorld, time: time_machine.Traveller
) -> None:
    fill(app, world, ("Ada", HOSTILE))
    time.shift(timedelta(days=2))

    page = teacher.get(f"/teach/classrooms/{world.classroom_id}/map/tides/moon/1").text

    text = " ".join(text_of(page).split())
    assert "What pulls at the sea and makes it rise?" in text
    assert "too few" in text  # of a facility, with two learners
    assert "Who is least likely to recall it" in text
    assert HOSTILE in text
    assert f"/teach/classrooms/{world.classroom_id}/questions/tides/items/what-pulls" in page
    assert f"/teach/classrooms/{world.classroom_id}/learners/" in page


def test_a_paragraph_that_no_question_asks_says_so(
    app: Flask, teacher: Visitor, world: ClassWorld, bank_file: Path
) -> None:
    """With a bank that holds its items back, its citation being lost, there is none either."""
    edit_bank(bank_file, ("bare for about six hours.\n\n", "bare for six hours.\n\n"))
    with app.app_context():
        world.add_learner("Ada")

    text = text_at(teacher, world, "/tides/shore/1")

    assert "No question asks this" in text
    assert "Write a question that cites this paragraph." in text


@pytest.mark.parametrize("path", ["", "/tides/moon/1"])
def test_a_map_asks_the_database_as_often_for_a_full_class(
    app: Flask, teacher: Visitor, world: ClassWorld, path: str
) -> None:
    address = f"/teach/classrooms/{world.classroom_id}/map{path}"
    fill(app, world, ("Ada",))
    teacher.get(address)
    for_one = statements_for(app, lambda: teacher.get(address))
    with app.app_context():
        for number in range(4):
            user_id = world.add_learner(f"m{number} M")
            Player(user_id, world.published).play("all", wrong=(2, 4))

    assert for_one == statements_for(app, lambda: teacher.get(address)) <= 8


PROMPT = "Whose word is this?"
MOON = "      heading: The pull of the moon\n"


@pytest.fixture
def prompted(bank_file: Path) -> None:
    """The first section has something to discuss."""
    edit_bank(bank_file, (MOON, f"{MOON}      prompts: [{PROMPT}]\n"))


@pytest.mark.usefixtures("prompted")
def test_what_a_section_gives_to_discuss_stands_on_the_map_and_for_no_learner(
    app: Flask, teacher: Visitor, learner: Visitor, world: ClassWorld
) -> None:
    fill(app, world, ("Ada",))

    assert f"1 question to discuss {PROMPT}" in text_at(teacher, world)
    assert f"To discuss {PROMPT}" in text_at(teacher, world, "/tides/moon/1")
    assert "To discuss" not in text_at(teacher, world, "/tides/shore/1")
    assert PROMPT not in learner.get("/article").text
