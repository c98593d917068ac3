"""Items to be matched, as a class is working on them: by prompts, and on the wall by none."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import current_app

from quizapp.banks.shelf import bank_shelf
from quizapp.lessons.live import AskedQuestion, live_class
from quizapp.lessons.projecting import Projected, Wish, projected
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class, place_on_wall
from tests.support.matches import PAIRS, add_matches, numbers_of
from tests.support.playing import Player, published_from

WRONG = {**PAIRS, "Boats can leave": "A spring tide"}


@pytest.fixture
def world(inside: None, bank_file: Path) -> ClassWorld:
    add_matches(bank_file)
    bank_shelf().look(clock.now())
    bank_shelf().place().take_over_now(clock.now())
    return new_class(published_from(bank_file), ("Ada A", "Ben B", "Cem C"))


@pytest.fixture
def assignment(world: ClassWorld) -> str:
    """An assignment in which one learner has one prompt wrong."""
    public_id = world.assign("matches")
    for learner_id, given in zip(world.learner_ids, (PAIRS, PAIRS, WRONG), strict=True):
        attempt = world.begin(public_id, learner_id)
        Player(learner_id, world.published).respond(attempt, 1, *numbers_of(attempt, given))
    return public_id


def live(world: ClassWorld, assignment: str) -> AskedQuestion:
    found = live_class(world.facts(assignment), world.published.bank, clock.now())
    return next(each for each in found.questions if each.item_key == "which-water")


def wall(world: ClassWorld, assignment: str, **wish: bool) -> Projected:
    place = place_on_wall(assignment, "which-water")
    bank, secret = world.published.bank, current_app.config["SECRET_KEY"]
    found = projected(world.facts(assignment), bank, Wish(place, **wish), secret)
    assert found is not None
    return found


def test_a_class_at_work_is_counted_by_prompts_and_by_all_of_them(
    world: ClassWorld, assignment: str
) -> None:
    found = live(world, assignment)

    counts = {part.text: found.spread.counts.get(part.id, 0) for part in found.parts}
    assert counts["Boats can leave → High water"] == 2
    assert counts["It comes twice a day → High water"] == 3
    assert (found.spread.in_order, found.spread.beyond(found.parts)) == (2, 0)


def test_the_wall_shows_prompts_and_answers_and_how_many_had_them_all(
    world: ClassWorld, assignment: str
) -> None:
    plain, open_wall = wall(world, assignment), wall(world, assignment, answers=True)

    for found in (plain, open_wall):
        assert set(found.prompts) == set(PAIRS)
        assert {(option.count, option.is_key) for option in found.options} == {(None, None)}
    assert (plain.in_order, open_wall.in_order) == (None, 2)
    assert open_wall.others is None


def test_the_key_on_the_wall_is_the_answer_of_each_prompt(
    world: ClassWorld, assignment: str
) -> None:
    found = wall(world, assignment, key=True)

    assert set(found.prompts) == {f"{prompt} → {answer}" for prompt, answer in PAIRS.items()}
