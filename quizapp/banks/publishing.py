"""Which revision of a bank is in use: noted in the database, so that all processes agree."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.banks.kept_pictures import contents_to_keep, keep_pictures
from quizapp.banks.revisions import PublishedBank, recorded_bank_revision, recorded_reading
from quizapp.domain.bank import Bank, Reading
from quizapp.domain.bank.edits import EditClass, edits
from quizapp.domain.bank.pictures import facts_of, facts_text
from quizapp.domain.drills.remarking import is_widened
from quizapp.models import BankPublication
from quizapp.models.banks import (
    bank_revision,
    first_revision_locked,
    newest_publications,
    publications,
)
from quizapp.web.database import Transaction, write_transaction
from quizapp.web.extensions import db

KeysCorrected = Callable[[Transaction, str, Sequence[str], datetime], object]
KeysWidened = Callable[[Transaction, Bank, Sequence[str]], object]

_when_keys_are_corrected: list[KeysCorrected] = []
_when_keys_are_widened: list[KeysWidened] = []


def when_keys_are_corrected(listener: KeysCorrected) -> None:
    """Call this in the transaction that publishes items whose old key is no longer right.

    It is given the transaction, the bank's id, the items' ids, and the time. `quizapp/app.py` says
    who listens.
    """
    if listener not in _when_keys_are_corrected:
        _when_keys_are_corrected.append(listener)


def when_keys_are_widened(listener: KeysWidened) -> None:
    """Call this in the same transaction for items of which more is right now than before.

    It is given the transaction, the bank as it is now, and the items' ids.
    """
    if listener not in _when_keys_are_widened:
        _when_keys_are_widened.append(listener)


@dataclass(frozen=True)
class BankFileSaved(
    Deed,
    name="save bank on disk",
    kind=DeedKind.BANK,
    sentence=_l("was saved, with other questions of %(bank)s"),
):
    """A bank's file was written without the browser: nobody knows by whom."""


@dataclass(frozen=True)
class _MarkedOtherwise:
    """The items whose key is another one, and those of which only the marks are others."""

    corrected: Sequence[str] = ()
    widened: Sequence[str] = ()


@dataclass(frozen=True)
class LastPublication:
    """The newest note of which text a bank has."""

    id: int
    text: str
    text_hash: str
    published_at: datetime
    pictures: str = ""

    def is_of(self, bank: Bank | None, text: str) -> bool:
        """Whether it notes this text, with the pictures of this bank."""
        return text == self.text and facts_text(bank.pictures if bank else {}) == self.pictures

    def bank_of(self, reading: Reading) -> Bank | None:
        """The bank that comes of reading its text again, with the pictures that it had."""
        return reading.held_bank and reading.held_bank.with_picture_facts(facts_of(self.pictures))


def last_publication(bank_key: str | None) -> LastPublication | None:
    """The newest publication of a bank, with None that of any bank; None where there is none."""
    try:
        row = db.session.execute(publications(bank_key).limit(1)).first()
        if row is None:
            return None
        note, revision = row
        return LastPublication(
            note.id,
            revision.text,
            revision.content_hash,
            note.published_at,
            revision.pictures or "",
        )
    finally:
        db.session.rollback()


def newest_publication_ids() -> dict[str, int]:
    """The id of the newest publication of each bank."""
    try:
        return dict(db.session.execute(newest_publications()).all())
    finally:
        db.session.rollback()


def is_recorded(published: PublishedBank) -> bool:
    """Whether this text was in use before."""
    query = bank_revision(published.bank.id, published.text_hash)
    try:
        return bool(db.session.scalar(select(query.exists())))
    finally:
        db.session.rollback()


def publish(
    new: PublishedBank,
    now: datetime,
    *,
    before: PublishedBank | None = None,
    publisher_id: int | None = None,
    is_current: Callable[[], bool] = lambda: True,
    picture_content: Callable[[str], bytes | None] = lambda _sha256: None,
) -> int | None:
    """Note that this revision is now in use, unless the newest note says so already.

    Whatever was learnt by a key that is another one now is forgotten in the same transaction,
    so this happens once, however many processes see the change.

    Args:
        new: The bank that is to be in use.
        now: When that begins.
        before: The bank in use so far, to save reading it from the database.
        publisher_id: The user who saved it in the browser; None leaves a trace of the file's save.
        is_current: Whether the file still says so, asked when nobody else can publish.
        picture_content: Gives a picture of the bank by its hash, None if it has changed since.

    Returns:
        The id of the newest publication; None if the file was changed in the meantime.
    """
    while True:
        last = last_publication(new.bank.id)
        if last is not None and last.text_hash == new.text_hash:
            return last.id
        old = _bank_of(last, before)
        pictures = contents_to_keep(new.bank, picture_content)
        if pictures is None:
            return None
        others = _items_marked_otherwise(old, new.bank)
        with write_transaction() as tx:
            tx.scalar(first_revision_locked(new.bank.id))
            if _newest_id(tx, new.bank.id) != (last.id if last else None):
                continue  # somebody was faster: compare with what they have published
            if not is_current():
                return None
            _tell_of_other_keys(tx, new.bank, others, now)
            keep_pictures(tx, pictures, now)
            note = BankPublication(
                bank_revision_id=recorded_bank_revision(tx, new, now),
                published_at=now,
                publisher_id=publisher_id,
            )
            if last is None and _newest_id(tx, new.bank.id) is not None:
                continue  # the very first revision, which nobody could wait for
            tx.add(note)
            if last is not None and publisher_id is None:
                note_deed(tx, BankFileSaved(), new.bank.id, now, actor_id=None)
            tx.flush()
            return note.id


def _tell_of_other_keys(
    tx: Transaction, new: Bank, others: _MarkedOtherwise, now: datetime
) -> None:
    for correct in _when_keys_are_corrected if others.corrected else ():
        correct(tx, new.id, others.corrected, now)
    for widen in _when_keys_are_widened if others.widened else ():
        widen(tx, new, others.widened)


def _newest_id(tx: Transaction, bank_key: str) -> int | None:
    return tx.scalar(publications(bank_key).with_only_columns(BankPublication.id).limit(1))


def _bank_of(last: LastPublication | None, known: PublishedBank | None) -> Bank | None:
    if last is None:
        return None
    if known is not None and known.text_hash == last.text_hash:
        return known.bank
    return last.bank_of(recorded_reading(last.text))


def _items_marked_otherwise(old: Bank | None, new: Bank) -> _MarkedOtherwise:
    """Sort the items that are edited into those of another key and those to be marked anew.

    Typed words are marked otherwise by a variant that came or went, which is no other key.
    """
    if old is None:
        return _MarkedOtherwise()
    made = edits(old, new)
    other_keys = [edit.item_id for edit in made if edit.edit_class is EditClass.KEY]
    widened = [key for key in other_keys if is_widened(old.content_of(key), new.content_of(key))]
    others = [edit.item_id for edit in made if edit.edit_class is EditClass.OPTIONS]
    typed = [key for key in others if any(it.is_typed for it in new.content_of(key).questions)]
    return _MarkedOtherwise([key for key in other_keys if key not in widened], [*widened, *typed])
