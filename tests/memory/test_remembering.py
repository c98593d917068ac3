"""One memory per learner and item, fed by quizzes and cards alike."""

from __future__ import annotations

import pytest

from quizapp.domain.memory import reviewed
from quizapp.models import Card, Review
from quizapp.models.memory import ReviewSource
from quizapp.practice.card_queue import queue_of
from tests.support.inside import MONDAY
from tests.support.playing import all_rows, moment_at
from tests.support.remembered import AGAIN, EASY, GOOD, HARD, rate, ratings

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


def test_one_learners_quiz_teaches_another_nothing(player, fellow):
    player.play()

    assert queue_of(fellow.user_id, [fellow.published.bank], moment_at(MONDAY)).new == 8
