"""Kinds of deeds that the audit trail tells."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from quizapp.accounts.auditing import KNOWN_DEEDS


@pytest.mark.parametrize("name", sorted(KNOWN_DEEDS))
def test_every_deed_is_told_by_a_sentence_of_what_it_knows(name: str, inside: Flask) -> None:
    deed = KNOWN_DEEDS[name]

    sentence = str(deed.sentence)

    assert re.match(r"[a-z]", sentence), f"it follows a name: {sentence}"
    assert sentence != str(None).lower()
    assert len(sentence.split()) > 1


def test_every_deed_has_a_name_of_its_own() -> None:
    assert [deed.deed_name for deed in KNOWN_DEEDS.values()] == [*KNOWN_DEEDS]
