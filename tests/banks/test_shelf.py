"""The bank in a running server: only a better one, and only a still one, replaces it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, text

from quizapp.banks.revisions import recorded_item_revisions
from quizapp.banks.shelf import (
    BankShelf,
    bank_shelf,
    find_published_bank,
    published_bank,
)
from quizapp.domain.errors import NoBank
from quizapp.models import BankPublication, BankRevision
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.inside import MONDAY
from tests.support.playing import all_rows
from tests.support.shelves import started, title, written

pytestmark = pytest.mark.usefixtures("steady_clock")

TITLE = "title: The tides"
SECOND = timedelta(seconds=1)


@pytest.fixture
def shelf(inside: Flask, bank_file: Path) -> BankShelf:
    """A shelf that has looked at the small bank, as at the start of a process."""
    written(bank_file)
    return started(bank_file)


@pytest.fixture
def retitled(bank_file: Path) -> Callable[[str], None]:
    """Save the bank under another title."""
    original = bank_file.read_text(encoding="utf-8")

    def save(new: str) -> None:
        bank_file.write_text(original.replace(TITLE, f"title: {new}"), encoding="utf-8")
        written(bank_file)

    return save


def titles(shelf: BankShelf, time, *steps: float) -> list[str | None]:
    """The title that requests see after so many more seconds each."""
    seen = []
    for seconds in steps:
        time.shift(seconds)
        shelf.look(clock.now())
        seen.append(title(shelf))
    return seen


def test_a_process_starts_with_the_bank_in_the_file(shelf):
    assert title(shelf) == "The tides"
    assert shelf.places[0].findings == ()
    assert len(all_rows(BankPublication)) == 1


def test_a_saved_bank_is_taken_over_once_it_is_still(shelf, retitled, time):
    retitled("The new tides")

    assert titles(shelf, time, 0.25, 0.2, 0.2) == ["The tides", "The tides", "The new tides"]


def test_a_file_that_keeps_changing_is_waited_for(shelf, retitled, time):
    for number in range(5):
        retitled(f"Draft {number}")
        assert titles(shelf, time, 0.3) == ["The tides"]

    assert titles(shelf, time, 0.3) == ["Draft 4"]


def test_a_half_written_file_is_never_served(shelf, bank_file, retitled, time):
    whole = bank_file.read_bytes()
    bank_file.write_bytes(whole[: whole.index(b"  - id: quiet")])  # valid, and shorter
    written(bank_file)
    assert titles(shelf, time, 0.3) == ["The tides"]
    assert len(shelf.published[0].bank.quizzes) == 3

    retitled("The whole tides")

    assert titles(shelf, time, 0.6) == ["The whole tides"]
    assert len(shelf.published[0].bank.quizzes) == 3


def test_an_old_file_moved_into_place_is_taken_over_at_once(shelf, retitled, bank_file, time):
    time.shift(60)
    retitled("Moved tides")
    os.utime(bank_file, (MONDAY.timestamp(), MONDAY.timestamp()))

    assert titles(shelf, time, 0.3) == ["Moved tides"]


def test_a_file_from_the_future_is_taken_over_once_it_is_still(shelf, retitled, bank_file, time):
    retitled("Future tides")
    os.utime(bank_file, (MONDAY.timestamp() + 3600, MONDAY.timestamp() + 3600))

    assert titles(shelf, time, 0.3, 0.6) == ["The tides", "Future tides"]


def test_the_file_is_looked_at_five_times_a_second_at_most(shelf, retitled, time):
    time.shift(0.3)
    shelf.look(clock.now())
    retitled("The new tides")
    looked_at = shelf._looked_at

    titles(shelf, time, 0.05, 0.05, 0.05)

    assert shelf._looked_at == looked_at


def test_a_broken_file_keeps_the_last_good_bank_and_tells_why(shelf, bank_file, time):
    bank_file.write_text("format: 1\nid: [", encoding="utf-8")
    written(bank_file)

    assert titles(shelf, time, 1, 1) == ["The tides", "The tides"]
    assert shelf.places[0].findings
    assert len(all_rows(BankPublication)) == 1


def test_a_repaired_file_is_taken_over_and_has_no_findings(shelf, bank_file, retitled, time):
    bank_file.write_text("", encoding="utf-8")
    written(bank_file)
    titles(shelf, time, 1)
    retitled("Repaired tides")

    assert titles(shelf, time, 1) == ["Repaired tides"]
    assert shelf.places[0].findings == ()


def test_a_missing_file_keeps_the_last_good_bank(shelf, bank_file, retitled, time):
    bank_file.unlink()
    assert titles(shelf, time, 0.3, 1) == ["The tides", "The tides"]

    retitled("The tides are back")

    assert titles(shelf, time, 1) == ["The tides are back"]


def test_a_start_with_a_broken_file_uses_the_last_published_bank(shelf, retitled, bank_file, time):
    retitled("The last good tides")
    titles(shelf, time, 1)
    bank_file.write_text("nonsense", encoding="utf-8")

    later = started(bank_file)

    assert title(later) == "The last good tides"
    assert later.places[0].findings


def test_a_start_without_a_file_uses_the_last_published_bank(shelf, bank_file):
    bank_file.unlink()

    assert title(started(bank_file)) == "The tides"


def test_a_process_started_with_a_broken_file_takes_over_the_repaired_one(
    shelf, bank_file, retitled, time
):
    bank_file.write_text("nonsense", encoding="utf-8")
    later = started(bank_file)
    retitled("Repaired tides")

    assert titles(later, time, 1) == ["Repaired tides"]


def test_a_start_while_a_file_is_being_written_waits_for_it_and_finds_no_fault_with_it(
    shelf, bank_file, retitled, time, caplog
):
    whole = bank_file.read_bytes()
    time.shift(60)
    bank_file.write_bytes(whole[: whole.index(b"topics:")])
    written(bank_file)

    later = started(bank_file)

    assert title(later) == "The tides"
    assert "has errors" not in caplog.text
    assert titles(later, time, 1) == ["The tides"]
    assert "has errors" in caplog.text


def test_there_is_no_bank_where_there_has_never_been_a_good_one(inside, tmp_path, monkeypatch):
    empty = BankShelf(tmp_path / "nowhere.yaml")
    monkeypatch.setitem(inside.extensions, "bank_shelf", empty)
    empty.look(MONDAY)

    assert find_published_bank() is None
    with pytest.raises(NoBank):
        published_bank()


def test_the_published_bank_is_the_shelfs(inside):
    bank_shelf().look(MONDAY)

    assert published_bank() is bank_shelf().places[0].published


def test_nobody_waits_for_the_thread_that_reads_a_newer_bank(shelf, retitled, time):
    retitled("The new tides")

    with shelf._lock:
        assert titles(shelf, time, 1) == ["The tides"]

    assert titles(shelf, time, 1) == ["The new tides"]


def test_a_folder_without_a_bank_is_no_bank(inside, tmp_path):
    (tmp_path / "empty").mkdir()

    assert started(tmp_path / "empty").published == ()


def test_each_change_is_published_once_and_undoing_it_rejoins_the_old_revision(
    shelf, retitled, time
):
    for new in ("The new tides", "The tides", "The tides"):
        retitled(new)
        titles(shelf, time, 1)

    revisions = {row.id: row.text.count("The new tides") for row in all_rows(BankRevision)}
    published = [revisions[row.bank_revision_id] for row in all_rows(BankPublication)]
    assert len(revisions) == 2
    assert published == [0, 1, 0]


def test_several_processes_publish_a_change_once(shelf, bank_file, retitled, time):
    others = [started(bank_file) for _ in range(3)]
    retitled("The new tides")

    for each in (shelf, *others):
        titles(each, time, 1)

    assert len(all_rows(BankRevision)) == 2
    assert len(all_rows(BankPublication)) == 2


def test_a_bank_is_recorded_as_it_was_typed(shelf, bank_file):
    (revision,) = all_rows(BankRevision)

    assert revision.text == bank_file.read_text(encoding="utf-8")
    assert (revision.bank_key, revision.recorded_at) == ("tides", MONDAY)


def test_a_good_bank_is_served_even_where_it_cannot_be_recorded(inside, bank_file):
    with write_transaction() as tx:
        tx.execute(text("ALTER TABLE bank_publications RENAME TO elsewhere"))
    try:
        assert title(started(bank_file)) == "The tides"
    finally:
        with write_transaction() as tx:
            tx.execute(text("ALTER TABLE elsewhere RENAME TO bank_publications"))


def test_without_a_database_a_broken_file_leaves_no_bank(inside, tmp_path):
    with write_transaction() as tx:
        tx.execute(text("ALTER TABLE bank_publications RENAME TO elsewhere"))
    try:
        assert started(tmp_path / "nowhere.yaml").published == ()
    finally:
        with write_transaction() as tx:
            tx.execute(text("ALTER TABLE elsewhere RENAME TO bank_publications"))


def test_revisions_of_items_are_found_again(inside, published):
    with write_transaction() as tx:
        first = recorded_item_revisions(tx, published.bank, ["ebb", "neap"], MONDAY)
    with write_transaction() as tx:
        again = recorded_item_revisions(tx, published.bank, ["neap", "slack"], MONDAY + SECOND)

    assert first["neap"] == again["neap"]
    assert len({*first.values(), *again.values()}) == 3


def test_a_look_leaves_no_transaction_open(shelf):
    assert not db.session().in_transaction()
    with write_transaction() as tx:
        tx.execute(delete(BankPublication))
