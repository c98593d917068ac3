"""An article that changes under its items: they rest, and everything else goes on."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from time_machine import Traveller

from quizapp.banks.health import trouble
from quizapp.banks.shelf import BankShelf
from quizapp.domain.bank import read_bank
from quizapp.models import BankPublication
from quizapp.regrades.verifying import verify_scores
from tests.support.places import SMALL_BANK
from tests.support.playing import all_rows, attempt_with, new_player
from tests.support.shelves import asked, looked, saved, started, title

pytestmark = pytest.mark.usefixtures("steady_clock")

TEXT = SMALL_BANK.read_text(encoding="utf-8")
HEAD, ITEMS = TEXT.split("\nitems:\n")
DRIFTED = f"{HEAD.replace('The moon pulls at the sea', 'The moon draws the sea')}\nitems:\n{ITEMS}"


@pytest.fixture
def shelf(inside: Flask, bank_file: Path, time: Traveller) -> BankShelf:
    """A process that serves the small bank, from before the article was changed."""
    saved(bank_file, TEXT)
    time.shift(60)
    return started(bank_file)


@pytest.fixture
def drifted(shelf: BankShelf, bank_file: Path, time: Traveller) -> BankShelf:
    """The same process after the change."""
    saved(bank_file, DRIFTED)
    looked(time, shelf)
    return shelf


def held(shelf: BankShelf) -> set[str]:
    return set(shelf.places[0].held_item_ids)


def test_a_changed_article_is_taken_over_and_its_items_are_held_back(drifted):
    place = drifted.places[0]

    assert held(drifted) == {"what-pulls"}
    assert "draws the sea" in place.published.text
    assert [finding.code for finding in place.findings] == ["C401"]
    assert (place.error_count, place.is_in_use) == (0, True)
    assert trouble(place) == (
        "questions.yaml is used without these items, whose citations the article has lost: "
        "what-pulls. See where with: quizapp check"
    )


def test_a_held_item_is_not_asked_and_every_score_still_follows(drifted):
    player = new_player(drifted.published_bank())

    attempt = player.start("all")

    assert [item.item_key for item in attempt_with(attempt).items] == [
        "who-reads",
        "bare-flats",
        "spring-tide",
        "ebb",
    ]
    assert verify_scores().discrepancies == []


def test_other_processes_and_later_ones_hold_the_same_items_back(shelf, bank_file, time):
    other = started(bank_file)
    saved(bank_file, DRIFTED)
    looked(time, shelf)
    asked(other)

    later = started(bank_file)

    assert held(other) == held(later) == {"what-pulls"}
    assert len(all_rows(BankPublication)) == 2


def test_an_edit_elsewhere_is_taken_over_while_items_are_held(drifted, bank_file, time):
    saved(bank_file, DRIFTED.replace("title: The tides", "title: New tides"))
    looked(time, drifted)

    assert (title(drifted), held(drifted)) == ("New tides", {"what-pulls"})


def test_a_mended_citation_brings_the_item_back(drifted, bank_file, time):
    saved(bank_file, DRIFTED.replace("cites: The moon pulls", "cites: The moon draws"))
    saved(bank_file, bank_file.read_text().replace("draws at the sea", "draws the sea"))
    looked(time, drifted)

    assert held(drifted) == set()
    assert drifted.places[0].findings == ()


def test_a_citation_that_was_changed_wrongly_is_refused(shelf, bank_file, time):
    saved(bank_file, TEXT.replace("cites: The moon pulls at", "cites: The moon tears at"))
    looked(time, shelf)

    assert held(shelf) == set()
    assert not shelf.places[0].is_in_use
    assert shelf.error_count == 1


def test_a_wrong_citation_beside_a_lost_one_is_refused(drifted, bank_file, time):
    saved(bank_file, DRIFTED.replace("cites: bare for about six hours", "cites: bare for hours"))
    looked(time, drifted)

    assert drifted.error_count == 2
    assert held(drifted) == {"what-pulls"}


def test_what_a_save_would_do_can_be_asked_before(shelf):
    place = shelf.place()
    wrong = TEXT.replace("cites: The moon pulls at", "cites: The moon tears at")

    assert place.accepted_bank(read_bank(DRIFTED.encode())).held_item_ids == {"what-pulls"}
    assert place.accepted_bank(read_bank(TEXT.encode())) == place.published.bank
    assert place.accepted_bank(read_bank(wrong.encode())) is None
    assert place.accepted_bank(read_bank(b"nonsense")) is None


def test_a_first_start_with_a_lost_citation_has_no_bank(inside, bank_file):
    saved(bank_file, DRIFTED)

    assert started(bank_file).published == ()


def test_a_start_after_the_article_was_changed_holds_the_items_back(shelf, bank_file, time):
    saved(bank_file, DRIFTED)
    time.shift(1)

    assert held(started(bank_file)) == {"what-pulls"}
