"""The bank in a running server: read from its file, replaced only by a better one, recorded.

A process looks at the file's signature at most every 200 ms, on requests, and reads it once it
has been still for half a second: editors write in steps, and a half-written file is often valid
and shorter. A file with errors never replaces the last good bank.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from quizapp.database import Transaction, added_or_found, write_transaction
from quizapp.domain.bank import Bank, Finding, read_bank
from quizapp.domain.bank.revisions import content_hash, marking_hash
from quizapp.domain.errors import NoBank
from quizapp.domain.items.content import to_json
from quizapp.extensions import db
from quizapp.models import BankPublication, BankRevision, ItemRevision
from quizapp.models.banks import bank_revision, item_revisions, latest_bank_revision

LOOK_EVERY_SECONDS = 0.2
STILL_SECONDS = 0.5

Signature = tuple[int, int, int, int]

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PublishedBank:
    """A bank in use, with the text it was read from."""

    bank: Bank
    text: str

    @property
    def text_hash(self) -> str:
        """The hash by which this revision of the bank is found."""
        return hashlib.sha256(self.text.encode()).hexdigest()


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
        self._lock = Lock()

    @property
    def bank(self) -> Bank | None:
        """The bank in use, None while there has not been a good one."""
        return self.published.bank if self.published else None

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
        if self._started and (signature == self._seen or not self._is_still(signature, moment)):
            return
        self._seen = signature
        self._changing = None
        self._read(now)

    def _is_still(self, signature: Signature | None, moment: float) -> bool:
        if signature != self._changing:
            self._changing = signature
            self._changed_at = moment
        since_write = time.time() - signature[2] / 1e9 if signature else 0.0
        return max(moment - self._changed_at, since_write) >= STILL_SECONDS

    def _read(self, now: datetime) -> None:
        try:
            data = self.path.read_bytes()
        except OSError as error:
            log.warning("The bank %s cannot be read: %s", self.path, error.strerror)
            self._fall_back()
            return
        reading = read_bank(data)
        self.findings = reading.findings
        if reading.bank is None:
            log.warning("The bank %s has errors and is not used. See: quizapp check", self.path)
            self._fall_back()
            return
        self.published = PublishedBank(reading.bank, reading.text)
        _publish(self.published, now)

    def _fall_back(self) -> None:
        """At the start, use the last good bank; later on the present one simply stays."""
        if self.published is None:
            self.published = _last_good_bank()


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


def recorded_bank_revision(tx: Transaction, published: PublishedBank, now: datetime) -> int:
    """The id of the bank's revision, recorded if it is new."""
    bank_key, text_hash = published.bank.id, published.text_hash
    revision = tx.scalar(bank_revision(bank_key, text_hash))
    if revision is None:
        revision = added_or_found(
            tx,
            BankRevision(
                bank_key=bank_key, content_hash=text_hash, text=published.text, recorded_at=now
            ),
            bank_revision(bank_key, text_hash),
        )
    return revision.id


def recorded_item_revisions(
    tx: Transaction, bank: Bank, item_ids: Iterable[str], now: datetime
) -> dict[str, int]:
    """The ids of the items' present revisions, recorded where they are new, by item id."""
    contents = {item_id: bank.content_of(item_id) for item_id in item_ids}
    hashes = {item_id: content_hash(content) for item_id, content in contents.items()}
    known = {
        (row.item_key, row.content_hash): row.id
        for row in tx.scalars(item_revisions(bank.id, set(hashes.values())))
    }
    # Sorted, so that two servers recording the same items never wait for one another in a ring.
    for item_id in sorted(item_id for item_id in hashes if (item_id, hashes[item_id]) not in known):
        revision = added_or_found(
            tx,
            ItemRevision(
                bank_key=bank.id,
                item_key=item_id,
                content_hash=hashes[item_id],
                marking_hash=marking_hash(contents[item_id]),
                content=to_json(contents[item_id]),
                recorded_at=now,
            ),
            item_revisions(bank.id, [hashes[item_id]]).where(ItemRevision.item_key == item_id),
        )
        known[item_id, hashes[item_id]] = revision.id
    return {item_id: known[item_id, hashes[item_id]] for item_id in hashes}


def _publish(published: PublishedBank, now: datetime) -> None:
    """Note that this revision is now in use, unless the last note says so already."""
    try:
        latest = db.session.scalar(latest_bank_revision())
        if latest is not None and latest.content_hash == published.text_hash:
            return
        with write_transaction() as tx:
            revision_id = recorded_bank_revision(tx, published, now)
            last = tx.scalar(
                select(BankPublication.bank_revision_id)
                .order_by(BankPublication.id.desc())
                .limit(1)
            )
            if last != revision_id:
                tx.add(BankPublication(bank_revision_id=revision_id, published_at=now))
    except SQLAlchemyError:
        # The bank is good and can be used; its revision is recorded with the next attempt.
        log.exception("The bank's revision could not be recorded")
    finally:
        db.session.rollback()


def _last_good_bank() -> PublishedBank | None:
    try:
        revision = db.session.scalar(latest_bank_revision())
    except SQLAlchemyError:
        log.exception("The last good bank could not be looked up")
        return None
    finally:
        db.session.rollback()
    if revision is None:
        return None
    bank = read_bank(revision.text.encode()).bank
    return PublishedBank(bank, revision.text) if bank else None


def _signature(path: Path) -> Signature | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
