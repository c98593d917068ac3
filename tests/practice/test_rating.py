"""Cards rated: what a rating says, and what is sent twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.errors import NotFound
from quizapp.domain.memory.updates import learnt, of_card
from quizapp.memory.rebuilding import check_memories
from quizapp.models import Card, ItemRevision, Review
from quizapp.models.memory import ReviewSource
from quizapp.web import clock
from tests.support.inside import MONDAY
from tests.support.playing import all_rows, at_once
from tests.support.remembered import (
    AGAIN,
    DAY,
    EASY,
    GOOD,
    HARD,
    card,
    log,
    memory,
    rate,
    rated,
    ratings,
)

TODAY = MONDAY.date()


def test_a_rating_is_the_learners_own(player):
    rate(player, "ebb", EASY, seconds=8.5)

    (row,) = log(player, "ebb")
    assert ratings("ebb") == [(ReviewSource.CARD, EASY)]
    assert memory(player, "ebb") == rated(EASY, on=TODAY)
    assert (card(player, "ebb").review_count, card(player, "ebb").created_at) == (1, MONDAY)
    assert (row.form, row.seconds, row.known, row.mark) == ("card", 8.5, 1, None)


def test_ratings_are_the_schedulers_own_to_the_last_bit(player, time):
    state = None
    for rating, days in ((GOOD, 3), (GOOD, 15), (EASY, 90), (AGAIN, 1), (HARD, 0), (GOOD, 0)):
        rate(player, "ebb", rating)
        state = learnt(state, of_card(rating), clock.now().date())
        assert memory(player, "ebb") == state
        time.shift(days * DAY)


def test_a_rating_sent_twice_counts_once(player):
    rate(player, "ebb", GOOD, sequence=1)

    rate(player, "ebb", GOOD, sequence=1)

    assert ratings("ebb") == [(ReviewSource.CARD, GOOD)]


@pytest.mark.parametrize("sequence", [0, 2, 3, 2**31 - 1])
def test_a_rating_from_a_page_that_was_overtaken_changes_nothing(player, sequence):
    rate(player, "ebb", GOOD, sequence=sequence)

    assert not all_rows(Card)


def test_a_rating_after_a_quiz_on_another_device_changes_nothing(player):
    player.play()  # while the card lies open elsewhere

    rate(player, "ebb", AGAIN, sequence=1)

    assert [row.source for row in log(player, "ebb")] == [ReviewSource.QUIZ]


def test_equal_ratings_at_once_count_once(inside, player):
    at_once(inside, 8, lambda: rate(player, "ebb", GOOD, sequence=1))

    assert ratings("ebb") == [(ReviewSource.CARD, GOOD)]
    assert card(player, "ebb").review_count == 1


def test_a_card_may_be_rated_again_the_same_day(player, time):
    rate(player, "ebb", AGAIN)
    time.shift(timedelta(minutes=10))

    rate(player, "ebb", GOOD)

    assert ratings("ebb") == [(ReviewSource.CARD, AGAIN), (ReviewSource.CARD, GOOD)]
    assert memory(player, "ebb") == rated(AGAIN, GOOD, on=TODAY)


def test_a_review_points_to_the_revision_it_was_of(player, edited):
    rate(player, "ebb")
    changed = player.with_bank(edited(("definition: the water going out", "definition: going out")))

    rate(changed, "ebb")

    revisions = all_rows(ItemRevision)
    assert [row.item_revision_id for row in all_rows(Review)] == [row.id for row in revisions]
    assert len(revisions) == 2


@pytest.mark.parametrize("item_id", ["gone", "", "all"])
def test_what_is_not_in_the_bank_is_not_rated(player, item_id):
    with pytest.raises(NotFound):
        rate(player, item_id, sequence=1)

    assert not all_rows(Card)


def test_an_item_kept_to_quizzes_is_not_rated(player, edited):
    quiz_only = player.with_bank(edited(("term: ebb\n", "term: ebb\n    drills: [quiz]\n")))

    with pytest.raises(NotFound):
        rate(quiz_only, "ebb")


def test_items_of_one_id_in_two_banks_are_two_memories(player, lights):
    rate(player, "ebb", AGAIN)

    rate(player.with_bank(lights), "ebb", EASY)

    assert memory(player, "ebb") == rated(AGAIN, on=TODAY)
    assert memory(player.with_bank(lights), "ebb") == rated(EASY, on=TODAY)


def test_the_clock_set_back_neither_fails_nor_shortens_anything(player, time):
    rate(player, "ebb", EASY)
    time.shift(-30 * DAY)

    rate(player, "ebb", EASY)
    player.play()

    assert memory(player, "ebb") == rated(EASY, EASY, on=TODAY)
    assert {row.day for row in all_rows(Review)} == {TODAY}
    assert check_memories().differing == ()
