"""Ratings taken back and corrected: the row stays, and the memory is as it would have been."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from quizapp.domain.memory import Memory, Rating
from quizapp.memory.forgetting import reset_cards
from quizapp.models import Card, Review
from quizapp.practice.card_queue import CardKey, queue_of
from quizapp.practice.rating import last_rating, rate_card, undo_rating
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.playing import Player, all_rows, stored

AGAIN, HARD, GOOD, EASY = Rating
DAY = timedelta(days=1)


def rate(player: Player, sequence: int, rating: Rating, item_id: str = "ebb") -> None:
    rate_card(player.published, player.user_id, item_id, sequence, rating, clock.moment())


def undo(player: Player, sequence: int, item_id: str = "ebb") -> bool:
    key = CardKey(player.published.bank.id, item_id)
    return undo_rating(player.user_id, key, sequence, clock.moment())


def memory() -> Memory | None:
    (card,) = all_rows(Card)
    return card.memory


def reviews() -> list[tuple[int, Rating, bool]]:
    """Number, rating, and whether it was retracted; in the order in which they were given."""
    rows = stored(select(Review).order_by(Review.id))
    return [(row.sequence, Rating(row.rating), row.retracted_at is not None) for row in rows]


def test_undoing_gives_back_the_memory_of_before(player, time):
    rate(player, 1, GOOD)
    before = memory()
    time.shift(3 * DAY)
    rate(player, 2, AGAIN)

    assert undo(player, 2)

    assert memory() == before
    assert reviews() == [(1, GOOD, False), (2, AGAIN, True)]


def test_undoing_the_first_rating_makes_the_card_a_new_one(player):
    rate(player, 1, EASY)

    undo(player, 1)

    waiting = queue_of(player.user_id, [player.published.bank], clock.moment())
    assert (waiting.new, waiting.to_refresh, waiting.missed) == (8, 0, 0)
    assert (waiting.reviewed_today, waiting.is_begun) == (0, False)
    assert memory() is None


def test_undoing_twice_is_undoing_once(player):
    rate(player, 1, GOOD)
    rate(player, 2, GOOD)

    assert undo(player, 2)
    assert not undo(player, 2)

    assert reviews() == [(1, GOOD, False), (2, GOOD, True)]


def test_a_corrected_rating_leaves_the_memory_that_it_alone_would_have(player, fellow, time):
    rate(player, 1, EASY)
    rate(fellow, 1, HARD)
    time.shift(timedelta(minutes=3))

    rate(player, 1, HARD)

    mine, theirs = stored(select(Card).order_by(Card.user_id))
    assert mine.memory == theirs.memory
    assert (mine.review_count, mine.due_at) == (1, theirs.due_at)


def test_a_rating_can_be_corrected_again_and_again(player):
    for rating in (EASY, AGAIN, EASY, GOOD):
        rate(player, 1, rating)

    assert reviews() == [(1, EASY, True), (1, AGAIN, True), (1, EASY, True), (1, GOOD, False)]


def test_a_showing_of_another_day_is_neither_corrected_nor_undone(player, time):
    rate(player, 1, GOOD)
    time.shift(DAY)

    rate(player, 1, AGAIN)

    assert not undo(player, 1)
    assert reviews() == [(1, GOOD, False)]


def test_what_a_quiz_has_taught_is_not_undone(player):
    player.play()
    item_id = all_rows(Card)[0].item_key

    assert not undo(player, 1, item_id)


def test_whoever_undoes_a_rating_has_seen_the_key_all_the_same(player):
    rate(player, 1, GOOD)
    undo(player, 1)

    player.play()  # right in the quiz, which on this day is no recall

    ebb = next(card for card in all_rows(Card) if card.item_key == "ebb")
    assert ebb.memory is None


def test_only_the_last_rating_of_the_last_minutes_is_offered(player, time):
    assert last_rating(player.user_id, clock.moment()) is None
    rate(player, 1, GOOD, "slack")
    time.shift(timedelta(minutes=1))
    rate(player, 1, HARD)

    last = last_rating(player.user_id, clock.moment())
    assert last is not None
    assert (last.item_id, last.sequence, last.rating) == ("ebb", 1, "hard")

    undo(player, 1)
    last = last_rating(player.user_id, clock.moment())
    assert last is not None
    assert last.item_id == "slack"
    time.shift(timedelta(minutes=10))
    assert last_rating(player.user_id, clock.moment()) is None


def test_a_rating_of_a_key_that_was_corrected_since_is_neither_corrected_nor_undone(player, time):
    rate(player, 1, EASY)
    time.shift(timedelta(minutes=1))
    with write_transaction() as tx:
        reset_cards(tx, player.published.bank.id, ["ebb"], clock.now())

    offered = last_rating(player.user_id, clock.moment())
    was_undone = undo(player, 1)
    rate(player, 1, HARD)
    rate(player, 2, GOOD)

    assert (offered, was_undone) == (None, False)
    assert reviews() == [(1, EASY, False), (2, GOOD, False)]
    assert memory() is not None


def test_undoing_on_a_card_that_started_anew_leaves_it_due_from_then(player, time):
    rate(player, 1, GOOD)
    forgotten_at = clock.now()
    with write_transaction() as tx:
        reset_cards(tx, player.published.bank.id, ["ebb"], forgotten_at)
    time.shift(timedelta(minutes=1))
    rate(player, 2, EASY)

    undo(player, 2)

    (card,) = all_rows(Card)
    assert (card.memory, card.due_at) == (None, forgotten_at)
