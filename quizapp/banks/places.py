"""One bank in a running server: its file, what was published, and which of the two holds.

The file is the truth, and what counts is that it is *saved*: a save is taken over by the process
that sees it and published as a row, and a row is taken over by every process that sees it newer
than what it has. A row never makes another row, so nothing swings back and forth:

* A process that sees a row before it has seen the file takes the row; the file then says the same.
* A file that is broken after a save leaves everybody at the newest row, also those who start then.
* A file on another machine that lags behind is not saved, so the row holds, until it is.
* Where both were saved, the last one that was published holds everywhere.

At a start nobody knows whether the file was saved since the newest row. It was, if its text is
new or the file has been written since. Otherwise it is an older one, and the row holds
(docs/decisions/0007-how-processes-agree-on-a-bank.md).
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy.exc import SQLAlchemyError

from quizapp.banks.picture_files import contents_beside
from quizapp.banks.publishing import (
    LastPublication,
    is_recorded,
    last_publication,
    publish,
)
from quizapp.banks.revisions import PublishedBank, recorded_reading
from quizapp.banks.watched_files import WatchedFile, printable
from quizapp.domain.bank import Bank, Finding, Reading, Severity
from quizapp.domain.bank.drift import is_drift_alone
from quizapp.domain.bank.pictures import facts_of, facts_text

log = logging.getLogger(__name__)


class Shelf(Protocol):
    """Where places stand side by side: only there it is known which files have the same id."""

    def take_over_now(
        self, place: BankPlace, now: datetime, publisher_id: int | None = None
    ) -> None:
        """Take over a save of this place's file at once."""


