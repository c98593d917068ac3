"""Typed answers in other words: what is right in one version is right in all."""

from __future__ import annotations

import pytest

from quizapp.domain.drills.looking_back import RecordedResponse, look_back
from quizapp.domain.drills.marking import mark
from quizapp.domain.drills.posing import Arrangement, posed_item
from quizapp.domain.drills.typed import typed_response
from quizapp.domain.drills.words import Words
from quizapp.domain.items.content import from_json, to_json
from quizapp.domain.items.typed_answers import typed_reading
from tests.support.translated import FRENCH, bank_of, codes, told

BANK = bank_of(told())
WHO, COUNT = BANK.content_of("who-keeps"), BANK.content_of("how-many")
ASKED = Arrangement(0, ())


@pytest.mark.parametrize(
    "text",
    [
        *("The harbour master", "harbour captain"),
        *("le capitaine du port", "LE CHEF DU PORT", "la capitainerie", "le capitain du port"),
        *("capitaine du port", "Capitainerie", "un chef du port"),
    ],
)
def test_an_answer_is_right_in_the_words_of_any_version(text: str) -> None:
    (question,) = WHO.questions

    assert mark(question, typed_response(question, text)) == 1


@pytest.mark.parametrize("text", ["the pilots", "les pilotes", "pilotes", "la lune", "the moon"])
def test_what_is_wrong_is_wrong_in_all_of_them(text: str) -> None:
    (question,) = WHO.questions

    assert mark(question, typed_response(question, text)) == 0


def test_variants_of_the_key_are_counted_as_the_key() -> None:
    (question,) = bank_of(told()).content_of("who-keeps").questions
    keys = {option.id for option in question.options if option.is_key}
    found = {typed_reading(question, text) for text in ("le chef du port", "la capitainerie")}

    assert {reading.option_id for reading in found if reading} == {question.options[0].id}
    assert len(keys) == 2  # the variant of the bank's own words has been an option of its own


def test_feedback_on_a_wrong_answer_is_told_in_the_words_that_are_shown() -> None:
    (question,) = WHO.questions
    given = RecordedResponse(chosen=typed_response(question, "les pilotes"), mark=0.0)

    look = look_back(
        WHO,
        ASKED,
        position=1,
        total=1,
        response=given,
        shown_in="fr",
        words=Words("fr", "en"),
    )

    assert look.typed is not None
    assert look.typed.feedback == "Ils ne font que la lire."
    assert look.keys[0] == "le capitaine du port"


def test_a_translation_may_do_without_variants() -> None:
    reading = told(FRENCH.replace("    accept: [le chef du port, la capitainerie]\n", ""))

    assert codes(reading.translations[0].findings) == []


def test_a_number_is_asked_with_the_unit_of_its_language_and_read_with_all() -> None:
    (question,) = COUNT.questions
    posed = posed_item(COUNT, ASKED, position=1, total=1, words=Words("fr", "en"))

    assert (posed.unit, posed.language) == ("pilotes", "fr")
    for text in ("40", "40 pilots", "40 pilotes", "٤٠"):
        assert mark(question, typed_response(question, text)) == 1


def test_what_was_recorded_is_read_back_with_all_its_words() -> None:
    assert from_json(to_json(WHO)) == WHO
