"""Cards of two accounts made one, scheduled by all their reviews."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from quizapp.domain.memory import Rating
from quizapp.memory.forgetting import reset_cards
from quizapp.memory.retracting import scheduled_anew
from quizapp.models import (
    Card,
    Review,
)
from quizapp.models.memory import card_of
from quizapp.practice.rating import rate_card
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.merging import merged
from tests.support.playing import all_rows, stored

RETENTION = 0.9


def test_a_card_that_both_have_is_what_all_reviews_together_make_of_it(world, ana, ben, time):
    for person, rating in ((ana, Rating.GOOD), (ben, Rating.AGAIN), (ana, Rating.EASY)):
        card = db.session.scalar(card_of(person.user_id, "tides", "ebb"))
        sequence = (card.review_count if card else 0) + 1
        rate_card(world.published, person.user_id, "ebb", sequence, rating, clock.moment())
        time.shift(timedelta(days=3))
    rate_card(world.published, ben.user_id, "flood", 1, Rating.GOOD, clock.moment())

    merged(world)

    card = stored(card_of(ana.user_id, "tides", "ebb"))[0]
    reviews = stored(select(Review).where(Review.card_id == card.id).order_by(Review.sequence))
    assert [(r.sequence, r.rating) for r in reviews] == [(1, 3), (2, 1), (3, 4)]
    together = [(r.rating, r.reviewed_at) for r in reviews]
    assert card.memory == scheduled_anew("ebb", together, None, retention=RETENTION)
    assert (card.review_count, card.created_at) == (3, reviews[0].reviewed_at)
    assert [row.item_key for row in all_rows(Card) if row.user_id == ana.user_id] == [
        "ebb",
        "flood",
    ]
    assert len(all_rows(Card)) == 2


def test_scheduling_anew_gives_what_was_scheduled(world, ana, time):
    for sequence in range(1, 6):
        rating = Rating(1 + sequence % 4)
        rate_card(world.published, ana.user_id, "ebb", sequence, rating, clock.moment())
        time.shift(timedelta(days=sequence))

    (card,) = all_rows(Card)

    looks = [(row.rating, row.reviewed_at) for row in all_rows(Review)]
    assert card.memory == scheduled_anew("ebb", looks, None, retention=RETENTION)


def test_reviews_of_a_wrong_key_stay_forgotten(world, ana, ben, time):
    rate_card(world.published, ana.user_id, "ebb", 1, Rating.EASY, clock.moment())
    rate_card(world.published, ben.user_id, "ebb", 1, Rating.EASY, clock.moment())
    time.shift(60)
    with write_transaction() as tx:
        reset_cards(tx, "tides", ["ebb"], clock.now())
    time.shift(60)
    rate_card(world.published, ben.user_id, "ebb", 2, Rating.GOOD, clock.moment())

    merged(world)

    (card,) = all_rows(Card)
    rows = all_rows(Review)
    assert (card.forgotten_after, card.review_count) == (2, 3)
    assert card.memory == scheduled_anew(
        "ebb", [(row.rating, row.reviewed_at) for row in rows], 2, retention=RETENTION
    )
    assert scheduled_anew("ebb", [(4, card.created_at)], None, retention=RETENTION) != card.memory