class BankPlace:
    """A file for a bank, and the bank that this process serves for it: one reference, swapped.

    Attributes:
        file: The file, as it was read last.
        published: The bank in use, None while there has not been a good one.
        rival: The name of the file with the same bank id that is served in place of this one.
    """

    def __init__(self, path: Path, shelf: Shelf, *, is_alone: bool = False) -> None:
        self.file = WatchedFile(path)
        self.published: PublishedBank | None = None
        self.rival: str | None = None
        self._shelf = shelf
        self._is_alone = is_alone
        self._publication_id = 0
        self._is_unrecorded = False

    @property
    def path(self) -> Path:
        """The file for the bank."""
        return self.file.path

    @property
    def name(self) -> str:
        """The name of the file, in characters that every page can hold: not every system's can."""
        return printable(Path(self.path.name))

    @property
    def is_readable(self) -> bool:
        """Whether there is a file, and a right to read it."""
        return self.file.reading is not None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the file, in its order."""
        return self.file.reading.findings if self.file.reading else ()

    @property
    def is_in_use(self) -> bool:
        """Whether it is the text of the file that is served, and not an earlier or a later one."""
        reading, published = self.file.reading, self.published
        if reading is None or published is None or reading.text != published.text:
            return False
        bank = reading.held_bank
        return not reading.picture_files or (bank is not None and _has_same(bank, published.bank))

    @property
    def error_count(self) -> int:
        """How many errors keep the file from being used; one if it cannot be read at all."""
        if self.file.reading is None or self.rival is not None:
            return 1
        return 0 if self.is_in_use else self.file.reading.error_count

    @property
    def is_without_questions(self) -> bool:
        """Whether nothing is wrong with the file but that it has no question yet."""
        errors = [each for each in self.findings if each.severity is Severity.ERROR]
        return bool(errors) and all(each.missing_key == "items" for each in errors)

    @property
    def held_item_ids(self) -> frozenset[str]:
        """The items of the bank in use that are held back from new drills."""
        return self.published.bank.held_item_ids if self.published else frozenset()

    @property
    def bank_id(self) -> str | None:
        """The id of the bank: as the file says if it is a good one, else of the one in use."""
        reading = self.file.reading
        if reading is not None and reading.bank is not None:
            return reading.bank.id
        if self.published is not None:
            return self.published.bank.id
        return reading.bank_id if reading else None

    @property
    def can_serve(self) -> bool:
        """Whether there is a good bank here, in the file or in use."""
        return self.published is not None or bool(self.file.reading and self.file.reading.bank)

    def take_over_now(self, now: datetime, publisher_id: int | None = None) -> None:
        """Use what has just been saved, by this user, without waiting for the file to be still."""
        self._shelf.take_over_now(self, now, publisher_id)

    def accepted_bank(self, reading: Reading) -> Bank | None:
        """The bank that would be used if the file were saved like this, None if it were refused."""
        new = self._good_bank(self.file.pictured(reading), self._last_publication())
        return new.bank if new else None

    def yield_to(self, other: BankPlace) -> None:
        """Leave the bank to another file with the same id."""
        self.rival, self.published, self._publication_id = other.name, None, 0

    def take_over(
        self, now: datetime, *, is_start: bool = False, publisher_id: int | None = None
    ) -> None:
        """Use what the file says if it is good, otherwise what was published last."""
        self.rival = None
        last = self._last_publication()
        new = self._good_bank(self.file.reading, last)
        if new is None and self.is_readable:
            path = printable(self.path)
            log.warning("The bank %s has errors. See them with: quizapp check", path)
            self._tell_anew()
        if new is not None and not (is_start and self._is_outdated(new, last)):
            self._publish(new, now, publisher_id)
            return
        self._use(last)

    def keep_up(self, newest_id: int) -> None:
        """Use what was published last, if that is newer than what is in use."""
        if self.rival is not None or newest_id <= self._publication_id:
            return
        self._use(self._last_publication())

    def record(self, now: datetime) -> None:
        """Publish what could not be published when it was taken over."""
        if self._is_unrecorded and self.published is not None:
            self._publish(self.published, now, None)

    def use_last_publication(self) -> bool:
        """Use what was published last, while the file is being written; whether there was any."""
        self._use(self._last_publication())
        return self.published is not None

    def _tell_anew(self) -> None:
        """Have the bank in use told in the words of its translations as they are now."""
        if self.published is not None:
            bank = recorded_reading(self.published.text, self.file.files).held_bank
            bank = bank and bank.with_picture_facts(facts_of(self.published.pictures))
            self.published = replace(self.published, bank=bank or self.published.bank)

    def _last_publication(self) -> LastPublication | None:
        """The last publication of this bank; where there is one file only, else of any bank.

        So there are questions also after a start with a file that does not even tell its id.
        """
        try:
            last = last_publication(self.bank_id) if self.bank_id else None
            if last is None and self._is_alone and self.published is None:
                last = last_publication(None)
            return last
        except SQLAlchemyError:
            log.exception("The last good bank could not be looked up")
            return None

    def _good_bank(
        self, reading: Reading | None, last: LastPublication | None
    ) -> PublishedBank | None:
        """The bank that was read; also where only the article has changed under some items."""
        if reading is None or reading.held_bank is None:
            return None
        new = PublishedBank(reading.held_bank, reading.text)
        if reading.bank is not None or (last is not None and last.is_of(new.bank, new.text)):
            return new
        old = self._bank_in_use(last)
        is_same_bank = old is not None and old.id == new.bank.id
        return new if old and is_same_bank and is_drift_alone(old, new.bank) else None

    def _bank_in_use(self, last: LastPublication | None) -> Bank | None:
        bank = self._bank_of(last) if last else None
        return bank or (self.published.bank if self.published else None)

    def _is_outdated(self, new: PublishedBank, last: LastPublication | None) -> bool:
        """Whether the file, of which no save was seen, says what was in use before the last row."""
        signature = self.file.signature
        if last is None or signature is None or last.is_of(new.bank, new.text):
            return False
        return signature.changed_at <= last.published_at.timestamp() and is_recorded(new)

    def _publish(self, new: PublishedBank, now: datetime, publisher_id: int | None) -> None:
        try:
            newest = publish(
                new,
                now,
                before=self.published,
                publisher_id=publisher_id,
                is_current=self.file.is_as_read,
                picture_content=contents_beside(self.path),
            )
        except SQLAlchemyError:
            # The bank is good and can be used; its revision is recorded with the next attempt.
            log.exception("The bank's revision could not be recorded")
            self.published, self._is_unrecorded = new, True
            return
        if newest is not None:
            self.published, self._publication_id, self._is_unrecorded = new, newest, False

    def _use(self, last: LastPublication | None) -> None:
        if last is None or last.id == self._publication_id:
            return
        bank = self._bank_of(last)
        self._publication_id, self._is_unrecorded = last.id, False
        if bank is not None:
            self.published = PublishedBank(bank, last.text)

    def _bank_of(self, last: LastPublication) -> Bank | None:
        """The bank that was published last, read only if it is not at hand."""
        if self.published and last.is_of(self.published.bank, self.published.text):
            return self.published.bank
        reading = self.file.reading
        if reading and reading.held_bank and last.is_of(reading.held_bank, reading.text):
            return reading.held_bank
        self.file.expected = recorded_reading(last.text, self.file.files)
        return last.bank_of(self.file.expected)


def _has_same(bank: Bank, other: Bank) -> bool:
    """Whether two banks of one text have the same pictures."""
    return facts_text(bank.pictures) == facts_text(other.pictures)
