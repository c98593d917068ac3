"""The bank that the tests of drills choose from, and items made for them."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.items.content import ItemContent, Option, Question, Quote
from tests.support.places import SMALL_BANK


@pytest.fixture(scope="session")
def bank() -> Bank:
    bank = read_bank(SMALL_BANK.read_bytes()).bank
    assert bank is not None
    return bank


@pytest.fixture
def content() -> ItemContent:
    """An item with a question of one key and one of two, each with something to give away."""
    one = Question(
        "What pulls at the sea?",
        (
            Option("id-moon", "The moon", is_key=True, feedback="feedback on the moon"),
            Option("id-wind", "The wind", feedback="feedback on the wind"),
            Option("id-boat", "The boat", feedback="feedback on the boat"),
            Option("id-gull", "The gull", feedback="feedback on the gull"),
        ),
    )
    many = Question(
        "Who reads the table?",
        (
            Option("id-master", "The master", is_key=True, feedback="feedback on the master"),
            Option("id-pilot", "The pilot", is_key=True, feedback="feedback on the pilot"),
            Option("id-fish", "The fish", feedback="feedback on the fish"),
        ),
        mode="many",
        credit="proportional",
    )
    return ItemContent(
        item_id="secret-item-id",
        type="choice",
        topic_id="secret-topic-id",
        topic_title="The tides",
        questions=(one, many),
        hint="Look up at night.",
        explanation="the explanation",
        quotes=(Quote("s", "Heading", "s-1", "before ", "the phrase", " after"),),
    )
