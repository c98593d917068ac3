"""What a bank asks and says in other words: the original's ids, the translation's texts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from quizapp.domain.bank.revisions import content_hash, marking_hash
from quizapp.domain.drills.marking import mark
from quizapp.domain.drills.posing import arrange
from quizapp.domain.items.content import ItemContent, from_json, to_json
from tests.support.translated import FRENCH, ORIGINAL, bank_of, told

BANK = bank_of(told())
ITEMS = list(BANK.items)
ENGLISH = {"the", "what", "water", "tide", "moon", "keeps", "lies", "sea"}


def in_french(item_id: str) -> ItemContent:
    return BANK.content_of(item_id).in_version("fr")


def ids(content: ItemContent) -> list[Any]:
    return [
        (
            [(option.id, option.is_key) for option in question.options],
            [(prompt.id, prompt.key) for prompt in question.prompts],
            (question.mode, question.shown, question.keep_order, question.pinned, question.apart),
        )
        for question in content.questions
    ]


def said(value: Any, skipped: str = "") -> list[str]:
    """All texts of a content, without its ids."""
    if isinstance(value, dict):
        return [text for key, each in value.items() for text in said(each, key)]
    if isinstance(value, list | tuple):
        return [text for each in value for text in said(each, skipped)]
    is_text = isinstance(value, str) and not (skipped.endswith("id") or skipped in ("type", "key"))
    return [value] if is_text and skipped not in ("mode", "credit", "pinned", "apart") else []


@pytest.mark.parametrize("item_id", ITEMS)
def test_ids_and_keys_are_those_of_the_original(item_id: str) -> None:
    assert ids(in_french(item_id)) == ids(BANK.content_of(item_id))


@pytest.mark.parametrize("item_id", [each for each in ITEMS if each != "bare-flats"])
def test_no_english_word_is_left_in_an_item_that_is_translated(item_id: str) -> None:
    words = {
        word.strip(".,?").lower()
        for text in said(asdict(in_french(item_id)))
        for word in text.split()
    }

    assert not words & ENGLISH


@pytest.mark.parametrize("item_id", ITEMS)
def test_an_attempt_is_arranged_and_marked_alike_in_both(item_id: str) -> None:
    original, french = BANK.content_of(item_id), in_french(item_id)
    plain = bank_of(told("nothing: here")).content_of(item_id)

    for seed in range(5):
        arranged = arrange(original, seed, 1)
        assert arrange(french, seed, 1) == arrange(plain, seed, 1) == arranged
        question, in_other_words = (
            original.questions[arranged.question],
            french.questions[arranged.question],
        )
        for option_id in arranged.option_ids if question.mode in ("one", "many") else ():
            assert mark(question, [option_id]) == mark(in_other_words, [option_id])
    assert marking_hash(original) == marking_hash(plain)


def test_each_option_says_in_french_what_it_says_in_the_original() -> None:
    (one,), (other,) = BANK.content_of("what-pulls").questions, in_french("what-pulls").questions
    texts = {option.id: option.text for option in other.options}

    assert {option.text: texts[option.id] for option in one.options} == {
        "The moon": "La lune",
        "The wind": "Le vent",
        "The harbour": "Le port",
        "The pilots": "Les pilotes",
    }


def test_terms_and_gaps_that_are_lent_are_lent_in_french() -> None:
    ebb, gap = in_french("ebb").questions[0], in_french("low-water").questions[0]

    assert {option.text for option in ebb.options} == {"jusant", "flot", "morte-eau", "étale"}
    assert {option.text for option in gap.options} == {"marée", "soleil", "ligne", "mur"}


def test_prompts_keep_their_order_and_say_it_in_french() -> None:
    (one,), (other,) = (
        BANK.content_of("who-does-what").questions,
        in_french("who-does-what").questions,
    )
    texts = {
        prompt.text: told.text for prompt, told in zip(one.prompts, other.prompts, strict=True)
    }

    assert texts == {
        "Keeps the table": "Tient la table",
        "Reads it": "La lit",
        "Feels the wind": "Sent le vent",
    }


def test_quotes_stand_in_the_translated_article() -> None:
    (quote,) = in_french("what-pulls").quotes

    assert (quote.phrase, quote.heading) == ("La lune attire la mer", "L’attraction de la lune")
    assert quote.passage_id == BANK.content_of("what-pulls").quotes[0].passage_id


def test_a_content_with_its_versions_is_read_back_as_it_was() -> None:
    for item_id in ITEMS:
        content = BANK.content_of(item_id)
        assert from_json(to_json(content)) == content


def test_a_bank_without_translations_has_the_revisions_it_had() -> None:
    plain = bank_of(told("nothing: here"))

    assert '"versions"' not in to_json(plain.content_of("what-pulls"))
    assert content_hash(BANK.content_of("ebb")) != content_hash(plain.content_of("ebb"))


def test_a_whole_bank_is_shown_in_french() -> None:
    french = BANK.in_version("fr")

    assert (french.title, french.language, french.version) == ("Les marées", "fr", "fr")
    assert french.article.title == "D’où viennent les marées"
    assert [passage.text[:8] for passage in french.article.passages][:1] == ["La lune "]
    assert french.article.notes[0].text == "Ceci raconte un article de 2020."
    assert french.article.sections[0].prompts[0] == "Qui doit le savoir ?"
    assert french.topics["shore"] == "Sur le rivage"
    assert french.quizzes["all"].title == "Tout sur les marées"
    assert french.quizzes["all"].item_ids == BANK.quizzes["all"].item_ids
    assert french.content_of("ebb") == in_french("ebb")


def test_passages_keep_their_ids_and_their_place_in_the_original() -> None:
    one, other = BANK.article, BANK.in_version("fr").article

    assert [(part.id, part.paragraph) for part in one.passages] == [
        (part.id, part.paragraph) for part in other.passages
    ]


def test_a_version_that_there_is_not_is_the_original() -> None:
    assert BANK.in_version("ar") is BANK
    assert BANK.in_version(None) is BANK
    assert BANK.content_of("ebb").in_version("ar") == BANK.content_of("ebb")


def test_an_item_that_is_not_translated_stands_in_its_own_words() -> None:
    start, end = FRENCH.index("  what-pulls:"), FRENCH.index("  when-broken:")
    bank = bank_of(told(FRENCH[:start] + FRENCH[end:])).in_version("fr")

    assert bank.content_of("what-pulls").questions[0].stem.startswith("What pulls")
    assert bank.content_of("what-pulls").language_in("fr") is None
    assert bank.content_of("ebb").questions[0].stem == "l’eau qui se retire"
    assert bank_of(told()).content_of("ebb").language_in("fr") == "fr"
    assert ORIGINAL.count("what-pulls") > 1
