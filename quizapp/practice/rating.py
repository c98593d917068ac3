"""Rating a card, correcting the rating, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from quizapp.banks.revisions import PublishedBank, recorded_item_revisions
from quizapp.domain.bank import Bank
from quizapp.domain.errors import NotFound
from quizapp.domain.items.content import ItemContent
from quizapp.domain.memory import Moment, Rating
from quizapp.domain.memory.log.live_rows import live_rows
from quizapp.domain.memory.log.undoing import can_be_retracted
from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.updates import MemoryState
from quizapp.memory.hidden_items import ItemKey
from quizapp.memory.log_rows import engine_log, fold, item_row
from quizapp.memory.remembering import CardOf, add_row, before_answer, new_card
from quizapp.memory.retracting import retract
from quizapp.memory.terms import terms_of
from quizapp.models import Card, Review
from quizapp.models.memory import ReviewSource, card_of, log_of
from quizapp.web.database import Reading, Transaction, lock_learner, write_transaction


@dataclass(frozen=True)
class GivenRating:
    """What a learner sends about a card: the number of its showing, and seconds if known."""

    item_id: str
    sequence: int
    rating: Rating
    seconds: float | None = None


@dataclass(frozen=True)
class RatedShowing:
    """A showing that has its rating: the row of the log, and the memory before it."""

    review: Review
    before: MemoryState | None


def rate_card(published: PublishedBank, user_id: int, given: GivenRating, moment: Moment) -> bool:
    """Record the learner's rating of a card; returns whether it counts, now or since before.

    The sequence is the number of the showing as the page counted it. Another rating of the same
    showing on the same day corrects it: the first is retracted, the second stands in its
    place. The same rating sent twice changes nothing, nor does one from a page that another device
    has overtaken. The latter does not count.

    Raises:
        NotFound: the bank has no such item, or the item is no card.
    """
    bank, item_id = published.bank, given.item_id
    card_content(bank, item_id)
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        terms = terms_of(tx, user_id, moment)
        card = tx.scalar(card_of(user_id, bank.id, item_id))
        rated = rating_to_correct(tx, card, given.sequence, terms.today) if card else None
        review = Review(source=ReviewSource.CARD, form=Form.CARD, rating=given.rating)
        review.seconds = given.seconds
        if card and rated and rated.review.rating != given.rating:
            retract(tx, card, rated.review, moment.now)
            # Just before it: whoever took that back had seen the key by then.
            review.reviewed_at = rated.review.reviewed_at - timedelta.resolution
            review.day = rated.review.day
            review.seconds = rated.review.seconds
        if given.sequence != (card.review_count if card else 0) + 1:
            return card is not None and is_counted(tx, card, given)
        revision_ids = recorded_item_revisions(tx, bank, [item_id], moment.now)
        review.item_revision_id = revision_ids[item_id]
        of = CardOf(user_id, bank.id, item_id)
        before = before_answer(tx, of)
        add_row(tx, card or new_card(of, terms, before), review, terms, before.last_day)
    return True


def is_counted(tx: Transaction, card: Card, given: GivenRating) -> bool:
    """Whether this showing of the card has just this rating already."""
    same_showing = select(Review.rating).where(
        Review.card_id == card.id,
        Review.sequence == given.sequence,
        Review.source == ReviewSource.CARD,
        Review.retracted_at.is_(None),
    )
    return tx.scalar(same_showing) == given.rating


def undo_rating(user_id: int, key: ItemKey, sequence: int, moment: Moment) -> bool:
    """Take back a rating of today, unless something was learnt from the card since; whether it was.

    Twice is the same as once.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        terms = terms_of(tx, user_id, moment)
        card = tx.scalar(card_of(user_id, key.bank_id, key.item_id))
        rated = rating_to_correct(tx, card, sequence, terms.today) if card else None
        if card is None or rated is None:
            return False
        retract(tx, card, rated.review, moment.now)
    return True


def rating_to_correct(
    session: Reading,
    card: Card,
    sequence: int | None,
    today: date,
) -> RatedShowing | None:
    """The rating of this showing, if it is the last of its card and was given today.

    Not one of a key that was corrected since: it says nothing.
    """
    if sequence is None or sequence != card.review_count:
        return None
    log = session.scalars(log_of(card.id)).all()
    last = next((row for row in reversed(log) if _is_showing(row)), None)
    if last is None or last.source != ReviewSource.CARD:
        return None
    live = live_rows(engine_log(card, log))
    if not can_be_retracted(item_row(card, last), live, str(card.user_id), today):
        return None
    before, _ = fold(card, [row for row in log if row is not last])
    return RatedShowing(last, before.state)


def card_content(bank: Bank, item_id: str) -> ItemContent:
    """What the item asks and says.

    Raises:
        NotFound: the bank has no such item, or the item is no card.
    """
    content = bank.content_of(item_id) if item_id in bank.items else None
    if content is None or not content.faces:
        raise NotFound
    return content


def _is_showing(row: Review) -> bool:
    return row.sequence is not None and row.retracted_at is None
