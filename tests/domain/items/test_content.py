"""Contents are written in one way and can always be read again."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from quizapp.domain.bank.translation import QuizWords
from quizapp.domain.item_analysis.tallies import TalliedItem
from quizapp.domain.items import (
    ChoiceItem,
    ItemContent,
    Option,
    Question,
    Quote,
    TrueFalseItem,
    from_json,
    to_json,
)
from quizapp.domain.items.content import option_id

CONTENT = ItemContent(
    "length",
    "choice",
    "battle",
    "La bataille d’été",
    (Question("?", (Option("a1", "Été", True),)),),
)


def test_json_is_compact_sorted_and_in_plain_letters():
    assert to_json(CONTENT) == (
        '{"explanation":null,"faces":[],"hint":null,"item_id":"length","questions":[{"credit":'
        '"exact","keep_order":false,"mode":"one","options":[{"feedback":null,"id":"a1","is_key":'
        'true,"text":"Été"}],"shown":null,"stem":"?"}],"quotes":[],"topic_id":"battle",'
        '"topic_title":"La bataille d’été","type":"choice"}'
    )


def test_a_quote_without_a_paragraph_is_written_as_before_there_were_any():
    quote = Quote("moon", "The pull", "moon-1", "The ", "moon", " pulls.")
    named = replace(quote, paragraph=4)

    written = to_json(replace(CONTENT, quotes=(quote,)))

    assert (
        '"quotes":[{"after":" pulls.","before":"The ","heading":"The pull","passage_id":"moon-1",'
        '"phrase":"moon","section_id":"moon"}]'
    ) in written
    assert from_json(written).quotes == (quote,)
    assert from_json(to_json(replace(CONTENT, quotes=(named,)))).quotes == (named,)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The moon", "78fd9a7348"),
        (" The  moon\n", "78fd9a7348"),
        ("Été 2014", "ecdee0657b"),
        (unicodedata.normalize("NFD", "Été 2014"), "ecdee0657b"),
    ],
    ids=["plain", "spaced otherwise", "with accents", "accents on their own"],
)
def test_an_options_id_is_for_ever_the_hash_of_its_words(text, wanted):
    """What was recorded hangs on it. From `printf "The moon" | sha256sum`."""
    assert option_id(text) == wanted


def test_keys_of_another_version_are_passed_over():
    newer = to_json(CONTENT).replace('"hint":null', '"hint":null,"level":"recall"')

    assert from_json(newer.replace('"stem":"?"', '"stem":"?","weight":2')) == CONTENT


def test_keys_that_an_older_version_lacked_have_their_defaults():
    older = to_json(CONTENT).replace('"quotes":[],', "").replace('"credit":"exact",', "")

    assert from_json(older) == CONTENT


def test_what_an_item_does_not_say_is_nothing_and_no_empty_text() -> None:
    choice = ChoiceItem.model_validate(
        {"id": "a", "topic": "t", "stem": "S?", "key": "A", "distractors": ["B"]}
    )
    statement = TrueFalseItem.model_validate(
        {"id": "b", "type": "true-false", "topic": "t", "stem": "S.", "key": True}
    )

    assert (choice.options, choice.pin, choice.order) == ((), None, "shuffled")
    assert (statement.feedback, statement.drills) == (None, ("quiz",))
    assert QuizWords("Tides") == QuizWords("Tides", intro=None, content_note=None)
    assert TalliedItem("a", []).keys == frozenset()
