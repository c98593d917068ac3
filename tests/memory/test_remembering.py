"""One memory per learner and item, fed by quizzes and cards alike."""

from __future__ import annotations

from datetime import date

import pytest

from quizapp.domain.memory.guesses import guess_at, one_of
from quizapp.domain.memory.updates import Evidence, learnt
from quizapp.models import Card, Review
from quizapp.models.memory import ReviewSource
from tests.support.inside import MONDAY
from tests.support.playing import all_rows
from tests.support.remembered import (
    AGAIN,
    EASY,
    GOOD,
    HARD,
    card,
    log,
    memory,
    rate,
    rated,
    ratings,
    session,
)

TODAY = MONDAY.date()
RIGHT = Evidence(GOOD, 1.0, one_of(4))
WRONG = Evidence(GOOD, 0.0, one_of(4))

# What a quiz response says


def test_a_right_response_is_known_or_guessed(player):
    player.respond_right(player.start(), 1)

    (row,) = log(player, "what-pulls")
    state = learnt(None, RIGHT, TODAY)
    assert memory(player, "what-pulls") == state
    assert (round(state.stability, 4), round(state.difficulty, 4)) == (0.9573, 3.7005)
    assert (row.source, row.rating, row.mark) == (ReviewSource.QUIZ, GOOD, 1.0)
    assert (row.sequence, row.reviewed_at, row.day) == (1, MONDAY, TODAY)
    assert row.response_id is not None
    assert row.known == pytest.approx(0.6316, abs=5e-5)


@pytest.mark.parametrize("flag", ["is_unsure", "is_hinted"])
def test_a_right_response_with_a_hint_or_without_confidence_is_hard(player, flag):
    player.respond_right(player.start(), 1, **{flag: True})

    assert ratings("what-pulls") == [(ReviewSource.QUIZ, HARD)]
    assert memory(player, "what-pulls") == learnt(None, Evidence(HARD, 1.0, one_of(4)), TODAY)


@pytest.mark.parametrize("flag", [{}, {"is_unsure": True}, {"is_hinted": True}])
def test_a_wrong_response_is_forgotten_whatever_came_with_it(player, flag):
    player.respond_wrong(player.start(), 1, **flag)

    assert memory(player, "what-pulls") == rated(AGAIN, on=TODAY)
    assert card(player, "what-pulls").known == 0


def test_a_partly_right_response_counts_by_how_far_it_is_above_luck(player):
    attempt_id = player.start()

    player.respond(attempt_id, 2, player.numbers(attempt_id, 2)[0])

    (row,) = log(player, "who-reads")
    question = player.published.bank.content_of("who-reads").questions[0]
    half = Evidence(GOOD, 0.5, guess_at(question))
    assert row.mark == 0.5
    assert (row.guess_chance, row.guess_mark) == (half.guess.chance, half.guess.mark)
    assert memory(player, "who-reads") == learnt(None, half, TODAY)


def test_not_knowing_is_forgotten(player):
    player.respond(player.start(), 1, is_unknown=True)

    assert memory(player, "what-pulls") == rated(AGAIN, on=TODAY)


def test_quizzes_update_an_item_once_a_day(player):
    player.play(wrong=[1])

    player.play()

    first, seen, second = log(player, "what-pulls")
    assert memory(player, "what-pulls") == rated(AGAIN, on=TODAY)
    assert (first.known, second.known) == (0, None)
    assert (first.mark, seen.source, second.mark) == (0, ReviewSource.KEY, 1)


def test_practice_right_after_the_key_was_seen_says_nothing(player):
    attempt_id = player.play(wrong=[1])

    player.respond_right(player.practise(attempt_id), 1)

    assert memory(player, "what-pulls") == rated(AGAIN, on=TODAY)
    assert log(player, "what-pulls")[-1].is_after_key


def test_practice_of_what_was_left_out_says_nothing_after_the_results_showed_the_key(player):
    attempt_id = player.start()
    player.finish(attempt_id)

    player.respond_right(player.practise(attempt_id), 1)

    assert memory(player, "what-pulls") is None
    assert log(player, "what-pulls")[-1].is_after_key


def test_the_next_learning_day_counts_again(player, time):
    player.play()
    time.move_to(MONDAY.replace(day=3, hour=3, minute=59))
    player.play()
    assert card(player, "what-pulls").answer_count == 1

    time.move_to(MONDAY.replace(day=3, hour=4))
    player.play()

    first = learnt(None, RIGHT, TODAY)
    assert card(player, "what-pulls").answer_count == 2
    assert memory(player, "what-pulls") == learnt(first, RIGHT, date(2026, 3, 3))


