"""Processes agree: a save makes a row, and a row is followed by all; who wins, and why."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select, text
from time_machine import Traveller

from quizapp.accounts import signing_up
from quizapp.banks import watched_files
from quizapp.banks.places import BankPlace
from quizapp.banks.publishing import publish
from quizapp.banks.reading_apart import read_apart
from quizapp.banks.shelf import BankShelf
from quizapp.models import BankPublication, BankRevision
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.playing import all_rows, new_player, published_from, stored
from tests.support.remembered import rate
from tests.support.shelves import OTHER_KEY, TEXT, asked, looked, saved, started, title

pytestmark = pytest.mark.usefixtures("steady_clock")


def titled(name: str) -> str:
    return TEXT.replace("title: The tides", f"title: {name}")


@pytest.fixture
def elsewhere(here: BankShelf, tmp_path: Path, time: Traveller) -> BankShelf:
    """A process on another machine, with its own copy of the file."""
    copy = tmp_path / "elsewhere.yaml"
    saved(copy, TEXT)
    time.shift(60)
    return started(copy)


@pytest.fixture
def future(time: Traveller) -> Callable[[], None]:
    """A time to which files of today look old: nobody can set when a file was moved."""
    return lambda: time.move_to(datetime(2090, 1, 1, tzinfo=UTC))


def published_titles() -> list[str]:
    """The titles of everything that was published, in order."""
    query = select(BankRevision).join(BankPublication).order_by(BankPublication.id)
    return [row.text.split("title: ")[1].split("\n")[0] for row in stored(query)]


def test_a_process_follows_a_newer_row_before_it_has_seen_the_file(here, bank_file, time):
    other = started(bank_file)
    saved(bank_file, titled("New tides"))
    looked(time, here)

    asked(other)
    assert title(other) == "New tides"

    looked(time, other)
    asked(here, other)
    assert (title(here), title(other)) == ("New tides", "New tides")
    assert published_titles() == ["The tides", "New tides"]


def test_a_file_broken_after_a_save_leaves_all_at_the_newest_row(here, bank_file, time):
    other = started(bank_file)
    saved(bank_file, titled("New tides"))
    looked(time, here)
    saved(bank_file, "nonsense")

    looked(time, here, other)
    asked(here, other)

    assert title(here) == title(other) == title(started(bank_file)) == "New tides"
    assert [shelf.error_count for shelf in (here, other)] == [1, 1]


def test_a_copy_that_lags_behind_does_not_bring_the_old_bank_back(here, elsewhere, bank_file, time):
    saved(bank_file, titled("New tides"))
    for _ in range(4):
        looked(time, here, elsewhere)
        asked(here, elsewhere)

    assert title(here) == title(elsewhere) == "New tides"
    assert published_titles() == ["The tides", "New tides"]
    assert [shelf.places[0].is_in_use for shelf in (here, elsewhere)] == [True, False]


def test_a_copy_that_catches_up_publishes_nothing(here, elsewhere, bank_file, time):
    saved(bank_file, titled("New tides"))
    looked(time, here)
    asked(elsewhere)
    saved(elsewhere.path, titled("New tides"))

    looked(time, here, elsewhere)

    assert published_titles() == ["The tides", "New tides"]
    assert elsewhere.places[0].is_in_use


def test_of_two_saves_the_last_one_published_holds_everywhere(here, elsewhere, bank_file, time):
    saved(bank_file, titled("Ours"))
    saved(elsewhere.path, titled("Theirs"))

    looked(time, elsewhere, here)
    for _ in range(3):
        asked(here, elsewhere)
        looked(time, here, elsewhere)

    assert title(here) == title(elsewhere) == "Ours"
    assert published_titles() == ["The tides", "Theirs", "Ours"]


def test_saving_a_lagging_copy_again_has_it_used(here, elsewhere, bank_file, time):
    saved(bank_file, titled("New tides"))
    looked(time, here)
    asked(elsewhere)
    saved(elsewhere.path, TEXT)

    looked(time, elsewhere)
    asked(here)

    assert title(here) == title(elsewhere) == "The tides"


def test_other_rights_for_a_lagging_copy_are_no_save(here, elsewhere, bank_file, time):
    saved(bank_file, titled("New tides"))
    looked(time, here)
    asked(elsewhere)
    elsewhere.path.chmod(0o640)

    looked(time, elsewhere)

    assert title(elsewhere) == "New tides"


def test_at_a_start_an_older_file_gives_way_to_the_newest_row(inside, tmp_path, future, time):
    file, copy = tmp_path / "file.yaml", tmp_path / "copy.yaml"
    for path in (file, copy):
        saved(path, TEXT)
    future()
    here = started(file)
    saved(file, titled("New tides"))
    looked(time, here)

    later = started(copy)
    asked(here)

    assert title(here) == title(later) == "New tides"
    assert not later.places[0].is_in_use
    assert later.error_count == 0


def test_at_a_start_an_older_text_that_was_put_back_since_holds(here, bank_file, time):
    saved(bank_file, titled("New tides"))
    looked(time, here)
    saved(bank_file, TEXT)  # while no server runs; its time is later than the row's
    time.shift(1)

    assert title(started(bank_file)) == "The tides"
    assert published_titles() == ["The tides", "New tides", "The tides"]


def test_at_a_start_a_text_nobody_knows_holds_however_old_the_file(here, bank_file, future, time):
    future()
    saved(bank_file, titled("New tides"))
    os.utime(bank_file, (0, 0))

    assert title(started(bank_file)) == "New tides"


def test_at_a_start_the_newest_row_holds_while_the_file_is_saved_as_it_is_read(
    here, bank_file, time, monkeypatch
):
    def save_and_read(*given, **named):
        saved(bank_file, titled(f"Draft {next(drafts)}"))
        return read_apart(*given, **named)

    drafts = count()
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(watched_files, "read_apart", save_and_read)
        later = started(bank_file)

    assert next(drafts) == 1
    assert title(later) == "The tides"
    looked(time, later)
    assert title(later) == "Draft 0"


def test_a_save_from_the_browser_is_used_at_once_and_says_whose_it_is(here, bank_file, time):
    user_id = signing_up.create_user("tove", "Tove", "a long password", Role.TEACHER, clock.now())
    other = started(bank_file)
    saved(bank_file, titled("New tides"))

    here.place().take_over_now(clock.now(), user_id)
    asked(other)

    assert title(here) == title(other) == "New tides"
    assert [row.publisher_id for row in all_rows(BankPublication)] == [None, user_id]


def test_nothing_is_published_of_a_file_that_was_saved_again_meanwhile(here, bank_file, time):
    place: BankPlace = here.places[0]
    saved(bank_file, titled("Passing tides"))
    place.file.read()
    saved(bank_file, titled("Lasting tides"))

    place.take_over(clock.now())
    assert title(here) == "The tides"

    looked(time, here)
    assert title(here) == "Lasting tides"
    assert published_titles() == ["The tides", "Lasting tides"]


def test_a_bank_that_could_not_be_recorded_is_recorded_later(here, bank_file, time):
    saved(bank_file, titled("New tides"))
    with write_transaction() as tx:
        tx.execute(text("ALTER TABLE bank_publications RENAME TO elsewhere"))
    try:
        looked(time, here)
        asked(here)
    finally:
        with write_transaction() as tx:
            tx.execute(text("ALTER TABLE elsewhere RENAME TO bank_publications"))
    assert title(here) == "New tides"

    asked(here)

    assert title(here) == "New tides"
    assert published_titles() == ["The tides", "New tides"]


def test_an_old_revision_that_this_version_cannot_read_is_left_alone(here, bank_file):
    place = here.places[0]
    with write_transaction() as tx:
        revision = BankRevision(
            bank_key="tides", content_hash="0" * 64, text="unreadable", recorded_at=clock.now()
        )
        tx.add(revision)
        tx.flush()
        tx.add(BankPublication(bank_revision_id=revision.id, published_at=clock.now()))

    asked(here)

    assert title(here) == "The tides"
    assert place.published is not None


def test_publishing_at_once_makes_one_row_and_forgets_once(inside, here, bank_file):
    player = new_player(here.published_bank())
    rate(player, "what-pulls")
    saved(bank_file, TEXT.replace(*OTHER_KEY))
    new = published_from(bank_file)
    db.session.rollback()
    gate = threading.Barrier(4)

    def process() -> None:
        with inside.app_context():
            gate.wait()
            publish(new, clock.now())

    threads = [threading.Thread(target=process) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(all_rows(BankPublication)) == 2
