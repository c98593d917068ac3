"""Typed answers, as a class is working on them: grouped for its teacher, and none on the wall."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lessons.looking_on import asked, wall
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player
from tests.support.shelves import put_to_use
from tests.support.typed import add_number

TYPED = ("1.5 million", "2 million", "2000000", "1500000", None)
ITEM_KEY = "how-many-boats"


@pytest.fixture
def world(inside: None, bank_file: Path) -> ClassWorld:
    add_number(bank_file)
    names = ("Ada A", "Ben B", "Cem C", "Dora D", "Eva E")
    return new_class(put_to_use(bank_file), names)


@pytest.fixture
def assignment(world: ClassWorld) -> str:
    public_id = world.assign("typed")
    for learner_id, text in zip(world.learner_ids, TYPED, strict=True):
        Player(learner_id, world.published).type(world.begin(public_id, learner_id), 1, text)
    return public_id


def test_a_class_at_work_is_counted_by_what_was_read(world: ClassWorld, assignment: str) -> None:
    found = asked(world, assignment)[ITEM_KEY]

    counts = {part.text: found.spread.counts.get(part.id, 0) for part in found.parts}
    assert counts == {"1.5 million boats": 2, "1.8 million boats": 0, "2,000,000 boats": 2}
    assert (found.spread.in_order, found.spread.unknown) == (2, 1)
    assert found.spread.beyond(found.parts) == 0


def test_the_wall_tells_how_many_were_right_and_nothing_that_was_typed(
    world: ClassWorld, assignment: str
) -> None:
    plain = wall(world, assignment, ITEM_KEY)
    open_wall = wall(world, assignment, ITEM_KEY, answers=True)

    assert (plain.options, open_wall.options) == ((), ())
    assert (plain.in_order, open_wall.in_order) == (None, 2)
    assert open_wall.others is None


def test_the_key_on_the_wall_is_the_number(world: ClassWorld, assignment: str) -> None:
    found = wall(world, assignment, ITEM_KEY, key=True)

    assert [(option.text, option.is_key) for option in found.options] == [
        ("1.5 million boats", True)
    ]
