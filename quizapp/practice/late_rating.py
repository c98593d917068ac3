"""A rating that was given without a connection, and is recorded when there is one again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select

from quizapp.banks.revisions import PublishedBank, recorded_item_revisions
from quizapp.domain.memory import Moment
from quizapp.domain.memory.plan.pace import Form
from quizapp.memory.class_folds import mark_day_stale
from quizapp.memory.remembering import CardOf, add_row, before_answer, new_card
from quizapp.memory.terms import terms_of
from quizapp.models import Card, Review
from quizapp.models.memory import ReviewSource, card_of
from quizapp.practice.rating import GivenRating, card_content, is_counted
from quizapp.web.database import Transaction, lock_learner, write_transaction

OLDEST = timedelta(days=7)
"""What was given longer ago changes nothing: much may have been learnt and corrected since."""


class Outcome(StrEnum):
    """What became of a late rating."""

    COUNTED = "counted"
    KNOWN = "known"
    """It had been counted before; what said so was lost."""
    OVERTAKEN = "overtaken"
    """The card was answered otherwise meanwhile."""
    TOO_OLD = "too-old"


@dataclass(frozen=True)
class LateRating:
    """A rating with the random id that the device gave it, and how long ago it was given."""

    id: str
    given: GivenRating
    ago: timedelta


def record_late_rating(
    published: PublishedBank, user_id: int, late: LateRating, moment: Moment
) -> Outcome:
    """Record a rating as one of the moment at which it was given; returns what became of it.

    The same one counts once, and so does the same showing: it corrects nothing, as its learner
    has not seen what was answered meanwhile.

    Raises:
        NotFound: the bank has no such item, or the item is no card.
    """
    bank, given = published.bank, late.given
    card_content(bank, given.item_id)
    of = CardOf(user_id, bank.id, given.item_id)
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        card = tx.scalar(card_of(*of))
        if _is_known(tx, card, late):
            return Outcome.KNOWN
        if given.sequence != (card.review_count if card else 0) + 1:
            return Outcome.OVERTAKEN
        if late.ago > OLDEST:
            return Outcome.TOO_OLD
        review = _review(tx, published, late, moment.now)
        _add(tx, card, of, review, replace(moment, now=_moment_given(card, late, moment.now)))
        mark_day_stale(tx, of.user_id, of.bank_key, review.day)
    return Outcome.COUNTED


def _is_known(tx: Transaction, card: Card | None, late: LateRating) -> bool:
    """Whether it was recorded before, also if it was taken back since; or the same by a page.

    A page that lost its connection cannot tell whether its rating was recorded.
    """
    row = tx.scalar(select(Review).where(Review.public_id == late.id))
    if row is not None or card is None:
        return row is not None
    return is_counted(tx, card, late.given)


def _moment_given(card: Card | None, late: LateRating, now: datetime) -> datetime:
    """When it was given; never before the card's last row, which it was not shown before."""
    given_at = now - late.ago
    return given_at if card is None else max(given_at, card.reviewed_at + timedelta.resolution)


def _review(tx: Transaction, published: PublishedBank, late: LateRating, now: datetime) -> Review:
    item_id = late.given.item_id
    revision_ids = recorded_item_revisions(tx, published.bank, [item_id], now)
    return Review(
        public_id=late.id,
        source=ReviewSource.CARD,
        form=Form.CARD,
        rating=late.given.rating,
        seconds=late.given.seconds,
        item_revision_id=revision_ids[item_id],
    )


def _add(tx: Transaction, card: Card | None, of: CardOf, review: Review, given: Moment) -> None:
    """Add the row as of the moment given: its learning day is that moment's."""
    terms = terms_of(tx, of.user_id, given)
    before = before_answer(tx, of)
    review.reviewed_at = given.now
    add_row(tx, card or new_card(of, terms, before), review, terms, before.last_day)
