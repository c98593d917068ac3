"""SQLite's journal: chosen by library and disk, changed when nobody minds, and kept short."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from quizapp.web import disks, journals
from quizapp.web.journals import (
    FRAMES_TO_BEGIN_ANEW,
    LOG_BYTES_KEPT,
    ROLLBACK,
    WAL,
    begin_log_anew,
    copy_log,
    journal_for,
    journal_mode,
    set_journal,
)
from quizapp.web.sqlite_library import sqlite3
from tests.support.places import leave_out

PAGE = 4096


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 44, 9), "WAL"),
        ((3, 45, 0), "TRUNCATE"),
        ((3, 50, 6), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 0), "TRUNCATE"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 53, 0), "WAL"),
        ((4, 0, 0), "WAL"),
    ],
)
def test_wal_is_used_only_with_a_sound_library(version, mode):
    assert journal_mode(version) == mode


def test_a_database_on_a_network_disk_has_no_log(tmp_path, monkeypatch):
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/a / ext4 rw 0 0\nserver:/b /srv/class nfs4 rw 0 0\n")
    monkeypatch.setattr(disks, "MOUNTS", mounts)

    assert journal_for("/srv/class/quizapp.sqlite3") == ROLLBACK
    assert journal_for("/srv/quizapp.sqlite3") == journal_mode()


@pytest.mark.parametrize(
    "mounts",
    [
        pytest.param(
            "systemd-1 {place} autofs rw 0 0\nserver:/b {place} nfs4 rw 0 0\n",
            id="mounted when it is first used",
        ),
        pytest.param("server:/b {place} nfs4 rw 0 0\n", id="mounted at once"),
    ],
)
def test_a_network_disk_is_known_by_any_name_and_through_links(tmp_path, monkeypatch, mounts):
    disk = tmp_path.resolve() / "Schüler 5b"
    disk.mkdir()
    (tmp_path / "data").symlink_to(disk)
    (tmp_path / "quizapp.sqlite3").symlink_to(disk / "quizapp.sqlite3")
    place = str(disk).replace(" ", "\\040")
    (tmp_path / "mounts").write_text(
        "/dev/a / ext4 rw 0 0\n" + mounts.format(place=place), encoding="utf-8"
    )
    monkeypatch.setattr(disks, "MOUNTS", tmp_path / "mounts")

    for file in (disk / "new.sqlite3", tmp_path / "data" / "new.sqlite3"):
        assert disks.kind_of_disk(file.parent) == "nfs4"
        assert journal_for(str(file)) == ROLLBACK
    assert journal_for(str(tmp_path / "quizapp.sqlite3")) == ROLLBACK
    assert disks.kind_of_disk(tmp_path) == "ext4"


def test_a_database_in_a_shared_folder_of_windows_has_no_log():
    assert disks.is_on_network(Path("\\\\server\\class"))


# Changed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with one table, that keeps a rollback journal."""
    file = tmp_path / "records.sqlite3"
    with opened(file, ROLLBACK) as connection:
        connection.execute("CREATE TABLE noise (number INTEGER, bytes BLOB)")
    return file


@contextmanager
def opened(path: Path, journal: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=0.1)) as connection:
        set_journal(connection, journal)
        connection.execute("PRAGMA synchronous=OFF")  # nobody pulls the plug here
        yield connection


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def in_force(connection: sqlite3.Connection) -> str:
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    return str(mode).upper()


def write(connection: sqlite3.Connection, number: int, pages: int = 0) -> None:
    connection.execute("INSERT INTO noise VALUES (?, zeroblob(?))", [number, pages * PAGE])


def numbers(connection: sqlite3.Connection) -> list[int]:
    return [row[0] for row in connection.execute("SELECT number FROM noise ORDER BY number")]


def test_a_database_of_an_older_server_gets_a_log_and_an_older_server_takes_it_back(path):
    for number, journal in enumerate([WAL, ROLLBACK, WAL]):
        with opened(path, journal) as connection:
            assert in_force(connection) == journal
            write(connection, number)

    with opened(path, ROLLBACK) as connection:
        assert numbers(connection) == [0, 1, 2]
    assert not log_of(path).exists()


