"""Rating a card, correcting the rating, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, scoped_session

from quizapp.banks.revisions import PublishedBank, recorded_item_revisions
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NotFound
from quizapp.domain.items.content import ItemContent
from quizapp.domain.memory import Memory, Moment, Rating
from quizapp.memory.remembering import CardOf, add_review
from quizapp.memory.retracting import memory_after, retract_last
from quizapp.models import Card, Review
from quizapp.models.memory import ReviewSource, card_of, reviews_that_hold, says_something
from quizapp.practice.card_queue import CardKey
from quizapp.web.database import Transaction, lock_learner, write_transaction
from quizapp.web.extensions import db

OFFERED_FOR = timedelta(minutes=10)
"""So long after a rating the next page offers to undo it."""


@dataclass(frozen=True)
class LastRating:
    """The learner's last rating, which the next page offers to undo."""

    bank_id: str
    item_id: str
    sequence: int
    rating: str
    rests_for: timedelta


@dataclass(frozen=True)
class RatedShowing:
    """A showing of a card that has its rating: the rating, when, and the memory it was added to."""

    rating: Rating
    rated_at: datetime
    memory_before: Memory | None


def rate_card(
    published: PublishedBank,
    user_id: int,
    item_id: str,
    sequence: int,
    rating: Rating,
    moment: Moment,
) -> None:
    """Record the learner's rating of a card.

    `sequence` is the number of the showing as the page counted it. Another rating of the same
    showing on the same day corrects it: the first is retracted, the second counts from the first's
    moment. The same rating sent twice, or one from a page that another device has overtaken,
    changes nothing.

    Raises:
        NotFound: the bank has no such item, or the item is no card.
    """
    bank = published.bank
    card_content(bank, item_id)
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        card = tx.scalar(card_of(user_id, bank.id, item_id))
        rated = rating_to_correct(tx, card, sequence, moment) if card else None
        if card and rated and rated.rating != rating:
            retract_last(tx, card, moment.now, retention=moment.retention)
            moment = replace(moment, now=rated.rated_at)
        if sequence != (card.review_count if card else 0) + 1:
            return
        revision_id = recorded_item_revisions(tx, bank, [item_id], moment.now)[item_id]
        review = Review(rating=rating, source=ReviewSource.CARD, item_revision_id=revision_id)
        add_review(tx, card, CardOf(user_id, bank.id, item_id), review, moment)


def undo_rating(user_id: int, key: CardKey, sequence: int, moment: Moment) -> bool:
    """Take back a rating of today, unless something was learnt from the card since; whether it was.

    Twice is the same as once.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        card = tx.scalar(card_of(user_id, key.bank_id, key.item_id))
        if card is None or rating_to_correct(tx, card, sequence, moment) is None:
            return False
        retract_last(tx, card, moment.now, retention=moment.retention)
    return True


def rating_to_correct(
    session: Transaction | Session | scoped_session[Session],
    card: Card,
    sequence: int | None,
    moment: Moment,
) -> RatedShowing | None:
    """The rating of this showing, if it is the card's last review and was given today.

    Not one of a key that was corrected since: it says nothing, and without it the next rating
    would take its number, and say nothing either.
    """
    if sequence is None or sequence != card.review_count or card.is_forgotten:
        return None
    *others, last = session.scalars(reviews_that_hold(card.id)).all()
    if last.source != ReviewSource.CARD or last.reviewed_at < moment.day_started_at:
        return None
    before = memory_after(card, others, retention=moment.retention)
    is_anew = (card.forgotten_after or 0) >= len(others)
    return RatedShowing(Rating(last.rating), last.reviewed_at, None if is_anew else before)


def last_rating(user_id: int | None, moment: Moment) -> LastRating | None:
    """The learner's last rating if it was given just now and still is its card's last review."""
    if user_id is None:
        return None
    found = db.session.execute(
        select(Card, Review)
        .join(Review, Review.card_id == Card.id)
        .where(
            Card.user_id == user_id,
            Card.review_count == Review.sequence,
            says_something(),
            Review.retracted_at.is_(None),
            Review.source == ReviewSource.CARD,
            Review.reviewed_at >= max(moment.day_started_at, moment.now - OFFERED_FOR),
        )
        .order_by(Review.reviewed_at.desc(), Review.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    card, review = found
    return LastRating(
        bank_id=card.bank_key,
        item_id=card.item_key,
        sequence=review.sequence,
        rating=Rating(review.rating).name.lower(),
        rests_for=card.due_at - review.reviewed_at,
    )


def card_content(bank: Bank, item_id: str) -> ItemContent:
    """What the item asks and says.

    Raises:
        NotFound: the bank has no such item, or the item is no card.
    """
    content = bank.content_of(item_id) if item_id in bank.items else None
    if content is None or not content.faces:
        raise NotFound
    return content
