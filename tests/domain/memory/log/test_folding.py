"""Which answers count, in the order in which they come."""

from __future__ import annotations

import pytest

from quizapp.domain.memory.guesses import one_of
from quizapp.domain.memory.log.folding import NOTHING, Track, folded, step
from quizapp.domain.memory.log.rows import AskedIn
from quizapp.domain.memory.ratings import Rating
from quizapp.domain.memory.updates import Evidence, learnt, of_card
from tests.domain.memory.log.log_making import answered, key_seen, march, rated

DAY = 24
RIGHT = learnt(None, Evidence(Rating.GOOD, guess=one_of(4)), march(1))
MISSED = learnt(None, Evidence(Rating.GOOD, mark=0.0, guess=one_of(4)), march(1))


def test_a_right_answer_starts_a_memory():
    track = folded([answered(10)])

    known = track.known
    assert known == pytest.approx(0.6316, abs=1e-4)
    assert track == Track(state=RIGHT, asked_on=march(1), quizzed_on=march(1), known=known, count=1)


@pytest.mark.parametrize(
    "row",
    [
        answered(10, number=2),
        answered(10, asked_in=AskedIn.VOTE_AFTER_DISCUSSION),
        answered(10, asked_in=AskedIn.PREVIEW),
    ],
    ids=["a second try", "after the discussion", "a teacher trying out"],
)
def test_some_answers_say_nothing(row):
    assert step(NOTHING, row).track == NOTHING
    assert step(NOTHING, row).update is None


def test_the_first_vote_of_a_day_counts_and_the_next_quiz_answer_does_not():
    track = folded([answered(10, asked_in=AskedIn.VOTE), answered(11, mark=0.0)])

    assert track.state == RIGHT
    assert track.count == 1


def test_a_quiz_answer_after_the_key_was_seen_that_day_says_nothing():
    seen = folded([key_seen(9), answered(10)])

    assert seen.state is None
    assert seen.asked_on == march(1)


@pytest.mark.parametrize("mark", [0.0, 1.0])
def test_a_quiz_answer_after_a_card_of_that_day_says_nothing(mark):
    card = folded([rated(9)])

    track = step(card, answered(10, mark=mark)).track

    assert track == card


def test_the_next_day_a_quiz_answer_counts_again():
    track = folded([key_seen(9), answered(10 + DAY)])

    assert track.state is not None
    assert track.state.day == march(2)


def test_a_card_after_a_quiz_answer_of_that_day_counts_by_the_same_day_rule():
    track = folded([answered(10, mark=0.0), rated(11, Rating.GOOD)])

    assert track.state == learnt(MISSED, of_card(Rating.GOOD), march(1))
    assert track.count == 2


def test_a_wrong_answer_whose_key_is_held_back_waits_for_the_key():
    waiting = folded([answered(10, mark=0.0, is_key_held=True)])

    seen = step(waiting, key_seen(20 + 3 * DAY))

    assert (waiting.state, waiting.has_hidden_miss) == (None, True)
    assert seen.track.state == learnt(None, of_card(Rating.AGAIN), march(4))
    assert not seen.track.has_hidden_miss
    assert seen.update is not None
    assert (seen.update.known, seen.update.before) == (0.0, None)


def test_a_right_answer_whose_key_is_held_back_counts_at_once():
    assert folded([answered(10, is_key_held=True)]).state == RIGHT


def test_a_wrong_answer_whose_key_is_held_back_counts_at_once_where_there_is_a_memory():
    track = folded([answered(10), answered(10 + DAY, mark=0.0, is_key_held=True)])

    assert track.state == learnt(RIGHT, of_card(Rating.AGAIN), march(2))


def test_a_newer_answer_takes_the_place_of_a_miss_that_waits():
    track = folded(
        [answered(10, mark=0.0, is_key_held=True), answered(10 + DAY), key_seen(11 + DAY)]
    )

    assert track.state == learnt(None, Evidence(Rating.GOOD, guess=one_of(4)), march(2))
    assert track.count == 1


def test_seeing_the_key_is_no_answer():
    track = folded([answered(10), key_seen(10 + 2 * DAY)])

    assert track.state == RIGHT
    assert track.key_seen_on == march(3)


def test_an_update_tells_what_was_there_before():
    first, second = answered(10), answered(10 + 2 * DAY, mark=0.5)
    track = folded([first])

    update = step(track, second).update

    assert update is not None
    assert (update.before, update.day, update.is_full) == (RIGHT, march(3), False)
    assert update.guess_chance == 0.25
