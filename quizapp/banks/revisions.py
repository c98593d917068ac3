"""Revisions of banks and items: recorded when they are first used, found again by their content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from quizapp.banks.reading_apart import read_apart
from quizapp.banks.translation_files import Files
from quizapp.domain.bank import Bank, Reading
from quizapp.domain.bank.pictures import facts_text
from quizapp.domain.bank.revisions import content_hash, marking_hash
from quizapp.domain.items.content import to_json
from quizapp.models import BankRevision, ItemRevision
from quizapp.models.banks import bank_revision, item_revisions
from quizapp.web.database import Transaction, added_or_found


@dataclass(frozen=True)
class PublishedBank:
    """A bank in use, with the text it was read from."""

    bank: Bank
    text: str

    @property
    def text_hash(self) -> str:
        """The hash by which this revision of the bank is found."""
        shown = f"\0{self.pictures}" if self.pictures else ""
        return hashlib.sha256(f"{self.text}{shown}".encode()).hexdigest()

    @property
    def pictures(self) -> str:
        """What its pictures are; nothing where it has none."""
        return facts_text(self.bank.pictures)


def recorded_bank_revision(tx: Transaction, published: PublishedBank, now: datetime) -> int:
    """The id of the bank's revision, recorded if it is new."""
    bank_key, text_hash = published.bank.id, published.text_hash
    revision = tx.scalar(bank_revision(bank_key, text_hash))
    if revision is None:
        revision = added_or_found(
            tx,
            BankRevision(
                bank_key=bank_key,
                content_hash=text_hash,
                text=published.text,
                pictures=published.pictures or None,
                recorded_at=now,
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


def recorded_bank(text: str) -> Bank | None:
    """The bank in the text of a recorded revision, as it was used.

    Items whose citation the article had lost are held back again. None where this version finds
    errors that an earlier one did not look for.
    """
    return recorded_reading(text).held_bank


def recorded_reading(text: str, files: Files | None = None) -> Reading:
    """What comes of reading the text of a recorded revision again, with these translations."""
    return read_apart(text.encode(), files=files)
