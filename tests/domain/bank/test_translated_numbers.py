"""A number in other words: its unit is, and what learners type with it is read in any of them."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.drills.looking_back import RecordedResponse, look_back
from quizapp.domain.drills.posing import Arrangement
from quizapp.domain.items.content import ItemContent, ItemVersion
from quizapp.domain.items.typed_numbers import in_language, with_units
from tests.domain.items.test_number_item import question
from tests.support.typed import earned


def test_a_translated_number_has_its_own_unit_and_writing() -> None:
    told = in_language(question(), question(unit="personnes"), "fr")

    assert told.options[0].text == "1\u202f500\u202f000 personnes"
    assert told.typed is not None
    assert (told.typed.unit, told.typed.language) == ("personnes", "fr")
    assert earned(told, "1,5 million") == 1.0


def test_the_units_of_translations_may_stand_beside_the_number() -> None:
    asked = with_units(question(), ["personnes"])

    assert earned(asked, "1,5 million personnes") == 1.0
    assert earned(asked, "1.5 million people") == 1.0


def test_what_was_typed_is_looked_back_on_as_it_was_marked() -> None:
    own = with_units(question(), ["personnes"])
    told = in_language(own, question(unit="personnes"), "fr")
    content = ItemContent("people", "number", "crisis", "Crisis", (own,))
    french = replace(content, questions=(told,))
    both = replace(content, versions=(ItemVersion("fr", "fr", french),))
    response = RecordedResponse(chosen=["1.5 million people", "1500000"], mark=1.0)

    look = look_back(
        both, Arrangement(0, ()), position=1, total=1, response=response, shown_in="fr"
    )

    assert look.typed is not None
    assert look.typed.is_right
    assert look.keys == ("1\u202f500\u202f000 personnes",)
