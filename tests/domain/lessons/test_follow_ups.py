"""Questions that can be voted on, and those on the passage that was discussed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.lessons.follow_ups import follow_ups, votable_items
from tests.support.orders import add_order
from tests.support.playing import published_from

SAME_PASSAGE = ("cites: bare for about six hours", "cites: and the pilots read it")


@pytest.fixture
def bank(edited):
    """The small bank, with two items on the passage of the table."""
    return edited(SAME_PASSAGE).bank


def test_items_on_the_same_passage_follow(bank):
    assert follow_ups(bank, bank.content_of("who-reads")) == ("bare-flats",)
    assert follow_ups(bank, bank.content_of("bare-flats")) == ("who-reads",)
    assert follow_ups(bank, bank.content_of("what-pulls")) == ()


def test_what_the_lesson_asks_already_does_not_follow(bank):
    assert follow_ups(bank, bank.content_of("who-reads"), {"bare-flats"}) == ()


def test_an_item_that_cites_nothing_is_followed_by_nothing(bank):
    assert follow_ups(bank, bank.content_of("ebb")) == ()


def test_only_what_is_chosen_can_be_voted_on(bank_file):
    add_order(bank_file)
    bank = published_from(bank_file).bank

    votable = votable_items(bank)

    assert "one-tide" in bank.items
    assert "one-tide" not in votable
    assert {"what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb"} <= set(votable)


def test_what_rests_is_not_voted_on(bank):
    resting = replace(bank, held_item_ids=frozenset({"bare-flats"}))

    assert "bare-flats" not in votable_items(resting)
    assert follow_ups(resting, resting.content_of("who-reads")) == ()
