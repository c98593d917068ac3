"""What a learner's memory of an item is, for tests to look at."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from quizapp.domain.memory import Rating
from quizapp.models import Card, Review
from quizapp.practice.card_queue import CardKey
from quizapp.practice.rating import rate_card
from quizapp.practice.reviewing import PosedCard, next_card
from quizapp.web import clock
from tests.support.playing import Player, stored

AGAIN, HARD, GOOD, EASY = Rating
DAY = timedelta(days=1)


def card(player: Player, item_id: str) -> PosedCard:
    """The card of this item, turned over."""
    bank = player.published.bank
    _, shown = next_card(player.user_id, [bank], clock.moment(), CardKey(bank.id, item_id))
    assert shown is not None
    assert shown.item_id == item_id
    return shown


def rate(player: Player, item_id: str, rating: Rating = GOOD, sequence: int | None = None) -> None:
    """Rate the card of this item, as the page of it that is newest."""
    number = card(player, item_id).sequence if sequence is None else sequence
    rate_card(player.published, player.user_id, item_id, number, rating, clock.moment())


def ratings(item_id: str) -> list[tuple[str, Rating]]:
    """Where each review of the item came from, and how it went."""
    rows = stored(
        select(Review).join(Card).where(Card.item_key == item_id).order_by(Review.sequence)
    )
    return [(row.source, Rating(row.rating)) for row in rows]