@pytest.mark.parametrize("respond", ["respond_right", "respond_wrong"])
def test_a_response_after_the_card_was_seen_the_same_day_says_nothing(player, respond):
    rate(player, "what-pulls", EASY)

    getattr(player, respond)(player.start(), 1)

    assert ratings("what-pulls") == [(ReviewSource.CARD, EASY), (ReviewSource.QUIZ, GOOD)]
    assert memory(player, "what-pulls") == rated(EASY, on=TODAY)
    assert log(player, "what-pulls")[-1].known is None


def test_a_card_rated_after_a_quiz_counts_on_the_same_day(player):
    player.play(wrong=[1])

    rate(player, "what-pulls", HARD)

    assert memory(player, "what-pulls") == rated(AGAIN, HARD, on=TODAY)


def test_one_learners_quiz_teaches_another_nothing(player, fellow):
    player.play()

    assert session(fellow).new == 8
    assert {row.user_id for row in all_rows(Card)} == {player.user_id}


# What is noted with every answer


def test_what_was_expected_is_noted_with_an_answer_before_it_is_marked(player, time):
    player.play()
    time.move_to(MONDAY.replace(day=9))

    player.play(wrong=[1])

    first, second = log(player, "what-pulls")
    recall = learnt(None, RIGHT, TODAY).recall_on(date(2026, 3, 9))
    assert first.predicted_plain == pytest.approx(0.3 + 0.7 / 4)
    assert second.predicted_plain == pytest.approx(recall + (1 - recall) / 4)
    assert (first.days_since, second.days_since) == (None, 7)
    assert (first.stability_before, first.days_before) == (None, None)
    assert second.stability_before == learnt(None, RIGHT, TODAY).stability
    assert second.days_before == 7


def test_somebody_in_no_class_is_told_what_their_own_memory_predicts(player):
    player.play()

    rows = all_rows(Review)
    assert [row.predicted for row in rows] == pytest.approx([row.predicted_plain for row in rows])


def test_a_response_notes_the_seconds_since_the_one_before(player, time):
    attempt_id = player.start()
    time.shift(12)
    player.respond_right(attempt_id, 1)
    time.shift(5)
    player.respond_right(attempt_id, 2)

    assert [row.seconds for row in all_rows(Review)] == [12, 5]


def test_an_answer_of_a_clock_set_back_is_of_the_learners_last_day(player, time):
    rate(player, "flood")
    time.move_to(MONDAY.replace(day=1))

    player.respond_right(player.start(), 1)

    (row,) = log(player, "what-pulls")
    assert (row.day, card(player, "what-pulls").remembered_on) == (TODAY, TODAY)


def test_rows_keep_the_order_in_which_they_came_though_the_clock_was_set_back(player, time):
    player.play(wrong=[1])
    time.shift(-3600)

    player.play()
    rate(player, "what-pulls", HARD)

    rows = log(player, "what-pulls")
    assert [row.mark for row in rows] == [0, None, 1, None]
    assert memory(player, "what-pulls") == rated(AGAIN, HARD, on=TODAY)


def test_the_night_when_the_clocks_change_is_one_night(inside, player, time):
    inside.config["TIMEZONE"] = "Europe/Berlin"
    time.move_to(MONDAY.replace(day=28, hour=22))
    rate(player, "ebb")
    time.move_to(MONDAY.replace(day=29, hour=1, minute=30))
    rate(player, "flood")

    time.move_to(MONDAY.replace(day=29, hour=2, minute=30))
    rate(player, "neap")

    days = [log(player, item_id)[0].day.day for item_id in ("ebb", "flood", "neap")]
    assert days == [28, 28, 29]
    state = memory(player, "ebb")
    assert state is not None
    assert state.recall_on(date(2026, 3, 29)) == pytest.approx(0.9468, abs=5e-5)


def test_a_changed_zone_changes_no_day_that_is_past(inside, player, time):
    time.move_to(MONDAY.replace(hour=5))
    rate(player, "ebb")

    inside.config["TIMEZONE"] = "America/Toronto"  # where it is still the evening before
    time.shift(60)
    rate(player, "flood")

    assert (log(player, "ebb")[0].day, log(player, "flood")[0].day) == (TODAY, TODAY)


def test_the_hard_of_a_quiz_is_never_easy(player):
    for position in range(1, 6):
        player.respond_right(player.start(), position)

    assert {row.rating for row in all_rows(Review)} <= {GOOD}
