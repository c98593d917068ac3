"""What a command says where the database refuses: what it is, and what to do."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from quizapp.cli.database_troubles import SENTENCES, told_trouble
from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.support.records import on_sqlite


@on_sqlite
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"no database" * 1000,
            "The file where the database should be holds something else.",
        ),
        (None, "The database did not take this: no such table"),
    ],
    ids=["garbage", "no-tables"],
)
def test_a_database_that_cannot_be_used_is_a_sentence(
    content: bytes | None, sentence: str, quizapp: Command, database: Path
) -> None:
    database.write_bytes(content or b"")

    result = quizapp("verify-scores")

    assert result.exit_code == 1
    assert sentence in result.output


@on_sqlite
def test_a_damaged_database_leads_to_the_last_backup(quizapp: Command, database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[200:] = b"\xa5" * len(content[200:])
    database.write_bytes(content)

    result = quizapp("verify-scores")

    assert result.exit_code == 1
    assert "The database is damaged." in result.output
    assert "quizapp restore" in result.output
    assert "db upgrade" not in result.output


@on_sqlite
def test_a_folder_that_is_missing_is_told(
    quizapp: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"sqlite:///{tmp_path / 'gone' / 'x.sqlite3'}")

    result = quizapp("verify-scores")

    assert result.exit_code == 1
    assert "Look whether its folder is there" in result.output


def test_a_server_that_is_away_is_told_without_talk_of_versions(
    quizapp: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", "postgresql://nobody:pass@127.0.0.1:1/none")

    result = quizapp("verify-scores")

    assert result.exit_code == 1
    assert "The database does not answer: " in result.output
    assert "QUIZAPP_DATABASE_URL" in result.output
    assert "db upgrade" not in result.output


def test_a_full_disk_is_told_as_one(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "small.sqlite3")) as connection:
        connection.execute("PRAGMA max_page_count = 2")

        with pytest.raises(sqlite3.OperationalError) as refused:
            connection.executescript("CREATE TABLE a (b); CREATE TABLE c (d); CREATE TABLE e (f);")

    assert told_trouble(OperationalError("", None, refused.value)).startswith("The disk is full.")


@pytest.mark.parametrize("code", SENTENCES)
def test_every_sentence_says_what_to_do_next(code: int) -> None:
    refused = sqlite3.OperationalError("disk I/O error")
    refused.sqlite_errorcode = code

    said = told_trouble(OperationalError("", None, refused))

    assert re.search(r"quizapp (doctor|restore)|again", said)
    assert "did not do it" not in said
