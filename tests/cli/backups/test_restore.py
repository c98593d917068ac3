"""`quizapp restore`: what it puts back, and what it keeps aside."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from quizapp.models import Attempt, User
from quizapp.web.extensions import db
from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.support.backups import asides, asked, leftovers
from tests.support.people import Visitor
from tests.support.records import count_of, on_sqlite


@pytest.mark.slow
@on_sqlite
def test_records_of_a_backup_are_put_back_and_those_of_before_kept_aside(
    quizapp: Command, backup: Path, app: Flask, learner: Visitor, database: Path
) -> None:
    learner.take("all")
    with app.app_context():
        db.engine.dispose()

    result = quizapp("restore", str(backup))

    (aside,) = asides(database)
    assert result.exit_code == 0
    assert count_of(app, Attempt) == 1
    assert asked(aside, "SELECT count(*) FROM attempts") == [(2,)]
    assert str(aside) in result.output
    assert database.stat().st_mode & 0o777 == 0o600
    assert "1 attempts, 0 differences" in quizapp("verify-scores").output
    assert leftovers(database) == []


@on_sqlite
def test_twice_is_the_same_as_once(quizapp: Command, backup: Path, database: Path) -> None:
    first = quizapp("restore", str(backup))
    content = database.read_bytes()

    second = quizapp("restore", str(backup))

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "in place already" in second.output
    assert database.read_bytes() == content
    assert len(asides(database)) == 1


@on_sqlite
def test_a_backup_is_put_back_where_records_came_after_the_last_restore(
    quizapp: Command, backup: Path, app: Flask, learner: Visitor, database: Path
) -> None:
    quizapp("restore", str(backup))
    learner.take("all")
    with app.app_context():
        db.engine.dispose()

    quizapp("restore", str(backup))

    assert count_of(app, Attempt) == 1
    assert len(asides(database)) == 2


@on_sqlite
def test_a_new_machine_gets_everything(
    quizapp: Command,
    backup: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    database: Path,
    bank_file: Path,
) -> None:
    quizapp("backup", "--with-secret", "--to", str(tmp_path / "more"))
    (path,) = (tmp_path / "more").iterdir()
    text = bank_file.read_bytes()
    shutil.rmtree(tmp_path / "data", ignore_errors=True)
    database.unlink()
    bank_file.unlink()
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "")

    result = quizapp("restore", str(path))

    secret = tmp_path / "data" / "secret_key"
    assert result.exit_code == 0
    assert asked(database, "SELECT count(*) FROM users") == [(1,)]
    assert asides(database) == []
    assert bank_file.read_bytes() == text
    assert secret.read_text() == "t" * 40
    assert secret.stat().st_mode & 0o777 == 0o600
    assert secret.parent.stat().st_mode & 0o777 == 0o700


@on_sqlite
def test_a_backup_can_be_tried_out_elsewhere(
    quizapp: Command, backup: Path, tmp_path: Path, database: Path
) -> None:
    before = database.read_bytes()
    folder = tmp_path / "trial"

    result = quizapp("restore", str(backup), "--into", str(folder))

    assert result.exit_code == 0
    assert f"Try it: QUIZAPP_DATA_DIR={folder} " in result.output
    assert f"To be sure: QUIZAPP_DATA_DIR={folder} QUIZAPP_DATABASE_URL= quiz" in result.output
    assert asked(folder / "quizapp.sqlite3", "SELECT count(*) FROM attempts") == [(1,)]
    assert (folder / "banks" / "questions.yaml").is_file()
    assert database.read_bytes() == before


@on_sqlite
def test_a_bank_that_has_changed_is_left_unless_wished_otherwise(
    quizapp: Command, backup: Path, bank_file: Path, tmp_path: Path
) -> None:
    old = bank_file.read_bytes()
    new = old.replace(b"The tides", b"The tide")
    bank_file.write_bytes(new)

    left = quizapp("restore", str(backup))
    text_left = bank_file.read_bytes()
    wished = quizapp("restore", str(backup), "--with-bank")

    (copy,) = (tmp_path / "data" / "bank-backups" / bank_file.name).iterdir()
    assert "--with-bank" in left.output
    assert text_left == new
    assert "The bank was replaced" in wished.output
    assert bank_file.read_bytes() == old
    assert copy.read_bytes() == new


@on_sqlite
def test_banks_of_a_folder_go_back_to_it(
    quizapp: Command,
    backup: Path,
    bank_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("QUIZAPP_BANK", str(bank_folder))
    quizapp("backup", "--to", str(tmp_path / "several"))
    (path,) = (tmp_path / "several").iterdir()
    texts = {each.name: each.read_bytes() for each in bank_folder.iterdir()}
    shutil.rmtree(bank_folder)

    quizapp("restore", str(path))

    assert {each.name: each.read_bytes() for each in bank_folder.iterdir()} == texts


@pytest.mark.slow
@on_sqlite
def test_another_secret_is_left_unless_wished_otherwise(
    quizapp: Command, backup: Path, tmp_path: Path
) -> None:
    quizapp("backup", "--with-secret", "--to", str(tmp_path / "more"))
    (path,) = (tmp_path / "more").iterdir()
    secret = tmp_path / "data" / "secret_key"
    secret.write_text("n" * 64)

    left = quizapp("restore", str(path))
    text_left = secret.read_text()
    wished = quizapp("restore", str(path), "--with-secret")
    again = quizapp("restore", str(path), "--with-secret")

    (aside,) = secret.parent.glob("secret_key.before-restore-*")
    assert "--with-secret" in left.output
    assert text_left == "n" * 64
    assert "was replaced" in wished.output
    assert secret.read_text() == "t" * 40
    assert aside.read_text() == "n" * 64
    assert "The secret key is as it was" in again.output


@on_sqlite
def test_a_damaged_database_is_replaced_and_kept_with_its_log(
    quizapp: Command, backup: Path, database: Path, app: Flask
) -> None:
    database.write_bytes(b"no database" * 1000)
    database.with_name(f"{database.name}-wal").write_bytes(b"a log")

    result = quizapp("restore", str(backup))

    aside, aside_log = asides(database)
    assert result.exit_code == 0
    assert count_of(app, User) == 1
    assert aside.read_bytes().startswith(b"no database")
    assert aside_log.name == f"{aside.name}-wal"
    assert aside_log.read_bytes() == b"a log"


@on_sqlite
def test_what_was_in_the_write_ahead_log_is_kept_aside_too(
    quizapp: Command, backup: Path, database: Path
) -> None:
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE users SET display_name = 'Late'")
        for suffix in ("", "-wal", "-shm"):
            shutil.copy(f"{database}{suffix}", f"{database}{suffix}.copy")
    for suffix in ("", "-wal", "-shm"):  # as a power cut leaves it
        Path(f"{database}{suffix}.copy").rename(f"{database}{suffix}")

    quizapp("restore", str(backup))

    aside, _log = asides(database)
    assert asked(aside, "SELECT display_name FROM users") == [("Late",)]
    assert asked(database, "SELECT display_name FROM users") == [("Lena",)]
    assert not database.with_name(f"{database.name}-wal").exists()


@pytest.mark.slow
@on_sqlite
def test_what_a_killed_restore_left_goes_with_the_next_one(
    quizapp: Command, backup: Path, database: Path
) -> None:
    leftover = database.parent / f".{database.name}-restore-abc"
    leftover.mkdir()
    (leftover / database.name).write_bytes(b"half")

    quizapp("restore", str(backup))

    assert leftovers(database) == []


@on_sqlite
def test_records_with_a_flaw_are_kept_and_put_back_all_the_same(
    quizapp: Command, backup: Path, database: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("UPDATE audit_entries SET actor_id = 99")
        connection.execute("UPDATE attempts SET user_id = 99")
        connection.commit()

    made = quizapp("backup", "--to", str(tmp_path / "flawed"))
    (path,) = (tmp_path / "flawed").iterdir()
    restored = quizapp("restore", str(path), "--into", str(tmp_path / "trial"))
    with closing(sqlite3.connect(database)) as connection:  # for what is looked at after each test
        connection.execute("DELETE FROM attempts")
        connection.commit()

    assert (made.exit_code, restored.exit_code) == (0, 0)
    assert asked(tmp_path / "trial" / "quizapp.sqlite3", "SELECT user_id FROM attempts") == [(99,)]


@on_sqlite
def test_on_a_disk_without_second_names_the_old_database_is_copied(
    quizapp: Command, backup: Path, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "hardlink_to", refuse)

    result = quizapp("restore", str(backup))

    (aside,) = asides(database)
    assert result.exit_code == 0
    assert asked(aside, "SELECT count(*) FROM attempts") == [(1,)]


@on_sqlite
def test_a_file_that_is_not_there_is_told(quizapp: Command) -> None:
    assert quizapp("restore", "nowhere.zip").exit_code == 2
