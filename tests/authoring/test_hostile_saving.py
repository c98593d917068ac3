"""Saving a bank where the disk, the file or the moment is against it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from quizapp.authoring.editing import Draft, FileEditor
from quizapp.banks import locks
from quizapp.banks.locks import file_lock
from quizapp.domain.errors import BankFileTrouble, FileTrouble
from quizapp.models import AuditEntry
from quizapp.web import clock
from quizapp.web.extensions import db
from quizapp.web.sqlite_library import sqlite3
from tests.support.full_disk import files_no_larger_than
from tests.support.saving import NEW, OLD

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is about files is the same on each kind of database."""


def test_a_full_disk_leaves_what_was_there(app: Flask, editor: FileEditor, by: int) -> None:
    before = editor.place.path.read_bytes()
    file = editor.opened()

    with files_no_larger_than(1_000), pytest.raises(BankFileTrouble) as trouble:
        editor.write(Draft(file.text.replace(OLD, NEW), file.tag), by, clock.now())

    assert trouble.value.trouble is FileTrouble.DISK_FULL
    assert editor.place.path.read_bytes() == before
    assert all(path.suffix != "" for path in editor.place.path.parent.iterdir() if path.is_file())
    assert [path.name for path in editor.place.path.parent.glob(".*")] == []
    assert db.session.scalar(select(AuditEntry.id).where(AuditEntry.deed == "save bank")) is None
    editor.write(Draft(file.text.replace(OLD, NEW), file.tag), by, clock.now())


def test_a_folder_that_is_gone_is_told(editor: FileEditor, by: int, tmp_path: Path) -> None:
    file = editor.opened()
    editor.place.path.unlink()
    editor.place.path.symlink_to(tmp_path / "nowhere" / "bank.yaml")

    for attempt in (
        lambda: editor.opened(),
        lambda: editor.tag(),
        lambda: editor.write(Draft(file.text, file.tag), by, clock.now()),
    ):
        with pytest.raises(BankFileTrouble) as trouble:
            attempt()
        assert trouble.value.trouble is FileTrouble.NO_FOLDER


def test_what_is_no_text_is_told_and_can_be_replaced(editor: FileEditor, by: int) -> None:
    good = editor.opened().text
    editor.place.path.write_bytes(good.encode("utf-16"))

    with pytest.raises(BankFileTrouble) as trouble:
        editor.opened()
    editor.write(Draft(good, editor.tag()), by, clock.now())

    assert trouble.value.trouble is FileTrouble.NOT_TEXT
    assert editor.place.path.read_text(encoding="utf-8") == good


def test_a_file_too_large_for_a_form_is_told(editor: FileEditor, by: int) -> None:
    editor.place.path.write_bytes(b"# " + b"x" * 4_000_000)

    with pytest.raises(BankFileTrouble) as trouble:
        editor.opened()

    assert trouble.value.trouble is FileTrouble.TOO_LARGE


def test_a_file_that_somebody_is_saving_is_waited_for_only_so_long(
    app: Flask, editor: FileEditor, by: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE_SECONDS", 0.1)
    file = editor.opened()

    with (
        file_lock(editor.place.path, app.config["DATA_DIR"]),
        pytest.raises(BankFileTrouble) as trouble,
    ):
        editor.write(Draft(file.text.replace(OLD, NEW), file.tag), by, clock.now())

    assert trouble.value.trouble is FileTrouble.BUSY


def test_a_note_that_is_not_kept_puts_the_file_back(
    app: Flask, editor: FileEditor, by: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = editor.opened(), editor.place.path.read_bytes()

    def fail(_session: object) -> None:
        raise OperationalError("COMMIT", None, sqlite3.OperationalError("database is locked"))

    event.listen(db.session, "before_commit", fail)
    try:
        with pytest.raises(OperationalError):
            editor.write(Draft(file.text.replace(OLD, NEW), file.tag), by, clock.now())
    finally:
        event.remove(db.session, "before_commit", fail)

    assert editor.place.path.read_bytes() == before
    assert [path.name for path in editor.place.path.parent.glob(".*")] == []
    assert db.session.scalar(select(AuditEntry.id).where(AuditEntry.deed == "save bank")) is None
    editor.write(Draft(file.text.replace(OLD, NEW), file.tag), by, clock.now())


def test_a_file_that_was_not_there_is_gone_again_where_the_note_is_not_kept(
    app: Flask, editor: FileEditor, by: int
) -> None:
    text = editor.opened().text
    editor.place.path.unlink()

    def fail(_session: object) -> None:
        raise OperationalError("COMMIT", None, sqlite3.OperationalError("disk I/O error"))

    event.listen(db.session, "before_commit", fail)
    try:
        with pytest.raises(OperationalError):
            editor.write(Draft(text, editor.tag()), by, clock.now())
    finally:
        event.remove(db.session, "before_commit", fail)

    assert not editor.place.path.exists()
