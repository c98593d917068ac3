"""What a learner's memory of an item is, for tests to look at."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.memory import Rating
from quizapp.domain.memory.updates import MemoryState, learnt, of_card
from quizapp.memory.hidden_items import ItemKey
from quizapp.memory.plan_items import key_of
from quizapp.memory.terms import terms_of
from quizapp.models import Card, Review
from quizapp.models.memory import card_of, log_of
from quizapp.practice.rating import GivenRating, rate_card, undo_rating
from quizapp.practice.scope import EVERYTHING, Scope
from quizapp.practice.session import Session, session_of
from quizapp.practice.showing_cards import ShownCard, may_be_turned, shown_card
from quizapp.web import clock
from quizapp.web.extensions import db
from tests.support.playing import Player, stored

AGAIN, HARD, GOOD, EASY = Rating
DAY = timedelta(days=1)


def key(player: Player, item_id: str) -> ItemKey:
    """The item in the player's bank."""
    return ItemKey(player.published.bank.id, item_id)


def card(player: Player, item_id: str) -> Card:
    """The row of the learner's card of this item."""
    (row,) = stored(card_of(player.user_id, *key(player, item_id)))
    return row


def memory(player: Player, item_id: str) -> MemoryState | None:
    """What the learner remembers of an item; None also where there is no card."""
    rows = stored(card_of(player.user_id, *key(player, item_id)))
    return rows[0].state if rows else None


def number(player: Player, item_id: str) -> int:
    """The number of the next showing of a card."""
    rows = stored(card_of(player.user_id, *key(player, item_id)))
    return (rows[0].review_count if rows else 0) + 1


def rate(
    player: Player,
    item_id: str,
    rating: Rating = GOOD,
    sequence: int | None = None,
    seconds: float | None = None,
) -> None:
    """Rate the card of this item, as the page of it that is newest."""
    showing = number(player, item_id) if sequence is None else sequence
    given = GivenRating(item_id, showing, rating, seconds)
    rate_card(player.published, player.user_id, given, clock.moment())


def undo(player: Player, item_id: str, sequence: int) -> bool:
    """Take a rating back; gives whether it was."""
    return undo_rating(player.user_id, key(player, item_id), sequence, clock.moment())


def log(player: Player, item_id: str) -> Sequence[Review]:
    """All rows of the learner's log of this item, in its order."""
    return stored(log_of(card(player, item_id).id))


def ratings(item_id: str) -> list[tuple[str, Rating]]:
    """Where each showing of the item was that counts as one, and its rating if it was known."""
    rows = stored(
        select(Review)
        .join(Card)
        .where(Card.item_key == item_id, Review.sequence.is_not(None))
        .order_by(Review.sequence)
    )
    return [(row.source, Rating(row.rating or 0)) for row in rows]


def rated(*given: Rating, on: date) -> MemoryState:
    """What a memory is after these ratings of a card, all of one day."""
    state = None
    for rating in given:
        state = learnt(state, of_card(rating), on)
    assert state is not None
    return state


def session(player: Player, *further: PublishedBank, scope: Scope = EVERYTHING) -> Session:
    """What is left of the learner's day."""
    db.session.rollback()
    banks = [published.bank for published in (player.published, *further)]
    return session_of(player.user_id, banks, clock.moment(), scope)


def asked(left: Session) -> list[str]:
    """The items that a session asks, in its order."""
    return [key_of(ask.item).item_id for ask in left.asks]


def turned(player: Player, item_id: str, look: int | None = None) -> ShownCard | None:
    """The card with both its faces, as a page shows it; None where its back may not be seen."""
    bank = player.published.bank
    hidden = session(player).hidden
    if not may_be_turned(key(player, item_id), bank, hidden):
        return None
    terms = terms_of(db.session, player.user_id, clock.moment())
    return shown_card(player.user_id, bank, item_id, terms, look)