@pytest.mark.parametrize(("first", "second"), [(WAL, ROLLBACK), (ROLLBACK, WAL)])
def test_who_wants_another_journal_beside_a_writer_goes_by_what_is_there(path, first, second):
    with opened(path, first) as one:
        one.execute("BEGIN IMMEDIATE")
        write(one, 1)
        with opened(path, second) as other:
            assert (in_force(other) == WAL) is (first == WAL)
            one.execute("COMMIT")
            write(other, 2)
            assert numbers(one) == numbers(other) == [1, 2]


def test_who_has_a_rollback_journal_follows_when_another_begins_a_log(path):
    with opened(path, ROLLBACK) as one, opened(path, WAL) as other:
        write(other, 1)
        write(one, 2)

        assert in_force(other) == WAL
        assert numbers(one) == numbers(other) == [1, 2]


def test_a_folder_copied_from_a_killed_server_has_what_was_committed(path, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    with opened(path, WAL) as connection:
        write(connection, 1)
        for each in tmp_path.glob("records*"):  # as a kill leaves them: the log is not copied back
            shutil.copy(each, copy)
    assert (copy / f"{path.name}-wal").stat().st_size

    for journal in (ROLLBACK, WAL):
        with opened(copy / path.name, journal) as connection:
            assert numbers(connection) == [1]


def test_a_file_that_may_only_be_read_is_read(path):
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        set_journal(connection, WAL)

        assert in_force(connection) != WAL
        assert numbers(connection) == []


def test_a_file_that_is_no_database_is_an_error(path):
    path.write_bytes(b"no database" * 1000)

    with pytest.raises(sqlite3.DatabaseError), opened(path, WAL):
        pass


# Kept short


@pytest.fixture
def log_kept(path: Path, request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    """A writer to a database with a log."""
    if journal_mode() != WAL:
        leave_out(request, "a sound SQLite library")
    with opened(path, WAL) as connection:
        yield connection


def test_a_short_log_is_left_alone(log_kept, path):
    write(log_kept, 1, pages=10)
    before = path.stat().st_size

    assert not copy_log(log_kept)
    assert path.stat().st_size == before


def test_a_log_is_copied_while_a_reader_is_in_the_middle(log_kept, path):
    write(log_kept, 1, pages=1100)
    with opened(path, WAL) as other:
        reader = other.execute("SELECT number FROM noise UNION ALL SELECT 7")
        reader.fetchone()

        assert not copy_log(log_kept)

    assert path.stat().st_size > 1000 * PAGE


def test_a_log_that_is_begun_anew_does_not_grow(log_kept, path):
    for number in range(12):
        write(log_kept, number, pages=1000)
        if copy_log(log_kept):
            begin_log_anew(log_kept)

    assert log_of(path).stat().st_size < (FRAMES_TO_BEGIN_ANEW + 1100) * (PAGE + 24)
    assert numbers(log_kept) == [*range(12)]


def test_a_reader_of_an_older_state_is_not_waited_for_and_the_log_shrinks_after_it(log_kept, path):
    with opened(path, WAL) as other:
        other.execute("BEGIN")
        numbers(other)
        for number in range(6):
            write(log_kept, number, pages=1000)
            if copy_log(log_kept):
                begin_log_anew(log_kept)  # comes back, with nothing done
        assert log_of(path).stat().st_size > 6000 * PAGE
        assert numbers(other) == []

    assert copy_log(log_kept)
    begin_log_anew(log_kept)
    write(log_kept, 7)
    assert log_of(path).stat().st_size <= LOG_BYTES_KEPT
    (patience,) = log_kept.execute("PRAGMA busy_timeout").fetchone()
    assert patience == 100  # as it was before


def test_a_log_is_copied_by_who_commits_where_nobody_else_does(path, monkeypatch):
    monkeypatch.setattr(journals, "FRAMES_AT_MOST", 50)
    with opened(path, WAL) as connection:
        write(connection, 1, pages=60)

        assert path.stat().st_size > 60 * PAGE
