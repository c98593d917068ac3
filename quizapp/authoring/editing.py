"""A bank's file opened for editing in the browser, and written back.

The tag says which bytes were opened, and only those are ever replaced. Nothing is re-dumped: what
is typed is what is saved, with the line ends and the byte order mark that the file has.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from flask_babel import lazy_gettext as _l

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.banks import files
from quizapp.banks.files import told_file_troubles
from quizapp.banks.locks import file_lock
from quizapp.banks.places import BankPlace
from quizapp.banks.reading_apart import LARGE_BYTES, read_apart
from quizapp.domain.bank import Bank, Reading, read_bank
from quizapp.domain.bank.line_ends import edited_text, written_text
from quizapp.domain.errors import BankFileTrouble, BankRefused, EditConflict, FileTrouble
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.working_apart import place_to_work, worked_apart

LARGEST_TEXT = 4_000_000
"""In bytes. A form sends up to three times as many."""


@dataclass(frozen=True)
class BankSaved(
    Deed, name="save bank", kind=DeedKind.BANK, sentence=_l("saved the questions of %(bank)s")
):
    """A bank was saved in the browser."""


@dataclass(frozen=True)
class BankRestored(
    Deed,
    name="restore bank",
    kind=DeedKind.BANK,
    sentence=_l("went back to earlier questions of %(bank)s"),
):
    """An earlier revision of a bank was put back into its file."""


@dataclass(frozen=True)
class Draft:
    """A bank's text as it is edited, each line ended by a newline, and the tag of its file.

    `restores` is the id of the revision that the text was taken from, if it is an old one; `then`
    says where to go on once it is published.
    """

    text: str
    tag: str
    restores: int | None = None
    then: str | None = None


@dataclass(frozen=True)
class FileEditor:
    """The file of a bank, to be opened and written.

    Attributes:
        place: Where the bank is kept.
        secret_key: The server's, so that nobody else can make a tag.
        data_dir: Where locks and backups are.
    """

    place: BankPlace
    secret_key: str
    data_dir: Path

    def opened(self) -> Draft:
        """The file as it is on the disk, whether it is a good bank or not.

        Raises:
            BankFileTrouble: it is missing, cannot be read, is not UTF-8 or too large for a form.
        """
        with told_file_troubles():
            data = _content(self.place.path)
        if data is None:
            raise BankFileTrouble(FileTrouble.MISSING)
        if len(data) > LARGEST_TEXT:
            raise BankFileTrouble(FileTrouble.TOO_LARGE)
        try:
            return Draft(edited_text(data.decode()), self.tag_of(data))
        except UnicodeDecodeError as error:
            raise BankFileTrouble(FileTrouble.NOT_TEXT) from error

    def tag(self) -> str:
        """The tag of the file as it is, also of one that is missing or is no text.

        Raises:
            BankFileTrouble: it cannot be read.
        """
        with told_file_troubles():
            return self.tag_of(_content(self.place.path))

    def tag_of(self, data: bytes | None) -> str:
        """A mark of these bytes that says nothing about them, and only this server can make."""
        marked = b"missing" if data is None else b"bytes:" + data
        return hmac.digest(self.secret_key.encode(), marked, "sha256").hex()

    def refuse_conflict(self, draft: Draft) -> None:
        """Find out before the last step whether the file is still the one that was opened.

        Raises:
            EditConflict: somebody else has written it.
            BankFileTrouble: it cannot be read.
        """
        with told_file_troubles():
            old = _content(self.place.path)
        if _new_content(draft, old) != old:
            self._refuse_other_file(old, draft.tag)

    def write(self, draft: Draft, actor_id: int, now: datetime) -> None:
        """Replace the file that was opened, and have its new text used from now on.

        Sending the same twice is no conflict: what is in the file already is not written again.

        Raises:
            EditConflict: the file has been written by somebody else since it was opened.
            BankRefused: the text has errors; a bank with errors never replaces the last good one.
            BankFileTrouble: it could not be written; what was there is there still.
            Busy: it is a large one, and the server has enough to work out already.
        """
        with told_file_troubles():
            old = _content(self.place.path)
            new = _new_content(draft, old)
            if new != old:
                self._refuse_other_file(old, draft.tag)
                bank_id = self._accepted_bank(new).id  # worked out before anybody has to wait
                with file_lock(self.place.path, self.data_dir):
                    present = _content(self.place.path)
                    if present not in (old, new):
                        self._refuse_other_file(present, draft.tag)
                    if present != new:
                        deed = BankRestored() if draft.restores else BankSaved()
                        self._replace(old, new, partial(_note, deed, bank_id, now, actor_id), now)
        self.place.take_over_now(now, actor_id)

    def _accepted_bank(self, data: bytes) -> Bank:
        with place_to_work() if len(data) >= LARGE_BYTES else nullcontext():
            reading = read_apart(data, files=self.place.file.files)
        bank = self.place.accepted_bank(reading)
        if bank is None:
            raise BankRefused(self.place.file.pictured(reading).findings)
        self.place.file.expected = reading  # so that taking it over has nothing left to work out
        return bank

    def _replace(
        self,
        old: bytes | None,
        new: bytes,
        note: Callable[[Transaction], None],
        now: datetime,
    ) -> None:
        """Put a text in place of another and note whose deed it is: both or neither.

        The note is flushed first, and the text is put back if the note is not kept in the end.
        """
        path, is_in_place = self.place.path, False
        if old is not None:
            files.keep_backup(path, old, self.data_dir, now)
        with files.content_beside(path, new) as put_in_place:
            try:
                with write_transaction() as tx:
                    note(tx)
                    tx.flush()
                    put_in_place()
                    is_in_place = True
            except BaseException:
                if is_in_place:
                    files.put_back(path, old)
                raise

    def _refuse_other_file(self, old: bytes | None, tag: str) -> None:
        present = self.tag_of(old)
        if not hmac.compare_digest(present.encode(), tag.encode()):
            raise EditConflict(edited_text((old or b"").decode(errors="replace")), present)


def checked(text: str, place: BankPlace) -> Reading:
    """What is to be said about a text as it is typed for a place, its writing included.

    Raises:
        Busy: it is a large one, and the server has enough to work out already.
    """
    data = edited_text(text).encode()
    if len(data) < LARGE_BYTES:
        return place.file.pictured(read_bank(data, lint=True))
    with place_to_work():
        return place.file.pictured(worked_apart(read_bank, data, lint=True))


def _content(path: Path) -> bytes | None:
    """What is in the file; None if there is none, but a folder for it."""
    try:
        return files.content(path)
    except FileNotFoundError:
        if not path.resolve().parent.is_dir():
            raise
        return None


def _new_content(draft: Draft, old: bytes | None) -> bytes:
    return written_text(draft.text, (old or b"").decode(errors="replace")).encode()


def _note(deed: Deed, bank_id: str, now: datetime, actor_id: int, tx: Transaction) -> None:
    note_deed(tx, deed, bank_id, now, actor_id=actor_id)
