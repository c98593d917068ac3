"""Saving a bank from the browser: whole or not at all, and never over somebody else's work."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from quizapp.authoring import editing
from quizapp.authoring.editing import Draft, FileEditor
from quizapp.banks.files import BACKUPS
from quizapp.banks.locks import file_lock
from quizapp.banks.translation_files import Files
from quizapp.domain.bank import Reading, read_bank
from quizapp.domain.errors import BankRefused, EditConflict
from quizapp.models import AuditEntry, BankPublication
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.saving import NEW, OLD, save

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is about files is the same on each kind of database."""


BROKEN = "format: 1\nid: [unfinished\n"


def backups(app: Flask) -> list[Path]:
    return sorted((app.config["DATA_DIR"] / BACKUPS / "questions.yaml").glob("*"))


def test_a_saved_bank_is_in_the_file_and_in_use_at_once(editor: FileEditor, by: int) -> None:
    save(editor, by, (OLD, NEW))

    assert NEW in editor.place.path.read_text(encoding="utf-8")
    assert editor.place.published is not None
    assert editor.place.published.bank.title == "High and low water"


def test_who_saved_is_on_record(editor: FileEditor, by: int) -> None:
    save(editor, by, (OLD, NEW))

    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    publisher = db.session.scalar(
        select(BankPublication.publisher_id).order_by(BankPublication.id.desc())
    )
    assert entry is not None
    assert (entry.deed, entry.subject, entry.actor_id) == ("save bank", "tides", by)
    assert publisher == by


def test_the_old_bytes_are_kept_under_the_time(app: Flask, editor: FileEditor, by: int) -> None:
    before = editor.place.path.read_bytes()

    save(editor, by, (OLD, NEW))

    kept = backups(app)
    assert [path.read_bytes() for path in kept] == [before]
    assert stat.S_IMODE(kept[0].stat().st_mode) == 0o600


def test_what_somebody_else_saved_is_never_overwritten(editor: FileEditor, by: int) -> None:
    mine = editor.opened()
    theirs = mine.text.replace(OLD, "title: Theirs")
    editor.place.path.write_text(theirs, encoding="utf-8")

    with pytest.raises(EditConflict) as conflict:
        editor.write(Draft(mine.text.replace(OLD, NEW), mine.tag), by, clock.now())

    assert conflict.value.theirs == theirs
    assert editor.place.path.read_text(encoding="utf-8") == theirs
    editor.write(Draft(mine.text.replace(OLD, NEW), conflict.value.tag), by, clock.now())
    assert NEW in editor.place.path.read_text(encoding="utf-8")


def test_a_file_taken_away_meanwhile_is_a_conflict(editor: FileEditor, by: int) -> None:
    mine = editor.opened()
    editor.place.path.unlink()

    with pytest.raises(EditConflict) as conflict:
        editor.write(Draft(mine.text, mine.tag), by, clock.now())

    assert conflict.value.theirs == ""
    editor.write(Draft(mine.text, conflict.value.tag), by, clock.now())
    assert editor.place.path.read_text(encoding="utf-8") == mine.text


def test_sending_the_same_twice_saves_once(app: Flask, editor: FileEditor, by: int) -> None:
    file = editor.opened()
    new = file.text.replace(OLD, NEW)

    editor.write(Draft(new, file.tag), by, clock.now())
    editor.write(Draft(new, file.tag), by, clock.now())

    assert len(backups(app)) == 1


@pytest.mark.parametrize("text", ["", BROKEN, "format: 1\n"], ids=["empty", "broken", "short"])
def test_a_text_with_errors_never_replaces_a_good_one(
    app: Flask, editor: FileEditor, by: int, text: str
) -> None:
    before = editor.place.path.read_bytes()

    with pytest.raises(BankRefused) as refused:
        editor.write(Draft(text, editor.opened().tag), by, clock.now())

    assert refused.value.findings
    assert editor.place.path.read_bytes() == before
    assert backups(app) == []


def test_a_broken_file_is_opened_as_it_is_and_can_be_mended(editor: FileEditor, by: int) -> None:
    good = editor.opened().text
    editor.place.path.write_text(BROKEN, encoding="utf-8")

    file = editor.opened()
    editor.write(Draft(good, file.tag), by, clock.now())

    assert file.text == BROKEN
    assert editor.place.path.read_text(encoding="utf-8") == good


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_line_ends_and_byte_order_mark_stay(
    editor: FileEditor, by: int, end: str, mark: bytes
) -> None:
    lines = editor.place.path.read_text(encoding="utf-8").split("\n")
    editor.place.path.write_bytes(mark + end.join(lines).encode())
    file = editor.opened()

    sent_by_a_browser = file.text.replace(OLD, NEW).replace("\n", "\r\n")
    editor.write(Draft(sent_by_a_browser, file.tag), by, clock.now())

    expected = mark + end.join(lines).replace(OLD, NEW).encode()
    assert editor.place.path.read_bytes() == expected
    assert "\r" not in file.text
    assert "\ufeff" not in file.text


def test_mode_and_symbolic_link_stay(editor: FileEditor, by: int, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere" / "bank.yaml"
    real.parent.mkdir()
    editor.place.path.rename(real)
    real.chmod(0o640)
    editor.place.path.symlink_to(real)

    save(editor, by, (OLD, NEW))

    assert editor.place.path.is_symlink()
    assert NEW in real.read_text(encoding="utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert [path.name for path in real.parent.iterdir()] == ["bank.yaml"]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_owner_and_group_stay(editor: FileEditor, by: int) -> None:
    os.chown(editor.place.path, 1234, 2345)

    save(editor, by, (OLD, NEW))

    assert (editor.place.path.stat().st_uid, editor.place.path.stat().st_gid) == (1234, 2345)


def test_of_many_who_save_at_once_exactly_one_wins(app: Flask, editor: FileEditor, by: int) -> None:
    file, start = editor.opened(), Barrier(6)

    def outcome(number: int) -> str:
        with app.app_context():
            start.wait()
            try:
                mine = file.text.replace(OLD, f"title: Number {number}")
                editor.write(Draft(mine, file.tag), by, clock.now())
            except EditConflict:
                return ""
            return f"title: Number {number}"

    with ThreadPoolExecutor(6) as threads:
        outcomes = list(threads.map(outcome, range(6)))

    winners = [line for line in outcomes if line]
    assert len(winners) == 1
    assert winners[0] in editor.place.path.read_text(encoding="utf-8")
    assert [path.read_text(encoding="utf-8") for path in backups(app)] == [file.text]


def test_a_double_click_saves_once_and_both_are_told_so(
    app: Flask, editor: FileEditor, by: int
) -> None:
    file, start = editor.opened(), Barrier(2)

    def save_once(_: int) -> None:
        with app.app_context():
            start.wait()
            editor.write(Draft(file.text.replace(OLD, NEW), file.tag), by, clock.now())

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(save_once, range(2)))

    saved = select(func.count(AuditEntry.id)).where(AuditEntry.deed == "save bank")
    assert db.session.scalar(saved) == 1
    assert len(backups(app)) == 1


def test_nobody_waits_for_the_lock_while_a_bank_is_read(
    app: Flask, editor: FileEditor, by: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, is_free = editor.opened(), []

    def read_and_look(data: bytes, files: Files) -> Reading:
        with file_lock(editor.place.path, app.config["DATA_DIR"]):
            is_free.append(True)
        return read_bank(data).with_translations(files)

    monkeypatch.setattr(editing, "read_apart", read_and_look)
    editor.write(Draft(file.text.replace(OLD, NEW), file.tag), by, clock.now())

    assert is_free == [True]
