"""A bank's file opened for editing in the browser, and written back.

The tag says which bytes were opened, and only those are ever replaced. Nothing is re-dumped: what
is typed is what is saved, with the line ends and the byte order mark that the file has.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app

from quizapp.accounts.auditing import note_deed
from quizapp.banks import files
from quizapp.banks.file_troubles import told_file_troubles
from quizapp.banks.locks import file_lock
from quizapp.banks.places import BankPlace
from quizapp.domain.bank import Bank, Reading, read_bank
from quizapp.domain.bank.line_ends import edited_text, written_text
from quizapp.domain.errors import BankFileTrouble, BankRefused, EditConflict, FileTrouble
from quizapp.web.database import write_transaction

LARGEST_TEXT = 4_000_000
"""In bytes. A form sends up to three times as many."""


@dataclass(frozen=True)
class OpenedFile:
    """The text of a bank's file as it is edited, each line ended by a newline, and its tag."""

    text: str
    tag: str


def opened(place: BankPlace) -> OpenedFile:
    """The file as it is on the disk, whether it is a good bank or not.

    Raises:
        BankFileTrouble: it is missing, cannot be read, is not UTF-8 or is too large for a form.
    """
    with told_file_troubles():
        data = _content(place.path)
    if data is None:
        raise BankFileTrouble(FileTrouble.MISSING)
    if len(data) > LARGEST_TEXT:
        raise BankFileTrouble(FileTrouble.TOO_LARGE)
    try:
        return OpenedFile(edited_text(data.decode()), tag_of(data))
    except UnicodeDecodeError as error:
        raise BankFileTrouble(FileTrouble.NOT_TEXT) from error


def tag_of(data: bytes | None) -> str:
    """A mark of these bytes that says nothing about them, and that only this server can make."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.digest(key, b"missing" if data is None else b"bytes:" + data, "sha256").hex()


def tag_of_file(place: BankPlace) -> str:
    """The tag of the file as it is, also of one that is missing or is no text.

    Raises:
        BankFileTrouble: it cannot be read.
    """
    with told_file_troubles():
        return tag_of(_content(place.path))


def checked(text: str) -> Reading:
    """What is to be said about a text as it is typed, its writing included."""
    return read_bank(edited_text(text).encode(), lint=True)


def refuse_conflict(place: BankPlace, text: str, tag: str) -> None:
    """Find out before the last step whether the file is still the one that was opened.

    Raises:
        EditConflict: somebody else has written it.
        BankFileTrouble: it cannot be read.
    """
    with told_file_troubles():
        old = _content(place.path)
    if _new_content(text, old) != old:
        _refuse_conflict(old, tag)


def write(
    place: BankPlace, text: str, tag: str, by: int, now: datetime, deed: str = "save bank"
) -> None:
    """Replace the file that was opened under this tag, and have it used from now on.

    Sending the same twice is no conflict: what is in the file already is not written again.

    Args:
        place: Where the bank is kept.
        text: What is to be in the file, with any line ends.
        tag: The tag of what was opened.
        by: The id of the user who saves.
        now: The time of the request.
        deed: What the audit trail calls it.

    Raises:
        EditConflict: the file has been written by somebody else since it was opened.
        BankRefused: the text has errors; a bank with errors never replaces the last good one.
        BankFileTrouble: it could not be written; what was there is there still.
    """
    with told_file_troubles(), file_lock(place.path, current_app.config["DATA_DIR"]):
        old = _content(place.path)
        new = _new_content(text, old)
        if new != old:
            _refuse_conflict(old, tag)
            bank_id = _accepted_bank(place, new).id
            if old is not None:
                files.keep_backup(place.path, old, current_app.config["DATA_DIR"], now)
            with write_transaction() as tx:
                # Noted first, undone if the file cannot be written: never one without the other.
                note_deed(tx, deed, bank_id, now, actor_id=by)
                tx.flush()
                files.replace_content(place.path, new)
    place.take_over_now(now, by)


def _content(path: Path) -> bytes | None:
    """What is in the file; None if there is none, but a folder for it."""
    try:
        return files.content(path)
    except FileNotFoundError:
        if not path.resolve().parent.is_dir():
            raise
        return None


def _new_content(text: str, old: bytes | None) -> bytes:
    return written_text(text, (old or b"").decode(errors="replace")).encode()


def _refuse_conflict(old: bytes | None, tag: str) -> None:
    present = tag_of(old)
    if not hmac.compare_digest(present.encode(), tag.encode()):
        raise EditConflict(edited_text((old or b"").decode(errors="replace")), present)


def _accepted_bank(place: BankPlace, data: bytes) -> Bank:
    reading = read_bank(data)
    bank = place.accepted_bank(reading)
    if bank is None:
        raise BankRefused(reading.findings)
    return bank
