"""Backups of other versions: an older one is brought up to this one, a newer one refused."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import flask_migrate
import pytest

from quizapp import create_app
from quizapp.upkeep.backups import make_backup
from quizapp.web import clock, config
from quizapp.web.extensions import db
from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.support.backups import asked, values_for, with_manifest
from tests.support.records import on_sqlite


@pytest.fixture
def older_backup(tmp_path: Path) -> Path:
    """A backup of a database as the first version made it."""
    values = values_for(tmp_path / "old", SECRET_KEY="t" * 40)
    app = create_app(values)
    with app.app_context():
        flask_migrate.upgrade(revision="0001")
        db.engine.dispose()
    file = tmp_path / "old" / config.DATABASE_FILE
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(
            "INSERT INTO users (public_id, display_name, role, created_at)"
            " VALUES ('p', 'Old', 'learner', '2026-01-01 00:00:00.000000')"
        )
        connection.commit()

    return make_backup(values, tmp_path / "older", clock.now()).path


@pytest.mark.slow
@on_sqlite
def test_an_older_backup_is_brought_up_to_this_version(
    quizapp: Command, older_backup: Path, database: Path
) -> None:
    first = quizapp("restore", str(older_backup))
    second = quizapp("restore", str(older_backup))

    assert first.exit_code == 0
    assert "brought up to this one" in first.output
    assert "in place already" in second.output
    assert asked(database, "SELECT display_name FROM users") == [("Old",)]
    assert quizapp("db", "check").exit_code == 0


@on_sqlite
def test_a_backup_of_a_newer_version_is_refused(
    quizapp: Command, backup: Path, database: Path
) -> None:
    before = database.read_bytes()

    newer_schema = quizapp("restore", str(with_manifest(backup, schema_revision="9999")))
    newer_format = quizapp("restore", str(with_manifest(backup, format=2)))

    assert (newer_schema.exit_code, newer_format.exit_code) == (1, 1)
    assert "newer database (9999)" in newer_schema.output
    assert "made by a newer quizapp" in newer_format.output
    assert database.read_bytes() == before
