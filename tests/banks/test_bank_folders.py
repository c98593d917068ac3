"""A folder of banks: files come and go, and each bank is served from one of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask, g

from quizapp.banks.health import health, trouble
from quizapp.banks.shelf import BankShelf, find_published_bank, published_bank
from quizapp.domain.errors import NoBank, NotFound
from quizapp.models import BankPublication
from quizapp.web import clock
from tests.support.places import SMALL_BANK
from tests.support.playing import all_rows
from tests.support.shelves import asked, looked, saved, started, titles

pytestmark = pytest.mark.usefixtures("steady_clock")

TEXT = SMALL_BANK.read_text(encoding="utf-8")


def bank(bank_id: str, title: str | None = None) -> str:
    """The small bank under another id and title."""
    text = TEXT.replace("id: tides\n", f"id: {bank_id}\n", 1)
    return text.replace("title: The tides", f"title: {title or bank_id}")


@pytest.fixture
def folder(inside: Flask, tmp_path: Path) -> Path:
    """A folder of two banks."""
    folder = tmp_path / "banks"
    folder.mkdir()
    saved(folder / "b.yml", bank("rivers"))
    saved(folder / "a.yaml", bank("seas"))
    return folder


@pytest.fixture
def shelf(inside: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> BankShelf:
    """A process that serves the folder."""
    shelf = started(folder)
    monkeypatch.setitem(inside.extensions, "bank_shelf", shelf)
    return shelf


def names(shelf: BankShelf) -> list[str]:
    return [place.path.name for place in shelf.places]


def test_each_file_of_a_folder_is_a_bank_in_the_order_of_names(shelf):
    assert names(shelf) == ["a.yaml", "b.yml"]
    assert titles(shelf) == ["seas", "rivers"]
    assert shelf.has_several
    assert len(all_rows(BankPublication)) == 2


def test_other_files_of_the_folder_are_no_banks(shelf, folder, time):
    for name in (".#a.yaml", ".b.yml.swp", "notes.txt", "c.yaml~"):
        saved(folder / name, bank("lakes"))
    (folder / "old.yaml").mkdir()

    looked(time, shelf)

    assert names(shelf) == ["a.yaml", "b.yml"]


def test_a_new_file_appears_once_it_is_still(shelf, folder, time):
    time.shift(60)
    saved(folder / "ab.yaml", bank("lakes"))

    looked(time, shelf, seconds=0.2)
    assert titles(shelf) == ["seas", "rivers"]

    looked(time, shelf)
    assert titles(shelf) == ["seas", "lakes", "rivers"]


def test_a_removed_file_leaves_and_its_publications_stay(shelf, folder, time):
    (folder / "b.yml").unlink()

    looked(time, shelf)
    assert titles(shelf) == ["seas", "rivers"]  # an editor may be about to put it back

    looked(time, shelf, seconds=2)
    assert titles(shelf) == ["seas"]
    assert not shelf.has_several
    assert len(all_rows(BankPublication)) == 2
    with pytest.raises(NotFound):
        shelf.published_bank("rivers")


def test_a_file_that_is_taken_away_while_it_is_saved_never_leaves(shelf, folder, time):
    (folder / "b.yml").unlink()
    looked(time, shelf)
    saved(folder / "b.yml", bank("rivers", "Rivers anew"))

    for _ in range(4):
        looked(time, shelf)

    assert titles(shelf) == ["seas", "Rivers anew"]


def test_a_folder_that_vanishes_keeps_its_banks(shelf, folder, time):
    shutil.rmtree(folder)

    looked(time, shelf)
    looked(time, shelf, seconds=60)

    assert titles(shelf) == ["seas", "rivers"]
    assert shelf.error_count == 2


def test_a_renamed_file_goes_on_being_served(shelf, folder, time):
    (folder / "b.yml").rename(folder / "c.yml")
    seen = []

    for _ in range(5):
        looked(time, shelf, seconds=0.6)
        seen.append(titles(shelf))

    assert seen == [["seas", "rivers"]] * 5
    assert names(shelf) == ["a.yaml", "c.yml"]
    assert len(all_rows(BankPublication)) == 2


def test_of_two_files_with_one_id_the_first_by_name_is_served(shelf, folder, time):
    saved(folder / "c.yaml", bank("seas", "Seas again"))
    looked(time, shelf)

    third = shelf.places[2]
    assert titles(shelf) == ["seas", "rivers"]
    assert (third.published, third.rival, third.error_count) == (None, "a.yaml", 1)
    assert trouble(third) == (
        "c.yaml has the same bank id as a.yaml, which is served in its place."
        " Give one of them another id."
    )
    assert shelf.place("seas").path.name == "a.yaml"


def test_an_earlier_file_with_the_same_id_takes_the_bank_over(shelf, folder, time):
    saved(folder / "0.yaml", bank("seas", "Seas anew"))
    looked(time, shelf)

    assert titles(shelf) == ["Seas anew", "rivers"]
    assert [place.rival for place in shelf.places] == [None, "0.yaml", None]


def test_an_earlier_file_with_errors_takes_nothing_over(shelf, folder, time):
    saved(folder / "0.yaml", bank("seas").replace("key: The moon", ""))
    looked(time, shelf)

    assert titles(shelf) == ["seas", "rivers"]
    assert [place.rival for place in shelf.places] == ["a.yaml", None, None]


def test_when_the_first_of_two_leaves_the_other_is_served(shelf, folder, time):
    saved(folder / "c.yaml", bank("seas", "Seas again"))
    looked(time, shelf)
    (folder / "a.yaml").unlink()

    looked(time, shelf)
    looked(time, shelf, seconds=2)

    assert titles(shelf) == ["rivers", "Seas again"]
    assert shelf.places[1].rival is None


def test_when_the_first_of_two_gets_another_id_both_are_served(shelf, folder, time):
    saved(folder / "c.yaml", bank("seas", "Seas again"))
    looked(time, shelf)
    saved(folder / "a.yaml", bank("lakes"))
    looked(time, shelf)

    assert titles(shelf) == ["lakes", "rivers", "Seas again"]


def test_all_processes_serve_the_same_of_two_files_with_one_id(shelf, folder, time):
    saved(folder / "c.yaml", bank("seas", "Seas again"))
    looked(time, shelf)
    later = started(folder)

    for _ in range(3):
        looked(time, shelf, later)
        asked(shelf, later)

    assert titles(shelf) == titles(later) == ["seas", "rivers"]


def test_each_bank_has_its_own_last_good_revision(shelf, folder, time):
    saved(folder / "b.yml", bank("rivers", "Newer rivers"))
    looked(time, shelf)
    saved(folder / "a.yaml", bank("seas").replace("key: The moon", ""))

    later = started(folder)

    assert titles(later) == ["seas", "Newer rivers"]
    assert [place.error_count for place in later.places] == [1, 0]


def test_a_file_that_does_not_tell_its_id_borrows_no_other_bank(shelf, folder):
    saved(folder / "a.yaml", "nonsense")

    assert titles(started(folder)) == ["rivers"]


def test_a_bank_that_was_never_good_is_a_place_without_a_bank(shelf, folder, time):
    saved(folder / "c.yaml", bank("lakes").replace("key: The moon", ""))
    looked(time, shelf)

    assert shelf.place("lakes").path.name == "c.yaml"
    with pytest.raises(NoBank):
        shelf.published_bank("lakes")


def test_a_request_is_about_the_bank_that_its_address_names(shelf):
    g.bank_id = "rivers"

    assert published_bank().bank.id == "rivers"


def test_a_request_that_names_no_bank_is_about_none_of_several(shelf):
    assert find_published_bank() is None
    with pytest.raises(NotFound):
        published_bank()
    with pytest.raises(NotFound):
        shelf.place()


def test_beside_files_without_a_bank_the_only_bank_need_not_be_named(shelf, folder):
    saved(folder / "a.yaml", "nonsense")
    again = started(folder)

    assert again.published_bank().bank.id == "rivers"
    assert again.place().path.name == "b.yml"
    assert not again.has_several


def test_a_request_has_one_bank_from_beginning_to_end(inside, shelf, folder):
    with inside.test_request_context("/banks/seas/article"):
        g.bank_id = "seas"
        first = published_bank()
        saved(folder / "a.yaml", bank("seas", "Seas anew"))
        shelf.place("seas").take_over_now(clock.now())
        after_own_save = published_bank()
        shelf.places = ()
        later = published_bank()

    assert first.bank.title == "seas"
    assert after_own_save.bank.title == "Seas anew"
    assert later is after_own_save


def test_the_health_of_a_bank_is_told_with_its_file(shelf, folder):
    assert health(shelf.places[0]) == {
        "file": "a.yaml",
        "id": "seas",
        "title": "seas",
        "errors": 0,
        "file_in_use": True,
        "held_items": 0,
        "trouble": None,
    }


def test_a_fault_of_ours_in_one_bank_does_not_keep_the_others_back(
    shelf, folder, time, monkeypatch, caplog
):
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("never thought of")

    first, second = shelf.places
    saved(folder / "a.yaml", bank("seas", "New seas"))
    saved(folder / "b.yml", bank("rivers", "New rivers"))
    monkeypatch.setattr(first, "take_over", fail)
    looked(time, shelf)

    assert titles(shelf) == ["seas", "New rivers"]
    assert "a.yaml could not be taken over" in caplog.text

    monkeypatch.undo()
    monkeypatch.setattr("quizapp.banks.watched_files.read_apart", fail)
    saved(folder / "a.yaml", bank("seas", "Other seas"))
    looked(time, shelf)

    assert titles(shelf) == ["seas", "New rivers"]
    assert (first.is_readable, second.is_readable) == (False, True)
