"""Translations spoilt at random: the bank stays as it is, and each item is told whole or not."""

from __future__ import annotations

import re
from random import Random

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.items.content import from_json, to_json
from tests.support.mutations import spoilt_text
from tests.support.translated import FRENCH, ORIGINAL, bank_of

READING = read_bank(ORIGINAL.encode())


def as_one_language(seed: int) -> None:
    """Read a spoilt translation and look at all that can be shown of it."""
    data = spoilt_text(FRENCH, Random(seed))
    reading = READING.with_translations({"translations/fr.yaml": data})
    lines = len(re.split(r"\r\n|\r|\n", reading.translations[0].text))
    bank = bank_of(reading)
    assert all(1 <= each.span.line <= lines for each in reading.translations[0].findings)
    shown = bank.in_version("fr")
    for item_id in bank.items:
        content = bank.content_of(item_id)
        assert from_json(to_json(content)) == content
        told = shown.content_of(item_id)
        assert len(told.questions) == len(content.questions)
        assert len(told.faces) == len(content.faces)
        assert len(told.quotes) >= min(1, len(content.quotes))
    assert len(shown.article.passages) == len(bank.article.passages)


@pytest.mark.slow
def test_a_hundred_spoilt_translations_never_take_the_bank_down() -> None:
    for seed in range(100):
        as_one_language(seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(100, 3_100, 500))
def test_thousands_of_them_do_not_either(first: int) -> None:
    for seed in range(first, first + 500):
        as_one_language(seed)
