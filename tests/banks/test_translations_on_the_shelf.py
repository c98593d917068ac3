"""Translations in a running server: taken over when they are saved, and never in a bank's way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from quizapp.banks.revisions import recorded_item_revisions
from quizapp.banks.shelf import BankShelf
from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.items.content import from_json
from quizapp.models import BankPublication, ItemRevision
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.playing import all_rows
from tests.support.shelves import looked, saved, started, title, written
from tests.support.translated import FRENCH, ORIGINAL

pytestmark = pytest.mark.usefixtures("steady_clock")


@pytest.fixture
def french(bank_file: Path) -> Path:
    path = bank_file.parent / "translations" / "fr.yaml"
    path.parent.mkdir()
    saved(path, FRENCH)
    return path


@pytest.fixture
def shelf(inside: Flask, bank_file: Path, french: Path) -> BankShelf:
    bank_file.write_text(ORIGINAL, encoding="utf-8")
    written(bank_file)
    return started(bank_file)


def french_title(shelf: BankShelf) -> str:
    return shelf.published_bank().bank.in_version("fr").title


def test_a_process_starts_with_the_translations_beside_the_bank(shelf: BankShelf) -> None:
    assert (title(shelf), french_title(shelf)) == ("The tides", "Les marées")


def test_a_saved_translation_is_taken_over_and_publishes_no_new_bank(
    shelf: BankShelf, french: Path, time
) -> None:
    saved(french, FRENCH.replace("title: Les marées", "title: La marée"))
    looked(time, shelf)
    looked(time, shelf)

    assert french_title(shelf) == "La marée"
    assert len(all_rows(BankPublication)) == 1


@pytest.mark.parametrize("text", ["translation: [", "", "translation: 1\nof: other"])
def test_a_broken_translation_leaves_the_bank_in_its_own_words(
    shelf: BankShelf, french: Path, text: str, time
) -> None:
    saved(french, text)
    looked(time, shelf)
    looked(time, shelf)

    assert french_title(shelf) == "The tides"
    assert shelf.error_count == 0


def test_a_translation_that_is_taken_away_is_gone(shelf: BankShelf, french: Path, time) -> None:
    french.unlink()
    looked(time, shelf)
    looked(time, shelf)

    assert french_title(shelf) == "The tides"


def test_beside_a_broken_bank_the_last_good_one_is_told_in_words_saved_since(
    shelf: BankShelf, bank_file: Path, french: Path, time
) -> None:
    saved(bank_file, ORIGINAL.replace("topic: moon", "topic: mon"))
    looked(time, shelf)
    looked(time, shelf)
    saved(french, FRENCH.replace("title: Les marées", "title: La marée"))
    looked(time, shelf)
    looked(time, shelf)

    assert (title(shelf), french_title(shelf)) == ("The tides", "La marée")


def test_an_items_revision_holds_the_words_of_all_its_versions(
    shelf: BankShelf, french: Path, time, recorded: Callable[[], ItemRevision]
) -> None:
    first = recorded()
    saved(french, FRENCH.replace("term: jusant", "term: reflux"))
    looked(time, shelf)
    looked(time, shelf)
    second = recorded()

    then, now = (from_json(each.content).in_version("fr") for each in (first, second))
    assert [key.text for key in then.questions[0].options if key.is_key] == ["jusant"]
    assert [key.text for key in now.questions[0].options if key.is_key] == ["reflux"]
    assert first.marking_hash == second.marking_hash == marking_hash(then)


@pytest.fixture
def recorded(shelf: BankShelf) -> Callable[[], ItemRevision]:
    """Record the item `ebb` as it is now."""

    def record() -> ItemRevision:
        with write_transaction() as tx:
            bank = shelf.published_bank().bank
            ids = recorded_item_revisions(tx, bank, ["ebb"], clock.now())
        return db.session.scalars(select(ItemRevision).where(ItemRevision.id == ids["ebb"])).one()

    return record
