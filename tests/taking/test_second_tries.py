"""A second try after a wrong answer: what it counts, and what it never tells too early."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.attempts.looking_back import look_backs, missed_count, summary_of, topic_scores
from quizapp.domain.drills.looking_back import LookBack
from quizapp.domain.drills.posing import PosedItem
from quizapp.domain.errors import AlreadyAnswered, AttemptFinished, OutOfTurn, TimeOver
from quizapp.memory.hidden_items import hidden_of
from quizapp.models import Response, Review
from quizapp.regrades.verifying import verify_scores
from quizapp.taking.own_attempts import item_shown
from quizapp.web import clock
from tests.support.classes import new_class
from tests.support.playing import (
    TITLE_LINE,
    WITH_SECOND_TRIES,
    Player,
    all_rows,
    at_once,
    attempt_with,
    own_of,
)


@pytest.fixture
def trier(player: Player, edited) -> Player:
    """A learner whose quiz has second tries, for half of the mark."""
    return player.with_bank(edited(WITH_SECOND_TRIES))


def shown(player: Player, attempt_id: str, position: int) -> PosedItem | LookBack | None:
    return item_shown(own_of(player, attempt_id), position)


def finish_others(player: Player, attempt_id: str, *left: int) -> None:
    for position in range(1, 6):
        if position not in left:
            player.respond_right(attempt_id, position)


def test_a_wrong_answer_is_asked_again_and_its_key_is_not_told(trier):
    attempt_id = trier.start()

    trier.respond_wrong(attempt_id, 1)

    posed = shown(trier, attempt_id, 1)
    assert isinstance(posed, PosedItem)
    assert posed.tried == trier.numbers(attempt_id, 1, keys=False)
    assert own_of(trier, attempt_id).next_position == 1
    hidden = hidden_of(trier.user_id, [trier.published.bank], clock.now())
    assert ("tides", "what-pulls") in hidden.keys


def test_right_at_the_second_try_counts_what_the_quiz_says(trier):
    attempt_id = trier.start()
    trier.respond_wrong(attempt_id, 1)
    trier.respond_right(attempt_id, 1)
    finish_others(trier, attempt_id, 1)

    (first, *_) = look_backs(attempt_with(attempt_id).id)
    (response, *_) = all_rows(Response)
    assert (response.mark, response.credit) == (0.0, 0.5)
    assert attempt_with(attempt_id).score == 4.5
    assert (first.mark, first.credit, first.verdict) == (0.0, 0.5, "second")
    assert [each.is_chosen_first for each in first.options].count(True) == 1
    assert verify_scores().discrepancies == []


def test_wrong_again_counts_nothing_and_the_key_is_told(trier):
    attempt_id = trier.start()
    right, wrong = trier.numbers(attempt_id, 1), trier.numbers(attempt_id, 1, keys=False)
    trier.respond(attempt_id, 1, *wrong)

    trier.respond(attempt_id, 1, next(n for n in range(1, 5) if n not in {*right, *wrong}))

    look = shown(trier, attempt_id, 1)
    assert isinstance(look, LookBack)
    assert (look.mark, look.credit, look.verdict) == (0.0, 0.0, "wrong")


def test_the_answer_can_be_asked_for_instead(trier):
    attempt_id = trier.start()
    trier.respond_wrong(attempt_id, 1)

    trier.respond(attempt_id, 1, is_unknown=True)

    (response,) = all_rows(Response)
    assert isinstance(shown(trier, attempt_id, 1), LookBack)
    assert (response.second_chosen, response.counted, response.is_unknown) == ([], 0.0, False)


@pytest.mark.parametrize(("position", "flags"), [(1, {"is_unknown": True}), (3, {})])
def test_nobody_tries_again_who_did_not_know_or_was_told_by_being_wrong(trier, position, flags):
    attempt_id = trier.start()

    trier.respond(attempt_id, position, *trier.numbers(attempt_id, position, keys=False), **flags)

    assert isinstance(shown(trier, attempt_id, position), LookBack)


def test_part_of_the_keys_can_be_bettered_and_is_never_lowered(trier):
    attempt_id = trier.start()
    trier.respond(attempt_id, 2, trier.numbers(attempt_id, 2)[0])
    assert isinstance(shown(trier, attempt_id, 2), PosedItem)

    trier.respond_wrong(attempt_id, 2)

    assert all_rows(Response)[0].counted == 0.5


def test_the_last_item_waits_for_its_second_try_before_the_attempt_ends(trier):
    attempt_id = trier.start()
    finish_others(trier, attempt_id, 5)

    is_finished = trier.respond_wrong(attempt_id, 5)

    assert not is_finished
    assert trier.respond_right(attempt_id, 5)
    assert attempt_with(attempt_id).score == 4.5


def test_ended_early_an_open_second_try_counts_as_it_stands(trier):
    attempt_id = trier.start()
    trier.respond(attempt_id, 2, trier.numbers(attempt_id, 2)[0])

    trier.finish(attempt_id)

    assert attempt_with(attempt_id).score == 0.5
    assert isinstance(shown(trier, attempt_id, 2), LookBack)
    with pytest.raises(AttemptFinished):
        trier.respond_right(attempt_id, 2)


def test_memory_learns_from_the_first_try_alone(trier, time):
    attempt_id = trier.start()
    trier.respond_wrong(attempt_id, 1)
    time.shift(timedelta(minutes=1))

    trier.respond_right(attempt_id, 1)

    (review,) = all_rows(Review)
    assert review.mark == 0.0


def test_the_seconds_of_a_second_try_are_none_of_the_next_answers(trier, time):
    attempt_id = trier.start()
    time.shift(10)
    trier.respond_wrong(attempt_id, 1)
    time.shift(100)
    trier.respond_right(attempt_id, 1)
    time.shift(5)

    trier.respond_right(attempt_id, 2)

    assert [review.seconds for review in all_rows(Review)] == [10.0, 5.0]


def test_what_waits_for_a_second_try_is_not_counted_as_answered(trier):
    attempt_id = trier.start()
    trier.respond_right(attempt_id, 1)
    trier.respond_wrong(attempt_id, 4)
    row_id = attempt_with(attempt_id).id

    before = summary_of(row_id, clock.now()).answered
    trier.finish(attempt_id)
    after = summary_of(row_id, clock.now()).answered

    assert (before, after) == (1, 2)


def test_what_was_missed_at_first_can_be_practised_and_topics_count_what_counts(trier):
    attempt_id = trier.start()
    trier.respond_wrong(attempt_id, 1)
    trier.respond_right(attempt_id, 1)
    finish_others(trier, attempt_id, 1)

    looks = look_backs(attempt_with(attempt_id).id)

    assert missed_count(looks) == 1
    assert sum(topic.score for topic in topic_scores(looks)) == 4.5
    assert trier.items(trier.practise(attempt_id)) == ["what-pulls"]


def test_both_tries_sent_twice_count_once(inside, trier):
    attempt_id = trier.start()
    wrong = trier.numbers(attempt_id, 1, keys=False)
    right = trier.numbers(attempt_id, 1)

    first = at_once(inside, 4, lambda: trier.respond(attempt_id, 1, *wrong))
    second = at_once(inside, 4, lambda: trier.respond(attempt_id, 1, *right))

    (response,) = all_rows(Response)
    assert first == second == [False] * 4
    assert response.counted == 0.5
    with pytest.raises(AlreadyAnswered):
        trier.respond(attempt_id, 1, is_unknown=True)


@pytest.mark.parametrize("flags", [{}, {"is_unknown": True}])
def test_what_another_tab_sends_that_knows_of_no_first_try_is_no_second_one(trier, flags):
    attempt_id = trier.start()
    trier.respond_wrong(attempt_id, 1)
    numbers = () if flags else trier.numbers(attempt_id, 1)

    with pytest.raises(AlreadyAnswered):
        trier.respond(attempt_id, 1, *numbers, is_second=False, **flags)

    (response,) = all_rows(Response)
    assert (response.awaits_second, response.second_chosen) == (True, None)


def test_a_second_try_after_the_time_is_told_so_and_the_attempt_is_ended(inside, edited, time):
    world = new_class(edited(WITH_SECOND_TRIES), ("Lena L",))
    trier = Player(world.learner_ids[0], world.published)
    attempt_id = world.begin(world.assign(time_limit=600), trier.user_id)
    trier.respond_wrong(attempt_id, 1)
    time.shift(timedelta(minutes=12))

    with pytest.raises(TimeOver):
        trier.respond_right(attempt_id, 1)

    assert attempt_with(attempt_id).score == 0.0
    assert verify_scores().discrepancies == []


def test_one_after_the_other_the_second_try_comes_before_the_next_item(player, edited):
    sequential = (TITLE_LINE, f"{TITLE_LINE}    navigation: sequential\n")
    trier = player.with_bank(edited(WITH_SECOND_TRIES, sequential))
    attempt_id = trier.start()
    trier.respond_wrong(attempt_id, 1)

    with pytest.raises(OutOfTurn):
        trier.respond_right(attempt_id, 2)

    trier.respond_right(attempt_id, 1)
    assert not trier.respond_right(attempt_id, 2)


def test_where_answers_wait_for_the_end_there_is_no_second_try(player, edited):
    at_end = "    feedback: at-end\n"
    trier = player.with_bank(edited((at_end, f"{at_end}    second_try: 50 %\n")))
    attempt_id = trier.start("quiet")

    trier.respond_wrong(attempt_id, 1)

    assert shown(trier, attempt_id, 1) is None
    assert own_of(trier, attempt_id).next_position == 2


def test_a_hint_takes_off_what_the_quiz_says(player, edited):
    with_hint = (TITLE_LINE, f"{TITLE_LINE}    with_hint: 75 %\n")
    trier = player.with_bank(edited(WITH_SECOND_TRIES, with_hint))
    attempt_id = trier.start()

    trier.respond_right(attempt_id, 1, is_hinted=True)
    trier.respond_wrong(attempt_id, 4)
    trier.respond_right(attempt_id, 4, is_hinted=True)

    assert [row.counted for row in all_rows(Response)] == [0.75, 0.5]
    trier.finish(attempt_id)
    assert attempt_with(attempt_id).score == 1.25
    assert verify_scores().discrepancies == []
