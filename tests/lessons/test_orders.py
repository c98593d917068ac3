"""Items to be put in order, as a class is working on them: by pairs, and on the wall by none."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import current_app

from quizapp.banks.shelf import bank_shelf
from quizapp.lessons.live import AskedQuestion, live_class
from quizapp.lessons.projecting import Projected, Wish, projected
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class, place_on_wall
from tests.support.orders import ENTRIES, add_order, numbers_of
from tests.support.playing import Player, published_from

ORDERS = ("abcd", "bacd", "dcba")


@pytest.fixture
def world(inside: None, bank_file: Path) -> ClassWorld:
    add_order(bank_file)
    bank_shelf().look(clock.now())
    bank_shelf().place().take_over_now(clock.now())
    return new_class(published_from(bank_file), ("Ada A", "Ben B", "Cem C"))


@pytest.fixture
def assignment(world: ClassWorld) -> str:
    """An assignment whose order each has put in another way."""
    public_id = world.assign("orders")
    for learner_id, order in zip(world.learner_ids, ORDERS, strict=True):
        attempt = world.begin(public_id, learner_id)
        player = Player(learner_id, world.published)
        player.respond(attempt, 1, *numbers_of(attempt, order))
    return public_id


def live(world: ClassWorld, assignment: str) -> AskedQuestion:
    found = live_class(world.facts(assignment), world.published.bank, clock.now())
    return next(each for each in found.questions if each.item_key == "one-tide")


def wall(world: ClassWorld, assignment: str, **wish: bool) -> Projected:
    place = place_on_wall(assignment, "one-tide")
    bank, secret = world.published.bank, current_app.config["SECRET_KEY"]
    found = projected(world.facts(assignment), bank, Wish(place, **wish), secret)
    assert found is not None
    return found


def test_a_class_at_work_is_counted_by_pairs_and_by_the_whole_order(
    world: ClassWorld, assignment: str
) -> None:
    found = live(world, assignment)

    assert [found.spread.counts.get(part.id, 0) for part in found.parts] == [1, 2, 2]
    assert (found.spread.in_order, found.spread.unknown) == (1, 0)
    assert found.spread.beyond(found.parts) == 0


def test_the_wall_shows_no_order_and_no_figure_of_an_entry_before_the_key(
    world: ClassWorld, assignment: str
) -> None:
    plain, open_wall = wall(world, assignment), wall(world, assignment, answers=True)

    for found in (plain, open_wall):
        assert [option.text for option in found.options] != list(ENTRIES)
        assert {(option.count, option.is_key) for option in found.options} == {(None, None)}
    assert (plain.in_order, open_wall.in_order) == (None, 1)
    assert open_wall.others is None


def test_the_key_on_the_wall_is_the_order(world: ClassWorld, assignment: str) -> None:
    found = wall(world, assignment, key=True)

    assert [option.text for option in found.options] == list(ENTRIES)
    assert found.is_in_order
