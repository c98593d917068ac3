"""What a bank has been: its revisions, when each came into use, and who saw to that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from quizapp.domain.errors import NotFound
from quizapp.models import BankPublication, BankRevision, User
from quizapp.web.extensions import db

PAGE_LENGTH = 50


@dataclass(frozen=True)
class PublishedRevision:
    """A revision as it came into use; without a publisher it was taken from the file."""

    revision_id: int
    came_into_use_at: datetime
    publisher: str | None


@dataclass(frozen=True)
class HistoryPage:
    """Some of a bank's past, newest first, and the number of the page with older ones."""

    entries: tuple[PublishedRevision, ...]
    older_page: int | None


def history_page(bank_key: str, page: int = 1) -> HistoryPage:
    """When which revision of a bank came into use, newest first."""
    skipped = (max(page, 1) - 1) * PAGE_LENGTH
    rows = db.session.execute(_publications(bank_key).offset(skipped).limit(PAGE_LENGTH + 1)).all()
    entries = tuple(PublishedRevision(*row) for row in rows[:PAGE_LENGTH])
    return HistoryPage(entries, max(page, 1) + 1 if len(rows) > PAGE_LENGTH else None)


def latest_publication(bank_key: str | None) -> PublishedRevision | None:
    """The revision that came into use last; None without a bank, or if none is recorded."""
    if bank_key is None:
        return None
    row = db.session.execute(_publications(bank_key).limit(1)).first()
    return PublishedRevision(*row) if row else None


def last_use(bank_key: str, revision_id: int) -> PublishedRevision:
    """When a revision last came into use.

    Raises:
        NotFound: this bank has no such revision.
    """
    query = _publications(bank_key).where(BankRevision.id == revision_id).limit(1)
    row = db.session.execute(query).first()
    if row is None:
        raise NotFound
    return PublishedRevision(*row)


def text_of_revision(bank_key: str, revision_id: int) -> str:
    """The text of a revision of this bank.

    Raises:
        NotFound: this bank has no such revision.
    """
    query = select(BankRevision.text).where(
        BankRevision.id == revision_id, BankRevision.bank_key == bank_key
    )
    text = db.session.scalar(query)
    if text is None:
        raise NotFound
    return text


def revision_before(bank_key: str, revision_id: int) -> int | None:
    """The revision that was in use before this one last came into use."""
    since = select(func.max(BankPublication.id)).where(
        BankPublication.bank_revision_id == revision_id
    )
    query = (
        select(BankPublication.bank_revision_id)
        .join(BankRevision, BankRevision.id == BankPublication.bank_revision_id)
        .where(
            BankRevision.bank_key == bank_key,
            BankRevision.id != revision_id,
            BankPublication.id < since.scalar_subquery(),
        )
        .order_by(BankPublication.id.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def _publications(bank_key: str) -> Select[int, datetime, str | None]:
    """Each time a revision came into use; one that is only recorded counts from then on."""
    moment = func.coalesce(BankPublication.published_at, BankRevision.recorded_at)
    return (
        select(BankRevision.id, moment.label("moment"), User.display_name)
        .outerjoin(BankPublication, BankPublication.bank_revision_id == BankRevision.id)
        .outerjoin(User, User.id == BankPublication.publisher_id)
        .where(BankRevision.bank_key == bank_key)
        .order_by(moment.desc(), BankPublication.id.desc(), BankRevision.id.desc())
    )
