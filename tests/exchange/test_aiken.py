"""Aiken, the plainest format."""

from __future__ import annotations

from typing import Any

import pytest

from quizapp.exchange.aiken import read_aiken, write_aiken
from tests.exchange.reading import SMALL_BANK, codes, found, only, texts
from tests.support.banks import bank_at


def read(text: str):
    return read_aiken(text.encode())


def test_letters_with_dots_or_brackets():
    item = only(read("What rises?\nA. The sea\nB) The sand\nC. *Stars*\nANSWER: A\n"))

    assert (item.stem, item.key.text) == ("What rises?", "The sea")
    assert texts(item.distractors) == ["The sand", r"\*Stars\*"]


def test_questions_follow_one_another_with_and_without_blank_lines():
    imported = read("One?\nA. a\nB. b\nANSWER: B\nTwo?\n\nA. a\nB. b\n\nANSWER: A")

    assert [(item.stem, item.key.text) for item in imported.items] == [("One?", "b"), ("Two?", "a")]


def test_several_letters_make_several_keys():
    imported = read("Which?\nA. a\nB. b\nC. c\nANSWER: A, C")

    assert texts(only(imported).keys) == ["a", "c"]
    assert codes(imported) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Which?\nA. a\nB. b\nANSWER: D", ("X612", 1)),
        ("Which?\nA. a\nB. b\nANSWER: b", ("X605", 4)),
        ("Which?\nA. a\nB. b\n", ("X605", 1)),
        ("A. a\nB. b\nANSWER: A", ("X612", 1)),
        ("Which?\nA. a\nB. a\nANSWER: A", ("X613", 1)),
    ],
)
def test_faults_are_findings(text, found):
    assert found in codes(read(text))


def test_export_has_four_options_for_a_term_and_leaves_out_what_it_cannot_ask():
    result = write_aiken(bank_at(SMALL_BANK))

    losses = {(loss.code, loss.item_id) for loss in result.losses}
    assert ("X621", "who-reads") in losses
    assert ("X623", "ebb") in losses
    assert "the water going out\nA. " in result.data.decode()


def test_choice_comes_back_with_its_options_in_order():
    bank = bank_at(SMALL_BANK)

    item = found(read_aiken(write_aiken(bank).data))[0]

    original: Any = bank.items["what-pulls"]
    assert item.stem == original.stem
    assert item.key.text == original.key.text
    assert texts(item.distractors) == texts(original.distractors)
