"""Items to be put in order, as a class is working on them: by pairs, and on the wall by none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.lessons.looking_on import asked, wall
from tests.support.classes import ClassWorld, new_class
from tests.support.orders import ENTRIES, add_order, numbers_of
from tests.support.playing import Player
from tests.support.shelves import put_to_use

ORDERS = ("abcd", "bacd", "dcba")
ITEM_KEY = "one-tide"


@pytest.fixture
def world(inside: None, bank_file: Path) -> ClassWorld:
    add_order(bank_file)
    return new_class(put_to_use(bank_file), ("Ada A", "Ben B", "Cem C"))


@pytest.fixture
def assignment(world: ClassWorld) -> str:
    """An assignment whose order each has put in another way."""
    public_id = world.assign("orders")
    for learner_id, order in zip(world.learner_ids, ORDERS, strict=True):
        attempt = world.begin(public_id, learner_id)
        player = Player(learner_id, world.published)
        player.respond(attempt, 1, *numbers_of(attempt, order))
    return public_id


def test_a_class_at_work_is_counted_by_pairs_and_by_the_whole_order(
    world: ClassWorld, assignment: str
) -> None:
    found = asked(world, assignment)[ITEM_KEY]

    assert [found.spread.counts.get(part.id, 0) for part in found.parts] == [1, 2, 2]
    assert (found.spread.in_order, found.spread.unknown) == (1, 0)
    assert found.spread.beyond(found.parts) == 0


def test_the_wall_shows_no_order_and_no_figure_of_an_entry_before_the_key(
    world: ClassWorld, assignment: str
) -> None:
    plain = wall(world, assignment, ITEM_KEY)
    open_wall = wall(world, assignment, ITEM_KEY, answers=True)

    for found in (plain, open_wall):
        assert [option.text for option in found.options] != list(ENTRIES)
        assert {(option.count, option.is_key) for option in found.options} == {(None, None)}
    assert (plain.in_order, open_wall.in_order) == (None, 1)
    assert open_wall.others is None


def test_the_key_on_the_wall_is_the_order(world: ClassWorld, assignment: str) -> None:
    found = wall(world, assignment, ITEM_KEY, key=True)

    assert [option.text for option in found.options] == list(ENTRIES)
    assert found.is_in_order
