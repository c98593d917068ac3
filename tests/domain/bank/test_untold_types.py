"""Items that do not say their type: what they must be is told."""

from __future__ import annotations

import pytest

from quizapp.domain.bank.meant_words import WHAT_TELLS
from tests.support.linting import findings

UNTOLD = {
    "term": "term: ebb\ndefinition: The water goes.",
    "multiple": "stem: What pulls?\nkeys: [Sun, Moon]\ndistractors: [Wind]",
    "place": "stem: Which is so?\ntext: One. {{Two.}} Three.",
    "cloze": "text: The {{moon}} pulls.\ndistractors: {moon: [wind, rain]}",
    "order": "stem: What comes first?\nsequence: [Ebb, Flood, Ebb again]",
    "match": "stem: Who does what?\npairs: {Ida: reads, Kai: rows}",
    "sort": "stem: What is it?\nboxes: {Wet: [Rain], Dry: [Sand]}",
    "short": "stem: What pulls?\nkey: The moon\naccept: [Moon]",
    "true-false": "stem: The moon pulls.\nkey: true",
}


def test_every_type_that_can_be_told_is_tried():
    assert UNTOLD.keys() == WHAT_TELLS.keys()


@pytest.mark.parametrize("name", UNTOLD)
def test_an_item_without_its_type_is_told_which_it_must_be(name):
    told = [each for each in findings(UNTOLD[name]) if "`type`" in each.message]

    assert [WHAT_TELLS[name] in each.message for each in told] == [True]
    assert f"type: {name}" in (told[0].hint or "")


def test_a_value_that_cannot_be_is_shown_as_it_was_written():
    item = "stem: What pulls?\nkey: Moon\ndistractors: [Wind]\nlevel: hard"

    assert "“hard” cannot be `level`." in [each.message for each in findings(item)]
