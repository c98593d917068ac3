"""`wsgi:app`, which other servers serve: it refuses to start where `quizapp serve` would."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from quizapp.web.database_files import alone
from quizapp.web.sqlite_library import sqlite3
from tests.support.places import SMALL_BANK


@pytest.fixture
def database(tmp_path: Path, sqlite_template: Path) -> Path:
    path = tmp_path / "quizapp.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    return path


def imported(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """What comes of importing it, in a process of its own."""
    settings = {"DATA_DIR": str(folder), "BANK": str(SMALL_BANK), "SECRET_KEY": "", **settings}
    return subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        env={**os.environ, **{f"QUIZAPP_{name}": value for name, value in settings.items()}},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize("revision", ["0001", "9999"])
def test_a_database_of_another_version_is_refused(database, revision):
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
        connection.commit()

    result = imported(database.parent)

    assert result.returncode == 1
    assert "CannotServe: The database is of a" in result.stderr


@pytest.mark.slow
def test_a_database_that_is_being_restored_is_refused(database):
    with alone(database):
        result = imported(database.parent)

    assert result.returncode == 1
    assert "CannotServe: The database is being restored." in result.stderr


@pytest.mark.slow
def test_a_setting_that_cannot_be_used_is_refused_in_one_sentence(database):
    result = imported(database.parent, TIMEZONE="Mars")

    assert result.returncode == 1
    assert "CannotServe: QUIZAPP_TIMEZONE='Mars' cannot be used" in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.slow
def test_a_database_that_is_missing_is_told_by_the_sentence_alone(tmp_path):
    result = imported(tmp_path)

    assert result.returncode == 1
    assert result.stderr == (
        "wsgi.CannotServe: The database has no tables yet. Make them: quizapp db upgrade\n"
    )


@pytest.mark.slow
def test_a_database_that_does_not_answer_is_told_and_may_come_later(database):
    database.write_bytes(b"no database" * 1000)

    result = imported(database.parent)

    assert result.returncode == 0
    assert "The database does not answer: file is not a database." in result.stderr
    assert "quizapp doctor" in result.stderr
    assert "Traceback" not in result.stderr
