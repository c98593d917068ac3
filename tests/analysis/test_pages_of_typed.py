"""An item whose answer is typed, on the page that a class's teacher reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.accounts.erasing import erase_named
from quizapp.web import clock
from tests.support.classes import ClassWorld, class_of
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import Player, published_from
from tests.support.records import on_sqlite
from tests.support.typed import add_number

pytestmark = on_sqlite


@pytest.fixture
def world(app: Flask, teacher: Visitor, bank_file: Path) -> ClassWorld:
    """A class of three: one typed a number, two said that they don't know."""
    add_number(bank_file)
    teacher.get("/quizzes")
    with app.app_context():
        world = class_of(teacher, published_from(bank_file))
        for number, text in enumerate(("1.5 million", None, None)):
            player = Player(world.add_learner(f"player{number}"), world.published)
            player.type(player.start("typed"), 1, text)
        return world


def test_the_analysis_tells_how_many_typed_nothing(teacher: Visitor, world: ClassWorld) -> None:
    address = f"/teach/classrooms/{world.classroom_id}/questions/tides/items/how-many-boats"

    words = text_of(teacher.get(address).text)

    assert "1.5 million boats Typed: 1.5 million Right answer 1 33 %" in words
    assert "Nothing was typed in 2 attempts" in words


def test_of_a_learner_who_was_erased_the_answer_counts_without_its_words(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    with app.app_context():
        player = Player(world.add_learner("zoe"), world.published)
        player.type(player.start("typed"), 1, "5550199")
        erase_named("zoe", clock.now())
    address = f"/teach/classrooms/{world.classroom_id}/questions/tides/items/how-many-boats"

    words = text_of(teacher.get(address).text)

    assert "5550199" not in words
    assert "Deleted with the learner 1 25 %" in words
    assert "Nothing was typed in 2 attempts" in words
