"""One database in the place of another."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from quizapp.upkeep.backups.swapping import swap_in
from quizapp.web.sqlite_library import sqlite3
from tests.support.inside import MONDAY


def made(path: Path, number: int) -> Path:
    """A database that can be told by its number."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {number}")
    return path


def number_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def test_what_is_replaced_within_one_second_is_all_kept(tmp_path: Path) -> None:
    database = made(tmp_path / "records.sqlite3", 1)

    asides = [swap_in(made(tmp_path / "new", number), database, MONDAY) for number in (2, 3, 4)]

    assert number_of(database) == 4
    assert [number_of(aside) for aside in asides if aside] == [1, 2, 3]
