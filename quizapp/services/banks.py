"""The bank in a running server: read from its file, replaced only by a better one.

A process looks at the file's signature at most every 200 ms, on requests, and reads it once it
has been still for half a second: editors write in steps, and a half-written file is often valid
and shorter. A file with errors never replaces the last good bank.
"""

from __future__ import annotations

import logging
import time
from datetime import datetime
from pathlib import Path
from threading import Lock

from flask import current_app

from quizapp.domain.bank import Bank, Finding, Reading, Severity, read_bank
from quizapp.domain.errors import NoBank
from quizapp.services.revisions import PublishedBank, last_good_bank, publish

LOOK_EVERY_SECONDS = 0.2
STILL_SECONDS = 0.5

Signature = tuple[int, int, int, int]

log = logging.getLogger(__name__)


class BankShelf:
    """The bank that this process serves. One reference, swapped as a whole."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.published: PublishedBank | None = None
        self.findings: tuple[Finding, ...] = ()
        self._seen: Signature | None = None
        self._looked_at = float("-inf")
        self._changing: Signature | None = None
        self._changed_at = 0.0
        self._started = False
        self._is_readable = True
        self._lock = Lock()

    @property
    def bank(self) -> Bank | None:
        """The bank in use, None while there has not been a good one."""
        return self.published.bank if self.published else None

    @property
    def error_count(self) -> int:
        """How many errors keep the file from being used; one if it cannot be read at all."""
        if not self._is_readable:
            return 1
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    def look(self, now: datetime) -> None:
        """Take over the file if it has changed and is still. Called before each request."""
        moment = time.monotonic()
        if self._started and moment - self._looked_at < LOOK_EVERY_SECONDS:
            return
        # Once there is a bank, nobody waits for the thread that reads a newer one.
        if not self._lock.acquire(blocking=not self._started):
            return
        try:
            self._looked_at = moment
            self._take_over_change(moment, now)
            self._started = True
        finally:
            self._lock.release()

    def _take_over_change(self, moment: float, now: datetime) -> None:
        signature = _signature(self.path)
        is_still = self._is_still(signature, moment)
        if self._started and (signature == self._seen or not is_still):
            return
        reading = self._reading()
        if _signature(self.path) != signature:
            return  # written while it was read; a later look finds it still
        self._is_readable = reading is not None
        self.findings = reading.findings if reading else ()
        if not is_still and self._has_bank_meanwhile():
            return  # a start in the middle of an edit
        self._seen = signature
        self._take_over(reading, now)

    def _has_bank_meanwhile(self) -> bool:
        """Whether learners have a bank while the file is being written, also at the start."""
        if self.published is None:
            self.published = last_good_bank()
        return self.published is not None

    def _is_still(self, signature: Signature | None, moment: float) -> bool:
        if signature != self._changing:
            self._changing = signature
            self._changed_at = moment
        since_write = time.time() - signature[2] / 1e9 if signature else 0.0
        return max(moment - self._changed_at, since_write) >= STILL_SECONDS

    def _reading(self) -> Reading | None:
        try:
            return read_bank(self.path.read_bytes())
        except OSError as error:
            log.warning("The bank %s cannot be read: %s", self.path, error.strerror)
            return None

    def _take_over(self, reading: Reading | None, now: datetime) -> None:
        """Publish a good bank; otherwise the present one stays, at a start the last good one."""
        if reading is None or reading.bank is None:
            if reading:
                log.warning("The bank %s has errors. See them with: quizapp check", self.path)
            self._has_bank_meanwhile()
            return
        self.published = PublishedBank(reading.bank, reading.text)
        publish(self.published, now)


def bank_shelf() -> BankShelf:
    """The shelf of the current app."""
    shelf: BankShelf = current_app.extensions["bank_shelf"]
    return shelf


def published_bank() -> PublishedBank:
    """The bank in use.

    Raises:
        NoBank: there has not been a valid one yet.
    """
    published = bank_shelf().published
    if published is None:
        raise NoBank
    return published


def _signature(path: Path) -> Signature | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
