"""Which corrections have marks that differ, as a class's desk is told; and leaving them so."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from quizapp.banks.revisions import PublishedBank
from quizapp.regrades.differing import differing_marks
from quizapp.regrades.dry_runs import dry_run
from quizapp.regrades.history import regrade_history
from quizapp.regrades.leaving import leave_marks
from quizapp.regrades.regrading import undo
from quizapp.web import clock
from tests.support.classes import ClassWorld, new_class
from tests.support.playing import Player
from tests.support.regrading import BANK, BECAUSE, BETTER, FULL, played, regraded
from tests.test_query_counts import statements_for


@pytest.fixture
def world(inside: Flask, published: PublishedBank, player: Player) -> ClassWorld:
    """A class with the player in it."""
    world = new_class(published)
    world.enrol(player.user_id)
    return world


def told(world: ClassWorld, published: PublishedBank) -> list[tuple[str, int, int, int]]:
    found = differing_marks(world.classroom.id, [published.bank])
    return [(each.item_id, each.gains, each.losses, each.here) for each in found]


def test_where_nothing_was_corrected_nothing_differs(world, player, published):
    played(player, "The wind")

    assert told(world, published) == []


def test_a_corrected_key_is_told_with_its_marks(world, player, fellow, corrected):
    played(player, "The wind")
    played(fellow, "The moon")
    played(fellow, "The pilots")
    published = corrected()

    (found,) = differing_marks(world.classroom.id, [published.bank])

    assert told(world, published) == [("what-pulls", 1, 1, 1)]
    assert found.count == len(dry_run(published.bank, "what-pulls", BANK).changed)
    assert found.stem == "What pulls at the sea and makes it rise?"


def test_what_touches_other_classes_alone_is_not_told(world, fellow, corrected):
    played(fellow, "The wind")

    assert told(world, corrected()) == []


@pytest.mark.parametrize("rule", [BANK, BETTER, FULL])
def test_after_a_regrade_nothing_is_told_and_after_its_undo_all_is(
    world, player, fellow, corrected, rule
):
    played(player, "The wind")
    played(fellow, "The moon")
    published = corrected()
    (event,) = regraded(published, rule=rule)
    after = told(world, published)

    undo("tides", event, BECAUSE, clock.now())

    assert after == []
    assert told(world, published) == [("what-pulls", 1, 1, 1)]


def test_marks_left_as_they_are_are_no_more_told(world, player, corrected):
    played(player, "The wind")
    published = corrected()

    first = leave_marks(published.bank, ["what-pulls"], BECAUSE, clock.now())
    again = leave_marks(published.bank, ["what-pulls"], BECAUSE, clock.now())

    assert first == again
    assert told(world, published) == []
    assert [event.rule for event in regrade_history("tides")] == ["leave"]


def test_leaving_marks_can_be_undone(world, player, corrected):
    played(player, "The wind")
    published = corrected()
    (event,) = leave_marks(published.bank, ["what-pulls"], BECAUSE, clock.now())

    undo("tides", event, BECAUSE, clock.now())

    assert told(world, published) == [("what-pulls", 1, 0, 1)]


def test_another_correction_is_told_though_the_last_one_was_left(world, player, corrected, edited):
    played(player, "The pilots")
    leave_marks(corrected().bank, ["what-pulls"], BECAUSE, clock.now())

    other = edited(
        ("key: The wind\n", "key: The pilots\n"),
        ("- The pilots\n    hint: Look", "- The wind: Only waves.\n    hint: Look"),
    )

    assert told(world, other) == [("what-pulls", 1, 0, 1)]


def test_it_costs_the_same_for_a_long_history(
    world: ClassWorld,
    player: Player,
    fellow: Player,
    corrected: Callable[[], PublishedBank],
    inside: Flask,
) -> None:
    played(player, "The wind")
    published = corrected()
    class_id = world.classroom.id
    short = statements_for(inside, lambda: differing_marks(class_id, [published.bank]))
    for _ in range(3):
        played(player, "The moon")
        played(fellow, "The pilots")

    long = statements_for(inside, lambda: differing_marks(class_id, [published.bank]))

    assert short == long == 4
