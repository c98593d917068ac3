"""A card whose answer is typed, and compared: what the rule says is beside it, rating is theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.items.content import ItemContent
from quizapp.practice.typed_cards import typed_on_card
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.typed import add_short


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Harbor Master", "You typed: Harbor Master · read as right"),
        ("the pilots", "You typed: the pilots · not read as right"),
        ("<b>?</b>", "You typed: <b>?</b> · not read as right"),
    ],
)
def test_what_was_typed_stands_beside_the_answer(
    bank_file: Path, learner: Visitor, typed: str, words: str
):
    add_short(bank_file)

    page = learner.get("/cards", query_string={"show": "who-keeps", "typed": typed})

    assert words in text_of(page.text)
    assert "the harbour master" in text_of(page.text)


def test_a_card_that_is_turned_without_typing_shows_its_back_alone(
    bank_file: Path, learner: Visitor
):
    add_short(bank_file)

    for typed in ("", "   "):
        page = learner.get("/cards", query_string={"show": "who-keeps", "typed": typed})

        assert 'class="typed-beside"' not in page.text
        assert "Say it in a few words" in text_of(page.text)


def test_where_no_question_says_how_to_read_it_the_text_stands_alone():
    typed = typed_on_card(ItemContent("x", "short", "t", "T"), " word ")

    assert typed is not None
    assert (typed.text, typed.is_right) == ("word", None)
