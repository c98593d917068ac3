"""Finishing: the score is frozen once, and no response that was acknowledged is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.errors import AlreadyAnswered, AttemptFinished
from quizapp.models import Response
from tests.support.inside import MONDAY
from tests.support.playing import all_rows, at_once, attempt_with, own_of


def test_the_last_response_finishes_the_attempt_and_freezes_the_score(player, time):
    attempt_id = player.start()
    for position in (1, 3, 4, 5):
        assert player.respond_right(attempt_id, position) is False
    time.shift(timedelta(minutes=5))

    assert player.respond(attempt_id, 2, player.numbers(attempt_id, 2)[0]) is True

    attempt = attempt_with(attempt_id)
    assert (attempt.score, attempt.max_score) == (4.5, 5.0)
    assert attempt.finished_at == MONDAY + timedelta(minutes=5)


def test_the_last_response_sent_again_still_says_finished(player):
    attempt_id = player.play(wrong=[5])

    assert player.respond_wrong(attempt_id, 5) is True
    assert len(all_rows(Response)) == 5


def test_finishing_early_counts_what_is_missing_as_nought(player):
    attempt_id = player.start()
    player.respond_right(attempt_id, 4)

    player.finish(attempt_id)

    attempt = attempt_with(attempt_id)
    assert (attempt.score, attempt.max_score) == (1.0, 5.0)


def test_finishing_without_any_response_scores_nought(player):
    attempt_id = player.start()

    player.finish(attempt_id)

    assert attempt_with(attempt_id).score == 0.0


def test_finishing_twice_is_the_same_as_once(player, time):
    attempt_id = player.start()
    player.finish(attempt_id)
    time.shift(timedelta(hours=1))

    player.finish(attempt_id)

    assert attempt_with(attempt_id).finished_at == MONDAY


def test_a_finished_attempt_takes_no_more_responses(player):
    attempt_id = player.start()
    player.respond_right(attempt_id, 1)
    player.finish(attempt_id)

    with pytest.raises(AttemptFinished) as refusal:
        player.respond_right(attempt_id, 2)

    assert refusal.value.attempt_id == attempt_id
    assert len(all_rows(Response)) == 1
    assert attempt_with(attempt_id).score == 1.0


def test_a_kept_response_sent_again_after_the_end_is_still_acknowledged(player):
    attempt_id = player.start()
    player.respond_right(attempt_id, 1)
    player.finish(attempt_id)

    assert player.respond_right(attempt_id, 1) is True
    with pytest.raises(AlreadyAnswered):
        player.respond_wrong(attempt_id, 1)


def test_responding_and_finishing_at_once_never_lose_an_acknowledged_mark(inside, player):
    attempt_id = player.start()
    numbers = player.numbers(attempt_id, 1)
    turns = iter(range(8))

    def respond_or_finish():
        if next(turns) % 2:
            player.finish(attempt_id)
            return None
        return player.respond(attempt_id, 1, *numbers)

    answers = at_once(inside, 8, respond_or_finish)

    was_acknowledged = any(isinstance(answer, bool) for answer in answers)
    assert attempt_with(attempt_id).score == float(was_acknowledged)
    assert len(all_rows(Response)) == was_acknowledged


def test_an_attempt_goes_on_after_the_last_response_and_then_where_one_was_left_open(player):
    attempt_id = player.start()
    player.respond_right(attempt_id, 1)
    player.respond_right(attempt_id, 3)

    assert own_of(player, attempt_id).next_position == 4
    for position in (4, 5):
        player.respond_right(attempt_id, position)
    assert own_of(player, attempt_id).next_position == 2
    finished = player.play("quiet")
    assert own_of(player, finished).next_position is None
