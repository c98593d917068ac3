"""The shipped bank in other words: whole, without findings, and one with the bank itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.banks.translation_files import translation_files
from quizapp.domain.bank import read_bank
from quizapp.domain.bank.revisions import marking_hash

BANK_FILE = Path(__file__).parents[1] / "questions.yaml"
FILES = translation_files(BANK_FILE)
READING = read_bank(BANK_FILE.read_bytes()).with_translations(FILES)


def test_there_is_a_french_and_an_easier_version() -> None:
    assert list(FILES) == ["translations/easier.yaml", "translations/fr.yaml"]


@pytest.mark.parametrize("each", READING.translations, ids=lambda each: each.name)
def test_each_version_is_whole_and_has_no_findings(each) -> None:
    assert each.findings == ()
    assert each.translation is not None
    assert each.translation.missing == ()


@pytest.mark.parametrize("version", ["fr", "easier"])
def test_each_item_is_asked_as_in_the_bank_and_lights_as_much(version: str) -> None:
    bank = READING.bank
    assert bank is not None
    plain = read_bank(BANK_FILE.read_bytes()).bank
    assert plain is not None
    for item_id in bank.items:
        own, told = bank.content_of(item_id), bank.content_of(item_id).in_version(version)
        assert marking_hash(own) == marking_hash(plain.content_of(item_id)), item_id
        assert [len(q.options) for q in own.questions] == [len(q.options) for q in told.questions]
        assert bool(own.quotes) == bool(told.quotes), item_id
        assert (own.hint is None) == (told.hint is None), item_id
