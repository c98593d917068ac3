"""Responding: whatever is sent twice, at once or wrongly, one response is recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.errors import AlreadyAnswered, NotFound, UnusableChoice
from quizapp.models import Response, Review
from quizapp.taking.own_attempts import item_posed
from tests.support.inside import MONDAY
from tests.support.playing import all_rows, at_once, attempt_with, own_of


def test_a_response_is_kept_by_option_id_with_its_mark(player):
    attempt_id = player.start()

    is_finished = player.respond_right(attempt_id, 2, is_unsure=True, is_hinted=True)

    (response,) = all_rows(Response)
    content = player.published.bank.content_of("who-reads")
    keys = {option.id for option in content.questions[0].options if option.is_key}
    assert is_finished is False
    assert set(response.chosen) == keys
    assert (response.mark, response.max_mark) == (1.0, 1.0)
    assert (response.is_unknown, response.is_unsure, response.is_hinted) == (False, True, True)
    assert response.responded_at == MONDAY


def test_part_of_the_keys_earns_part_of_the_mark(player):
    attempt_id = player.start()

    player.respond(attempt_id, 2, player.numbers(attempt_id, 2)[0])

    assert all_rows(Response)[0].mark == 0.5


def test_not_knowing_is_recorded_as_such_whatever_else_was_ticked(player):
    attempt_id = player.start()

    player.respond(attempt_id, 1, *player.numbers(attempt_id, 1), is_unknown=True)

    (response,) = all_rows(Response)
    assert (response.is_unknown, response.chosen, response.mark) == (True, [], 0.0)


def test_the_same_response_again_changes_nothing(player, time):
    attempt_id = player.start()
    player.respond_right(attempt_id, 2)
    time.shift(timedelta(minutes=1))

    backwards = player.numbers(attempt_id, 2)[::-1]
    assert player.respond(attempt_id, 2, *backwards, is_unsure=True) is False

    (response,) = all_rows(Response)
    assert (response.responded_at, response.is_unsure) == (MONDAY, False)
    assert len(all_rows(Review)) == 1


def test_another_response_is_refused_and_the_first_one_counts(player):
    attempt_id = player.start()
    player.respond_wrong(attempt_id, 1)

    with pytest.raises(AlreadyAnswered) as refusal:
        player.respond_right(attempt_id, 1)

    assert (refusal.value.attempt_id, refusal.value.position) == (attempt_id, 1)
    assert [response.mark for response in all_rows(Response)] == [0.0]


def test_not_knowing_after_choosing_is_another_response(player):
    attempt_id = player.start()
    player.respond_wrong(attempt_id, 1)

    with pytest.raises(AlreadyAnswered):
        player.respond(attempt_id, 1, is_unknown=True)


def test_choosing_after_not_knowing_is_another_response(player):
    attempt_id = player.start()
    player.respond(attempt_id, 1, is_unknown=True)

    with pytest.raises(AlreadyAnswered):
        player.respond_wrong(attempt_id, 1)


def test_thirty_two_equal_responses_at_once_make_one_row_and_get_one_answer(inside, player):
    attempt_id = player.start()
    numbers = player.numbers(attempt_id, 1)

    answers = at_once(inside, 32, lambda: player.respond(attempt_id, 1, *numbers))

    assert answers == [False] * 32
    assert len(all_rows(Response)) == 1
    assert len(all_rows(Review)) == 1


def test_thirty_two_equal_last_responses_at_once_all_hear_that_it_is_finished(inside, player):
    attempt_id = player.start("by-topic")
    player.respond_right(attempt_id, 1)
    player.respond_right(attempt_id, 2)
    numbers = player.numbers(attempt_id, 3)

    answers = at_once(inside, 32, lambda: player.respond(attempt_id, 3, *numbers))

    assert answers == [True] * 32
    assert attempt_with(attempt_id).score == 3.0


def test_different_responses_at_once_leave_one_and_refuse_the_others(inside, player):
    attempt_id = player.start()
    choices = iter([1, 2, 3, 4] * 4)

    answers = at_once(inside, 16, lambda: player.respond(attempt_id, 1, next(choices)))

    kept = [answer for answer in answers if answer is False]
    refused = [answer for answer in answers if isinstance(answer, AlreadyAnswered)]
    assert (len(kept), len(refused)) == (4, 12)
    assert len(all_rows(Response)) == 1


@pytest.mark.parametrize("position", [0, -1, 6, 2**31, 2**63, 2**70])
def test_a_position_that_is_not_there_is_not_found(player, position):
    attempt_id = player.start()

    with pytest.raises(NotFound):
        player.respond(attempt_id, position, 1)
    with pytest.raises(NotFound):
        item_posed(own_of(player, attempt_id), position)


def test_another_learners_attempt_is_not_found(player, fellow):
    attempt_id = player.start()

    with pytest.raises(NotFound):
        fellow.respond(attempt_id, 1, 1)
    with pytest.raises(NotFound):
        fellow.finish(attempt_id)
    with pytest.raises(NotFound):
        fellow.practise(attempt_id)

    assert not attempt_with(attempt_id).is_finished
    assert not all_rows(Response)


@pytest.mark.parametrize("numbers", [(), (5,), (1, 2)])
def test_a_choice_that_cannot_be_a_response_records_nothing(player, numbers):
    attempt_id = player.start()

    with pytest.raises(UnusableChoice):
        player.respond(attempt_id, 1, *numbers)

    assert not all_rows(Response)
