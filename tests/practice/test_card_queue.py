"""What is waiting for a learner: one queue over all banks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from quizapp.banks.revisions import PublishedBank
from quizapp.domain.memory import Rating
from quizapp.models import Card
from quizapp.practice.card_queue import CardKey, Queue, queue_of
from quizapp.practice.rating import rate_card
from quizapp.web import clock
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, moment_at

AGAIN, HARD, GOOD, EASY = Rating
DAY = timedelta(days=1)


def queue(player: Player, *further: PublishedBank) -> Queue:
    banks = [published.bank for published in (player.published, *further)]
    return queue_of(player.user_id, banks, clock.moment())


def item_ids(waiting: Queue) -> tuple[str, ...]:
    return tuple(card.item_id for card in waiting.cards)


def items(player: Player) -> tuple[str, ...]:
    return item_ids(queue(player))


def rate(player: Player, item_id: str, rating: Rating = GOOD) -> None:
    """Rate a card for the first time."""
    rate_card(player.published, player.user_id, item_id, 1, rating, clock.moment())


def test_for_somebody_new_every_card_up_to_the_allowance_is_new(inside, published):
    inside.config["NEW_CARDS"] = 3

    waiting = queue_of(None, [published.bank], moment_at(MONDAY))

    assert item_ids(waiting) == ("what-pulls", "who-reads", "bare-flats")
    assert (waiting.to_refresh, waiting.missed, waiting.new, waiting.left) == (0, 0, 3, 3)
    assert (waiting.reviewed_today, waiting.is_begun) == (0, False)
    assert (waiting.next_due_on, waiting.asked, waiting.waiting) == (None, frozenset(), 0)


def test_new_cards_are_rationed_by_the_day(inside, player, time):
    inside.config["NEW_CARDS"] = 3
    rate(player, "slack")
    rate(player, "neap")
    assert items(player) == ("what-pulls",)

    rate(player, "what-pulls")
    assert queue(player).new == 0

    time.shift(DAY)
    assert queue(player).new == 3


def test_meeting_an_item_in_a_quiz_uses_up_no_allowance(inside, player):
    inside.config["NEW_CARDS"] = 3

    player.play()

    assert items(player) == ("flood", "neap", "slack")


def test_an_allowance_of_nought_brings_nothing_new(inside, player):
    inside.config["NEW_CARDS"] = 0

    assert queue(player).left == 0


def test_due_cards_come_first_and_the_longest_due_first_of_all(player, time):
    rate(player, "neap", AGAIN)
    time.shift(timedelta(minutes=1))
    rate(player, "ebb", AGAIN)
    rate(player, "slack", EASY)
    time.shift(timedelta(hours=1))

    waiting = queue(player)

    assert item_ids(waiting)[:2] == ("neap", "ebb")
    assert item_ids(waiting)[2:] == (
        "what-pulls",
        "who-reads",
        "bare-flats",
        "spring-tide",
        "flood",
    )
    assert (waiting.missed, waiting.new, waiting.reviewed_today) == (2, 5, 3)


def test_a_card_is_due_from_the_start_of_its_day_and_not_before(inside, player, time):
    inside.config["NEW_CARDS"] = 0
    rate(player, "ebb", EASY)
    due_at = all_rows(Card)[0].due_at

    time.move_to(due_at.replace(hour=3, minute=59))
    assert (queue(player).left, queue(player).next_due_on) == (0, due_at.date())

    time.move_to(due_at.replace(hour=4, minute=0))
    assert items(player) == ("ebb",)
    assert (queue(player).to_refresh, queue(player).next_due_on) == (1, None)


def test_a_card_being_learnt_is_counted_at_once_and_comes_after_all_others(inside, player):
    inside.config["NEW_CARDS"] = 2
    rate(player, "ebb", AGAIN)

    waiting = queue(player)

    assert item_ids(waiting) == ("what-pulls", "ebb")
    assert (waiting.to_refresh, waiting.missed, waiting.new, waiting.left) == (0, 1, 1, 2)
    assert waiting.next_due_on is None


def test_what_is_left_only_counts_down_while_cards_are_known(player, time):
    player.play(wrong={2})  # which comes back in ten minutes
    counts = [queue(player).left]

    while (waiting := queue(player)).cards:
        key = waiting.cards[0]
        seen = {card.item_key: card.review_count for card in all_rows(Card)}
        number = seen.get(key.item_id, 0) + 1
        rate_card(player.published, player.user_id, key.item_id, number, EASY, clock.moment())
        time.shift(timedelta(seconds=10))
        counts.append(queue(player).left)

    assert counts == list(range(counts[0], -1, -1))


def test_a_card_that_rests_for_days_is_never_brought_forward(inside, player):
    inside.config["NEW_CARDS"] = 1
    rate(player, "ebb", EASY)

    done = queue(player)

    assert (done.left, done.to_refresh, done.new, done.reviewed_today) == (0, 0, 0, 1)
    assert done.next_due_on == all_rows(Card)[0].due_at.date()


def test_cards_of_items_that_left_the_bank_are_not_asked_for(player, time, edited):
    for item_id in ("slack", "ebb"):
        rate(player, item_id, AGAIN)
    time.shift(DAY)
    without = player.with_bank(edited(("  - id: slack", "  - id: lull")))

    waiting = queue(without)

    assert (item_ids(waiting)[0], waiting.missed) == ("ebb", 1)
    assert "slack" not in item_ids(waiting)
    assert len(all_rows(Card)) == 2  # kept, in case the item comes back


def test_reviewed_today_counts_cards_of_this_learning_day_only(player, fellow, time):
    rate(player, "ebb")
    rate(fellow, "ebb")
    player.play()

    assert queue(player).reviewed_today == 1
    time.move_to(MONDAY.replace(day=3, hour=4))
    assert queue(player).reviewed_today == 0


def test_the_learning_day_turns_in_the_zone_of_the_class(inside, player, time):
    inside.config.update(TIMEZONE="America/Toronto", NEW_CARDS=1)
    time.move_to(MONDAY.replace(hour=8, minute=59))  # 03:59 in Toronto
    rate(player, "ebb", EASY)
    assert queue(player).new == 0

    time.move_to(MONDAY.replace(hour=9))

    assert queue(player).new == 1


def test_cards_of_a_running_attempt_wait_for_it_and_are_counted(player):
    player.start()

    waiting = queue(player)

    assert item_ids(waiting) == ("flood", "neap", "slack")
    assert (waiting.waiting, len(waiting.asked)) == (5, 5)


def test_items_that_their_bank_holds_back_are_neither_new_nor_due(player, time):
    rate(player, "ebb", AGAIN)
    time.shift(DAY)
    bank = replace(player.published.bank, held_item_ids=frozenset({"ebb", "what-pulls"}))
    held = player.with_bank(replace(player.published, bank=bank))

    assert not {"ebb", "what-pulls"} & set(items(held))
    assert (queue(player).missed, queue(held).missed) == (1, 0)


# Several banks


def test_what_is_due_comes_in_order_of_time_whatever_the_bank(player, lights, time):
    keeper = player.with_bank(lights)
    for who, item_id in ((keeper, "lens"), (player, "neap"), (keeper, "ebb"), (player, "ebb")):
        rate(who, item_id, AGAIN)
        time.shift(timedelta(minutes=1))
    time.shift(timedelta(hours=1))

    waiting = queue(player, lights)

    assert waiting.cards[: waiting.missed] == (
        CardKey("lights", "lens"),
        CardKey("tides", "neap"),
        CardKey("lights", "ebb"),
        CardKey("tides", "ebb"),
    )
    assert waiting.missed == 4


def test_new_cards_are_taken_from_the_banks_in_turn(inside, player, lights):
    inside.config["NEW_CARDS"] = 5

    waiting = queue(player, lights)

    assert waiting.new == 5
    assert waiting.cards == (
        CardKey("tides", "what-pulls"),
        CardKey("lights", "rhythm"),
        CardKey("tides", "who-reads"),
        CardKey("lights", "lens"),
        CardKey("tides", "bare-flats"),
    )


def test_the_turns_go_on_from_page_to_page(inside, player, lights):
    inside.config["NEW_CARDS"] = 5
    met = []

    while (waiting := queue(player, lights)).cards:
        bank_id, item_id = waiting.cards[0]
        met.append(bank_id)
        rate(player if bank_id == "tides" else player.with_bank(lights), item_id, EASY)

    assert met == ["tides", "lights", "tides", "lights", "tides"]


def test_the_allowance_of_a_day_is_for_all_banks_together(inside, player, lights, time):
    inside.config["NEW_CARDS"] = 3
    rate(player, "ebb")
    rate(player.with_bank(lights), "ebb")

    assert queue(player, lights).new == 1

    time.shift(DAY)
    assert queue(player, lights).new == 3


def test_items_of_one_id_in_two_banks_are_two_cards(player, lights):
    rate(player, "ebb", AGAIN)

    cards = queue(player, lights).cards

    assert CardKey("lights", "ebb") in cards
    assert cards[-1] == CardKey("tides", "ebb")


def test_a_running_attempt_holds_back_the_cards_of_its_own_bank_only(player, lights):
    player.with_bank(lights).start()

    waiting = queue(player, lights)

    assert CardKey("tides", "ebb") in waiting.cards
    assert CardKey("lights", "ebb") not in waiting.cards


def test_cards_of_a_bank_that_left_the_server_are_not_asked_for(player, lights, time):
    rate(player.with_bank(lights), "lens", AGAIN)
    time.shift(DAY)

    assert (queue(player, lights).missed, queue(player).missed) == (1, 0)
