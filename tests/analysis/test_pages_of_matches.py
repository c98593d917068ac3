"""An item to be matched on the pages that a class's teacher reads, and in a learner's own data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from tests.support.classes import ClassWorld, class_of, place_on_wall
from tests.support.matches import PAIRS, add_matches, numbers_of
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.playing import Player, published_from
from tests.support.records import on_sqlite

pytestmark = on_sqlite

WRONG = {**PAIRS, "Boats can leave": "A spring tide"}


@pytest.fixture
def world(app: Flask, teacher: Visitor, bank_file: Path) -> ClassWorld:
    add_matches(bank_file)
    teacher.get("/quizzes")
    with app.app_context():
        return class_of(teacher, published_from(bank_file))


@pytest.fixture
def assignment(app: Flask, world: ClassWorld) -> str:
    """One that three have answered, two of them with the same wrong answer, and finished."""
    with app.app_context():
        public_id = world.assign("matches")
        for number, given in enumerate((PAIRS, WRONG, WRONG)):
            learner_id = world.add_learner(f"player{number}")
            attempt = world.begin(public_id, learner_id)
            player = Player(learner_id, world.published)
            player.respond(attempt, 1, *numbers_of(attempt, given))
            player.respond_right(attempt, 2)
        return public_id


def test_the_analysis_has_a_row_for_each_prompt_and_names_what_was_wrong_most_often(
    teacher: Visitor, world: ClassWorld, assignment: str
) -> None:
    address = f"/teach/classrooms/{world.classroom_id}/questions/tides/items/which-water"

    words = text_of(teacher.get(address).text)

    assert "Who had which right" in words
    assert "Boats can leave → High water Wrong most often: A spring tide (2 times) 1" in words
    assert "Right answer" not in words
    assert "chosen by fewer" not in words


def test_the_page_of_a_class_at_work_counts_each_prompt(
    teacher: Visitor, world: ClassWorld, assignment: str
) -> None:
    address = f"/teach/classrooms/{world.classroom_id}/assignments/{assignment}/live"

    words = text_of(teacher.get(address).text)

    assert "Boats can leave → High water" in words
    assert "All of them right" in words
    assert "Another answer" not in words


def test_the_wall_shows_prompts_before_the_key_and_pairs_with_it(
    app: Flask, teacher: Visitor, world: ClassWorld, assignment: str
) -> None:
    with app.app_context():
        place = place_on_wall(assignment, "which-water")
    address = f"/teach/classrooms/{world.classroom_id}/assignments/{assignment}/projector/{place}"

    plain = text_of(teacher.get(address).text)
    told = text_of(teacher.get(f"{address}?key=1").text)

    assert "What belongs to what?" in plain
    assert "→" not in plain
    assert "Boats can leave → High water" in told


def test_a_learners_own_data_says_what_each_prompt_was_given(
    app: Flask, bank_file: Path, learner: Visitor
) -> None:
    add_matches(bank_file)
    attempt = learner.start("matches")
    with app.app_context():
        numbers = numbers_of(attempt.rsplit("/", 1)[1], WRONG)
    learner.respond(attempt, 1, *numbers)

    told = json.loads(learner.get("/account/data.json").text)

    (taken,) = told["attempts"]
    assert set(taken["questions"][0]["answer"]["chosen"]) == {
        f"{prompt} → {answer}" for prompt, answer in WRONG.items()
    }
