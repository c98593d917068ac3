"""Cards that start anew after their item's key was corrected."""

from __future__ import annotations

from datetime import timedelta

from quizapp.domain.memory import Rating
from quizapp.memory.forgetting import reset_cards
from quizapp.models import Card, Review
from quizapp.practice.rating import rate_card
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.playing import Player, all_rows


def rated(player: Player, item_id: str, sequence: int = 1) -> None:
    """Rate a card as known well."""
    rate_card(player.published, player.user_id, item_id, sequence, Rating.EASY, clock.moment())


def reset(*item_ids: str, bank_key: str = "tides") -> int:
    with write_transaction() as tx:
        return reset_cards(tx, bank_key, item_ids, clock.now())


def test_a_forgotten_card_is_due_at_once_and_keeps_its_reviews(player, fellow, time):
    for each in (player, fellow):
        rated(each, "ebb")
    rated(player, "flood")
    time.shift(timedelta(hours=1))

    assert reset("ebb") == 2

    cards = {(card.user_id, card.item_key): card for card in all_rows(Card)}
    ebb, flood = cards[player.user_id, "ebb"], cards[player.user_id, "flood"]
    assert (ebb.memory, ebb.due_at, ebb.forgotten_at) == (None, clock.now(), clock.now())
    assert flood.memory is not None
    assert len(all_rows(Review)) == 3


def test_the_next_review_starts_anew(player, fellow, time):
    rated(player, "ebb")
    time.shift(timedelta(days=30))
    reset("ebb")

    rated(player, "ebb", sequence=2)
    rated(fellow, "ebb")

    again, first = all_rows(Card)
    assert again.memory is not None
    assert first.memory is not None
    assert again.memory.stability == first.memory.stability
    assert again.review_count == 2


def test_a_card_is_forgotten_once(player, time):
    rated(player, "ebb")

    assert [reset("ebb"), reset("ebb")] == [1, 0]
    rated(player, "ebb", sequence=2)
    assert reset("ebb") == 1


def test_cards_of_another_bank_or_of_no_item_stay(player):
    rated(player, "ebb")

    assert reset("ebb", bank_key="lights") == 0
    assert reset() == 0


def test_an_answer_in_an_attempt_that_began_before_the_correction_says_nothing(player, time):
    rated(player, "ebb")
    time.shift(timedelta(days=30))
    attempt = player.start("all")
    reset("ebb")
    time.shift(timedelta(days=2))

    player.respond_right(attempt, player.items(attempt).index("ebb") + 1)

    card = next(card for card in all_rows(Card) if card.item_key == "ebb")
    assert (card.memory, card.review_count) == (None, 1)


def test_an_answer_in_a_later_attempt_begins_anew(player, time):
    rated(player, "ebb")
    time.shift(timedelta(days=30))
    reset("ebb")
    time.shift(timedelta(minutes=1))
    attempt = player.start("all")

    player.respond_right(attempt, player.items(attempt).index("ebb") + 1)

    card = next(card for card in all_rows(Card) if card.item_key == "ebb")
    assert card.memory is not None
