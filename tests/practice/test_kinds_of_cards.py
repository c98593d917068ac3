"""A card says what kind of answer it asks for."""

from __future__ import annotations

import pytest

from tests.support.pages import text_of
from tests.support.people import Visitor


@pytest.mark.parametrize(
    ("item_id", "words"),
    [
        ("who-reads", "Name them all"),
        ("bare-flats", "True or false?"),
        ("spring-tide", "Which words fill the gap?"),
        ("ebb", "What does this term mean?"),
    ],
)
def test_a_card_says_what_it_asks_for(learner: Visitor, item_id: str, words: str) -> None:
    text = text_of(learner.get(f"/cards?show={item_id}").text)

    assert words in text


def test_a_card_that_shows_a_meaning_asks_for_its_term(learner: Visitor) -> None:
    learner.send("/cards/ratings", item_id="ebb", sequence="1", rating="good")

    text = text_of(learner.get("/cards?show=ebb").text)

    assert "Which term fits this meaning? the water going out" in text


def test_a_plain_question_asks_by_itself(learner: Visitor) -> None:
    text = text_of(learner.get("/cards?show=what-pulls").text)

    assert "The pull of the moon What pulls at the sea" in text
