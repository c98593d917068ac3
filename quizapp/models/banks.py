"""Immutable revisions of a bank and of its items, found by the hash of their content.

A hash never leaves the server: four options would be four hashes to try.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Select, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from quizapp.models.base import BankKey, Base, BigKey


class BankRevision(Base):
    """The text of a bank that was once found valid.

    `pictures` is what its pictures were, as `quizapp.domain.bank.pictures.facts_text` writes it.
    """

    __tablename__ = "bank_revisions"
    __table_args__ = (UniqueConstraint("bank_key", "content_hash"),)

    id: Mapped[BigKey]
    bank_key: Mapped[BankKey]
    content_hash: Mapped[str] = mapped_column(String(64))
    text: Mapped[str] = mapped_column(Text)
    pictures: Mapped[str | None] = mapped_column(Text)
    recorded_at: Mapped[datetime]


class BankPublication(Base):
    """A moment from which a revision was in use. Rows are only ever added.

    The last one names the last good bank, whatever has become of the file since.
    """

    __tablename__ = "bank_publications"

    id: Mapped[BigKey]
    bank_revision_id: Mapped[int] = mapped_column(ForeignKey("bank_revisions.id"))
    published_at: Mapped[datetime]
    publisher_id: Mapped[int | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))


class ItemRevision(Base):
    """All that is needed to pose, mark and look back on an item as it once was.

    `content` is the canonical JSON of `quizapp.domain.items.content.ItemContent`. Revisions
    with the same `marking_hash` give the same mark for the same response.
    """

    __tablename__ = "item_revisions"
    __table_args__ = (UniqueConstraint("bank_key", "item_key", "content_hash"),)

    id: Mapped[BigKey]
    bank_key: Mapped[BankKey]
    item_key: Mapped[BankKey]
    content_hash: Mapped[str] = mapped_column(String(64))
    marking_hash: Mapped[str] = mapped_column(String(64))
    content: Mapped[str] = mapped_column(Text)
    recorded_at: Mapped[datetime]


def publications(bank_key: str | None) -> Select[BankPublication, BankRevision]:
    """The publications of a bank, the newest first; with None those of all banks."""
    query = (
        select(BankPublication, BankRevision)
        .join(BankRevision, BankPublication.bank_revision_id == BankRevision.id)
        .order_by(BankPublication.id.desc())
    )
    return query if bank_key is None else query.where(BankRevision.bank_key == bank_key)


def newest_publications() -> Select[str, int]:
    """Per bank: its key, and the id of its newest publication."""
    return (
        select(BankRevision.bank_key, func.max(BankPublication.id))
        .join(BankRevision, BankPublication.bank_revision_id == BankRevision.id)
        .group_by(BankRevision.bank_key)
    )


def first_revision_locked(bank_key: str) -> Select[int]:
    """The id of a bank's first revision, locked: what everybody who publishes the bank waits for.

    The lock leaves alone whoever only refers to the row.
    """
    return (
        select(BankRevision.id)
        .where(BankRevision.bank_key == bank_key)
        .order_by(BankRevision.id)
        .limit(1)
        .with_for_update(key_share=True)
    )


def bank_revision(bank_key: str, content_hash: str) -> Select[BankRevision]:
    """The revision of a bank with this content."""
    return select(BankRevision).where(
        BankRevision.bank_key == bank_key, BankRevision.content_hash == content_hash
    )


def item_revisions(bank_key: str, content_hashes: Collection[str]) -> Select[ItemRevision]:
    """The revisions of a bank's items with these contents."""
    return select(ItemRevision).where(
        ItemRevision.bank_key == bank_key, ItemRevision.content_hash.in_(content_hashes)
    )
