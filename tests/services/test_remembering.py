"""One memory per learner and item, fed by quizzes and cards alike."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp import clock
from quizapp.domain.errors import NotFound
from quizapp.domain.memory import Memory, Rating, reviewed
from quizapp.models import Card, ItemRevision, Review
from quizapp.models.memory import ReviewSource
from quizapp.services.remembering import PosedCard, Queue, posed_card, queue_of, rate_card
from tests.services.conftest import MONDAY
from tests.services.playing import Player, all_rows, at_once, new_player, stored

AGAIN, HARD, GOOD, EASY = Rating
ALL_CARDS = (
    "what-pulls",
    "who-reads",
    "bare-flats",
    "spring-tide",
    "ebb",
    "flood",
    "neap",
    "slack",
)
DAY = timedelta(days=1)


def queue(player: Player) -> Queue:
    return queue_of(player.user_id, player.published.bank, clock.now())


def card(player: Player, item_id: str, *, with_back: bool = False) -> PosedCard:
    return posed_card(
        player.user_id, player.published.bank, item_id, clock.now(), with_back=with_back
    )


def rate(player: Player, item_id: str, rating: Rating = GOOD, sequence: int | None = None) -> None:
    number = card(player, item_id).sequence if sequence is None else sequence
    rate_card(player.published, player.user_id, item_id, number, rating, clock.now())


def ratings(item_id: str) -> list[tuple[str, Rating]]:
    """Where each review of the item came from, and how it went."""
    rows = stored(
        select(Review).join(Card).where(Card.item_key == item_id).order_by(Review.sequence)
    )
    return [(row.source, Rating(row.rating)) for row in rows]


# What a quiz response says


def test_a_right_response_is_a_good_review(player):
    player.respond_right(player.start(), 1)

    (memory,) = [row.memory for row in all_rows(Card)]
    (review,) = all_rows(Review)
    assert ratings("what-pulls") == [(ReviewSource.QUIZ, GOOD)]
    assert memory == reviewed(None, GOOD, MONDAY, fuzz_seed="what-pulls:1")
    assert (review.sequence, review.reviewed_at) == (1, MONDAY)
    assert review.response_id is not None


@pytest.mark.parametrize("flag", ["is_unsure", "is_hinted"])
def test_a_right_response_with_a_hint_or_without_confidence_is_hard(player, flag):
    player.respond_right(player.start(), 1, **{flag: True})

    assert ratings("what-pulls") == [(ReviewSource.QUIZ, HARD)]


def test_a_wrong_response_is_forgotten(player):
    player.respond_wrong(player.start(), 1)

    assert ratings("what-pulls") == [(ReviewSource.QUIZ, AGAIN)]


def test_a_partly_right_response_is_forgotten(player):
    attempt_id = player.start()

    player.respond(attempt_id, 2, player.numbers(attempt_id, 2)[0])

    assert ratings("who-reads") == [(ReviewSource.QUIZ, AGAIN)]


def test_not_knowing_is_forgotten(player):
    player.respond(player.start(), 1, is_unknown=True)

    assert ratings("what-pulls") == [(ReviewSource.QUIZ, AGAIN)]


def test_quizzes_update_an_item_once_a_day(player):
    player.play(wrong=[1])

    player.play()

    assert ratings("what-pulls") == [(ReviewSource.QUIZ, AGAIN)]
    assert len(all_rows(Review)) == 5


def test_practice_right_after_the_key_was_seen_says_nothing(player):
    attempt_id = player.play(wrong=[1])

    player.respond_right(player.practise(attempt_id), 1)

    assert ratings("what-pulls") == [(ReviewSource.QUIZ, AGAIN)]


def test_practice_of_what_was_left_out_says_nothing_after_the_results_showed_the_key(player):
    attempt_id = player.start()
    player.finish(attempt_id)

    player.respond_right(player.practise(attempt_id), 1)

    assert ratings("what-pulls") == []


def test_the_next_learning_day_counts_again(player, time):
    player.play()
    time.move_to(MONDAY.replace(day=3, hour=3, minute=59))
    player.play()
    assert len(ratings("what-pulls")) == 1

    time.move_to(MONDAY.replace(day=3, hour=4))
    player.play()

    assert ratings("what-pulls") == [(ReviewSource.QUIZ, GOOD)] * 2


def test_a_right_response_after_the_card_was_seen_the_same_day_says_nothing(player):
    rate(player, "what-pulls")

    player.respond_right(player.start(), 1)

    assert ratings("what-pulls") == [(ReviewSource.CARD, GOOD)]


def test_a_wrong_response_after_the_card_was_seen_is_forgotten_all_the_same(player):
    rate(player, "what-pulls", EASY)

    player.respond_wrong(player.start(), 1)

    assert ratings("what-pulls") == [(ReviewSource.CARD, EASY), (ReviewSource.QUIZ, AGAIN)]


def test_one_learners_quiz_teaches_another_nothing(player, classmate):
    player.play()

    assert queue(classmate).item_ids == ALL_CARDS


# What a card says


def test_a_rating_is_the_learners_own(player):
    rate(player, "ebb", EASY)

    (row,) = all_rows(Card)
    assert ratings("ebb") == [(ReviewSource.CARD, EASY)]
    assert row.memory == reviewed(None, EASY, MONDAY, fuzz_seed="ebb:1")
    assert (row.review_count, row.created_at) == (1, MONDAY)


def test_a_rating_sent_twice_counts_once(player):
    rate(player, "ebb", GOOD, sequence=1)

    rate(player, "ebb", AGAIN, sequence=1)

    assert ratings("ebb") == [(ReviewSource.CARD, GOOD)]


@pytest.mark.parametrize("sequence", [0, 2, 3, 2**31 - 1])
def test_a_rating_from_a_page_that_was_overtaken_changes_nothing(player, sequence):
    rate(player, "ebb", GOOD, sequence=sequence)

    assert not all_rows(Card)


def test_equal_ratings_at_once_count_once(inside, player):
    at_once(inside, 8, lambda: rate(player, "ebb", GOOD, sequence=1))

    assert ratings("ebb") == [(ReviewSource.CARD, GOOD)]
    assert all_rows(Card)[0].review_count == 1


def test_a_card_may_be_rated_again_the_same_day(player, time):
    rate(player, "ebb", AGAIN)
    time.shift(timedelta(minutes=10))

    rate(player, "ebb", GOOD)

    assert ratings("ebb") == [(ReviewSource.CARD, AGAIN), (ReviewSource.CARD, GOOD)]


def test_a_review_points_to_the_revision_it_was_of(player, edited):
    rate(player, "ebb")
    changed = player.with_bank(edited(("definition: the water going out", "definition: going out")))

    rate(changed, "ebb")

    revisions = all_rows(ItemRevision)
    assert [row.item_revision_id for row in all_rows(Review)] == [row.id for row in revisions]
    assert len(revisions) == 2


def test_an_item_that_is_not_in_the_bank_is_not_found(player):
    for item_id in ("gone", "", "all"):
        with pytest.raises(NotFound):
            card(player, item_id)
        with pytest.raises(NotFound):
            rate(player, item_id, sequence=1)

    assert not all_rows(Card)


def test_an_item_kept_to_quizzes_is_no_card(player, edited):
    quiz_only = player.with_bank(edited(("term: ebb\n", "term: ebb\n    drills: [quiz]\n")))

    with pytest.raises(NotFound):
        card(quiz_only, "ebb")
    assert "ebb" not in queue(quiz_only).item_ids


def test_the_retention_of_the_class_sets_the_intervals(inside, player):
    inside.config["RETENTION"] = 0.97
    rate(player, "ebb", EASY)

    (row,) = all_rows(Card)
    assert row.memory == reviewed(None, EASY, MONDAY, retention=0.97, fuzz_seed="ebb:1")


# What is posed


def test_a_card_shows_its_front_and_no_more(player):
    front = card(player, "ebb")

    assert (front.item_id, front.type, front.topic) == ("ebb", "term", "On the shore")
    assert (front.front, front.back, front.content, front.choices) == ("ebb", None, None, ())
    assert front.sequence == 1


def test_a_card_turned_shows_its_back_and_what_each_rating_leads_to(player):
    back = card(player, "ebb", with_back=True)

    assert back.back == "the water going out"
    assert back.content is not None
    assert [choice.rating for choice in back.choices] == ["again", "hard", "good", "easy"]


def test_each_button_shows_the_interval_that_follows(player):
    for rating in Rating:
        learner = new_player(player.published)
        shown = card(learner, "ebb", with_back=True).choices[rating - 1].interval

        rate(learner, "ebb", rating)

        assert all_rows(Card)[-1].due_at - MONDAY == shown


def test_the_faces_of_an_item_take_turns(player):
    fronts = []
    for _ in range(3):
        fronts.append(card(player, "ebb").front)
        rate(player, "ebb")

    assert fronts == ["ebb", "the water going out", "ebb"]


def test_somebody_new_is_shown_a_card_without_being_recorded(published, inside):
    posed = posed_card(None, published.bank, "ebb", MONDAY, with_back=True)

    assert (posed.sequence, len(posed.choices)) == (1, 4)
    assert not all_rows(Card)


# What is waiting


def test_for_somebody_new_every_card_up_to_the_allowance_is_new(inside, published):
    inside.config["NEW_CARDS"] = 3

    waiting = queue_of(None, published.bank, MONDAY)

    assert waiting == Queue(
        ALL_CARDS[:3], due=0, new=3, next_due_at=None, reviewed_today=0, held=frozenset()
    )
    assert waiting.left == 3


def test_new_cards_are_rationed_by_the_day(inside, player, time):
    inside.config["NEW_CARDS"] = 3
    rate(player, "slack")
    rate(player, "neap")
    assert queue(player).item_ids == ("what-pulls",)

    rate(player, "what-pulls")
    assert queue(player).new == 0

    time.shift(DAY)
    assert queue(player).new == 3


def test_meeting_an_item_in_a_quiz_uses_up_no_allowance(inside, player):
    inside.config["NEW_CARDS"] = 3

    player.play()

    assert queue(player).item_ids == ("flood", "neap", "slack")


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

    assert waiting.item_ids[:2] == ("neap", "ebb")
    assert waiting.item_ids[2:] == ("what-pulls", "who-reads", "bare-flats", "spring-tide", "flood")
    assert (waiting.due, waiting.new, waiting.reviewed_today) == (2, 5, 3)


def test_a_card_is_due_at_its_moment_and_not_before(inside, player, time):
    inside.config["NEW_CARDS"] = 0
    rate(player, "ebb", EASY)
    due_at = all_rows(Card)[0].due_at

    time.move_to(due_at - timedelta(seconds=1))
    assert (queue(player).left, queue(player).next_due_at) == (0, due_at)

    time.move_to(due_at)
    assert queue(player).item_ids == ("ebb",)


def test_a_card_being_learnt_is_not_waited_for_when_nothing_else_is_left(inside, player, time):
    inside.config["NEW_CARDS"] = 1
    rate(player, "ebb", AGAIN)

    ahead = queue(player)

    assert (ahead.item_ids, ahead.due) == (("ebb",), 0)
    assert ahead.next_due_at == MONDAY + timedelta(minutes=10)


def test_a_card_being_learnt_waits_while_something_else_is_left(inside, player):
    inside.config["NEW_CARDS"] = 2
    rate(player, "ebb", AGAIN)

    assert queue(player).item_ids == ("what-pulls",)


def test_a_card_that_rests_for_days_is_never_brought_forward(inside, player):
    inside.config["NEW_CARDS"] = 1
    rate(player, "ebb", EASY)

    done = queue(player)

    assert (done.left, done.due, done.new, done.reviewed_today) == (0, 0, 0, 1)
    assert done.next_due_at == all_rows(Card)[0].due_at


def test_cards_of_items_that_left_the_bank_are_not_asked_for(player, time, edited):
    for item_id in ("slack", "ebb"):
        rate(player, item_id, AGAIN)
    time.shift(DAY)
    without = player.with_bank(edited(("  - id: slack", "  - id: lull")))

    waiting = queue(without)

    assert (waiting.item_ids[0], waiting.due) == ("ebb", 1)
    assert "slack" not in waiting.item_ids
    assert len(all_rows(Card)) == 2  # kept, in case the item comes back


def test_reviewed_today_counts_cards_of_this_learning_day_only(player, classmate, time):
    rate(player, "ebb")
    rate(classmate, "ebb")
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


def test_the_clock_stepping_back_neither_fails_nor_shortens_anything(player, time):
    rate(player, "ebb", EASY)
    due_at = all_rows(Card)[0].due_at
    time.shift(-timedelta(days=30))

    rate(player, "ebb", EASY)
    player.play()

    row = stored(select(Card).where(Card.item_key == "ebb"))[0]
    assert isinstance(row.memory, Memory)
    assert row.due_at >= due_at
    assert row.reviewed_at == MONDAY
