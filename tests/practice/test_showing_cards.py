"""Cards as a learner meets them: ratings, fronts, backs and what each button leads to."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.domain.errors import NotFound
from quizapp.domain.memory import Memory, Rating, reviewed
from quizapp.models import Card, ItemRevision, Review
from quizapp.models.memory import ReviewSource
from quizapp.practice.card_queue import CardKey
from quizapp.practice.reviewing import PosedCard, next_card
from quizapp.web import clock
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, at_once, moment_at, new_player, stored
from tests.support.remembered import AGAIN, EASY, GOOD, card, rate, ratings


def front(player: Player) -> PosedCard:
    """The front of the card that comes next."""
    _, shown = next_card(player.user_id, [player.published.bank], clock.moment())
    assert shown is not None
    return shown


# What a card says


def test_a_rating_is_the_learners_own(player):
    rate(player, "ebb", EASY)

    (row,) = all_rows(Card)
    assert ratings("ebb") == [(ReviewSource.CARD, EASY)]
    assert row.memory == reviewed(None, EASY, MONDAY, fuzz_seed="ebb:1")
    assert (row.review_count, row.created_at) == (1, MONDAY)


def test_a_rating_sent_twice_counts_once(player):
    rate(player, "ebb", GOOD, sequence=1)

    rate(player, "ebb", GOOD, sequence=1)

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


def test_an_item_that_is_not_in_the_bank_is_neither_shown_nor_rated(player):
    bank = player.published.bank
    for item_id in ("gone", "", "all"):
        _, shown = next_card(player.user_id, [bank], moment_at(MONDAY), CardKey(bank.id, item_id))
        assert shown is not None
        assert (shown.item_id, shown.back) == ("what-pulls", None)
        with pytest.raises(NotFound):
            rate(player, item_id, sequence=1)

    assert not all_rows(Card)


def test_an_item_kept_to_quizzes_is_no_card(player, edited):
    quiz_only = player.with_bank(edited(("term: ebb\n", "term: ebb\n    drills: [quiz]\n")))

    with pytest.raises(NotFound):
        card(quiz_only, "ebb")


def test_the_retention_of_the_class_sets_the_intervals(inside, player):
    inside.config["RETENTION"] = 0.97
    rate(player, "ebb", EASY)

    (row,) = all_rows(Card)
    assert row.memory == reviewed(None, EASY, MONDAY, retention=0.97, fuzz_seed="ebb:1")


# What is posed


def test_a_card_shows_its_front_and_no_more(player):
    shown = front(player)

    assert (shown.bank_id, shown.item_id, shown.type) == ("tides", "what-pulls", "choice")
    assert (shown.topic, shown.front) == (
        "The pull of the moon",
        "What pulls at the sea and makes it rise?",
    )
    assert (shown.back, shown.content, shown.choices, shown.sequence) == (None, None, (), 1)


def test_a_card_turned_shows_its_back_and_what_each_rating_leads_to(player):
    back = card(player, "ebb")

    assert back.back == "the water going out"
    assert back.content is not None
    assert [choice.rating for choice in back.choices] == ["again", "hard", "good", "easy"]


def test_what_a_running_attempt_still_asks_is_not_turned_over_by_anybody(player):
    bank = player.published.bank
    attempt_id = player.start()
    asked = CardKey(bank.id, "what-pulls")

    _, held = next_card(player.user_id, [bank], moment_at(MONDAY), asked)
    player.respond_right(attempt_id, 1)
    _, free = next_card(player.user_id, [bank], moment_at(MONDAY), asked)

    assert held is not None
    assert free is not None
    assert (held.item_id, held.back) == ("flood", None)
    assert (free.item_id, free.back) == ("what-pulls", "The moon")


def test_an_item_that_its_bank_holds_back_is_not_turned_over(player):
    bank = replace(player.published.bank, held_item_ids=frozenset({"ebb"}))

    _, shown = next_card(player.user_id, [bank], moment_at(MONDAY), CardKey(bank.id, "ebb"))

    assert shown is not None
    assert (shown.item_id, shown.back) == ("what-pulls", None)


def test_each_button_shows_the_interval_that_follows(player):
    for rating in Rating:
        learner = new_player(player.published)
        shown = card(learner, "ebb").choices[rating - 1].interval

        rate(learner, "ebb", rating)

        assert all_rows(Card)[-1].due_at - MONDAY == shown


def test_the_faces_of_an_item_take_turns(player):
    fronts = []
    for _ in range(3):
        fronts.append(card(player, "ebb").front)
        rate(player, "ebb")

    assert fronts == ["ebb", "the water going out", "ebb"]


def test_somebody_new_is_shown_a_card_without_being_recorded(published, inside):
    _, posed = next_card(None, [published.bank], moment_at(MONDAY), CardKey("tides", "ebb"))

    assert posed is not None
    assert (posed.sequence, len(posed.choices)) == (1, 4)
    assert not all_rows(Card)


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
