"""Items to be matched, as a class is working on them: by prompts, and on the wall by none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lessons.looking_on import asked, wall
from tests.support.classes import ClassWorld, new_class
from tests.support.matches import PAIRS, add_matches, numbers_of
from tests.support.playing import Player
from tests.support.shelves import put_to_use

WRONG = {**PAIRS, "Boats can leave": "A spring tide"}
ITEM_KEY = "which-water"


@pytest.fixture
def world(inside: None, bank_file: Path) -> ClassWorld:
    add_matches(bank_file)
    return new_class(put_to_use(bank_file), ("Ada A", "Ben B", "Cem C"))


@pytest.fixture
def assignment(world: ClassWorld) -> str:
    """An assignment in which one learner has one prompt wrong."""
    public_id = world.assign("matches")
    for learner_id, given in zip(world.learner_ids, (PAIRS, PAIRS, WRONG), strict=True):
        attempt = world.begin(public_id, learner_id)
        Player(learner_id, world.published).respond(attempt, 1, *numbers_of(attempt, given))
    return public_id


def test_a_class_at_work_is_counted_by_prompts_and_by_all_of_them(
    world: ClassWorld, assignment: str
) -> None:
    found = asked(world, assignment)[ITEM_KEY]

    counts = {part.text: found.spread.counts.get(part.id, 0) for part in found.parts}
    assert counts["Boats can leave → High water"] == 2
    assert counts["It comes twice a day → High water"] == 3
    assert (found.spread.in_order, found.spread.beyond(found.parts)) == (2, 0)


def test_the_wall_shows_prompts_and_answers_and_how_many_had_them_all(
    world: ClassWorld, assignment: str
) -> None:
    plain = wall(world, assignment, ITEM_KEY)
    open_wall = wall(world, assignment, ITEM_KEY, answers=True)

    for found in (plain, open_wall):
        assert set(found.prompts) == set(PAIRS)
        assert {(option.count, option.is_key) for option in found.options} == {(None, None)}
    assert (plain.in_order, open_wall.in_order) == (None, 2)
    assert open_wall.others is None


def test_the_key_on_the_wall_is_the_answer_of_each_prompt(
    world: ClassWorld, assignment: str
) -> None:
    found = wall(world, assignment, ITEM_KEY, key=True)

    assert set(found.prompts) == {f"{prompt} → {answer}" for prompt, answer in PAIRS.items()}
