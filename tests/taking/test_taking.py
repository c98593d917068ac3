"""Taking a quiz: whatever is sent twice, at once or too late, one thing is recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from quizapp.domain.bank import Quiz
from quizapp.domain.errors import (
    AlreadyAnswered,
    AttemptFinished,
    NotFound,
    NothingToAsk,
    UnusableChoice,
)
from quizapp.models import Attempt, AttemptItem, BankRevision, ItemRevision, Response, Review
from quizapp.taking.own_attempts import OwnAttempt, item_posed, own_attempt_of
from quizapp.taking.starting import start_attempt
from quizapp.web import clock
from tests.support.inside import MONDAY
from tests.support.playing import Player, all_rows, at_once, attempt_with, item_at, new_player

WITHOUT_BARE_FLATS = (
    (
        """\
  - id: bare-flats
    type: true-false
    topic: shore
    level: evaluate
    stem: At low water the mud flats lie bare for about six hours.
    key: true
    feedback: The text says so in its second part.
    explanation: They lie bare for about six hours.
    cites: bare for about six hours
""",
        "",
    ),
    ("who-reads, bare-flats,", "who-reads,"),
)
EVERY_ITEM = ["what-pulls", "who-reads", "bare-flats", "spring-tide", "ebb"]


def test_starting_freezes_the_items_and_their_order(player):
    attempt_id = player.start()

    attempt = attempt_with(attempt_id)
    assert player.items(attempt_id) == EVERY_ITEM
    assert (attempt.quiz_title, attempt.feedback_mode) == (
        "Everything about the tides",
        "after-each",
    )
    assert (attempt.item_count, attempt.started_at, attempt.is_finished) == (5, MONDAY, False)
    assert [len(item.option_order) for item in all_rows(AttemptItem)] == [4, 4, 2, 3, 4]


def test_starting_twice_goes_on_with_the_same_attempt(player):
    first = player.start()

    assert player.start() == first
    assert len(all_rows(Attempt)) == 1


def test_each_quiz_and_each_learner_has_an_attempt_of_its_own(player, fellow):
    ids = {player.start("all"), player.start("quiet"), fellow.start("all")}

    assert len(ids) == 3


def test_after_finishing_a_new_attempt_begins(player):
    first = player.play()

    assert player.start() != first


def test_eight_starts_at_once_make_one_attempt(inside, player):
    ids = at_once(inside, 8, player.start)

    (attempt,) = all_rows(Attempt)
    assert ids == [attempt.public_id] * 8
    assert len(all_rows(AttemptItem)) == 5


def test_learners_starting_at_once_share_the_revisions(inside, published):
    learners = iter([new_player(published) for _ in range(6)])

    ids = at_once(inside, 6, lambda: next(learners).start())

    assert len(set(ids)) == len(all_rows(Attempt)) == 6
    assert len(all_rows(ItemRevision)) == 5
    assert len(all_rows(BankRevision)) == 1


def test_a_quiz_without_items_cannot_be_started(player):
    with pytest.raises(NothingToAsk):
        start_attempt(
            player.published, Quiz("empty", "Empty", pick={"sky": 1}), player.user_id, clock.now()
        )

    assert not all_rows(Attempt)


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


def own_of(player: Player, attempt_id: str) -> OwnAttempt:
    return own_attempt_of(attempt_id, player.user_id, clock.now())


@pytest.mark.parametrize("position", [0, -1, 6, 2**31, 2**63, 2**70])
def test_a_position_that_is_not_there_is_not_found(player, position):
    attempt_id = player.start()

    with pytest.raises(NotFound):
        player.respond(attempt_id, position, 1)
    with pytest.raises(NotFound):
        item_posed(own_of(player, attempt_id), position, with_hint=False)


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


def test_an_attempt_goes_on_at_the_first_item_without_a_response(player):
    attempt_id = player.start()
    player.respond_right(attempt_id, 1)
    player.respond_right(attempt_id, 3)

    assert own_of(player, attempt_id).next_position == 2
    finished = player.play("quiet")
    assert own_of(player, finished).next_position is None


def test_practice_asks_only_what_was_missed_in_the_order_it_was_asked(player):
    attempt_id = player.start()
    player.respond_right(attempt_id, 1)
    player.respond(attempt_id, 2, player.numbers(attempt_id, 2)[0])  # partly right
    player.respond_wrong(attempt_id, 3)
    player.respond(attempt_id, 4, is_unknown=True)
    player.finish(attempt_id)  # nothing for 5

    practice_id = player.practise(attempt_id)

    practice = attempt_with(practice_id)
    assert player.items(practice_id) == EVERY_ITEM[1:]
    assert (practice.is_practice, practice.feedback_mode) == (True, "after-each")
    assert practice.quiz_title == "Everything about the tides"


def test_practice_leaves_the_score_alone(player):
    attempt_id = player.play(wrong=[1, 2])
    practice_id = player.practise(attempt_id)

    player.respond_right(practice_id, 1)
    player.respond_right(practice_id, 2)

    assert attempt_with(attempt_id).score == 3.0
    assert attempt_with(practice_id).score == 2.0


def test_practice_does_not_stand_in_the_way_of_the_quiz(player):
    practice_id = player.practise(player.play(wrong=[1]))

    attempt_id = player.start()

    assert attempt_id != practice_id
    assert not attempt_with(attempt_id).is_practice


def test_practice_can_be_practised_again(player):
    practice_id = player.practise(player.play(wrong=[1, 3]))
    player.respond_right(practice_id, 1)
    player.respond_wrong(practice_id, 2)

    assert player.items(player.practise(practice_id)) == ["bare-flats"]


def test_nothing_missed_is_nothing_to_practise(player):
    attempt_id = player.play()

    with pytest.raises(NothingToAsk):
        player.practise(attempt_id)

    assert len(all_rows(Attempt)) == 1


def test_what_has_left_the_bank_is_not_practised(player, edited):
    attempt_id = player.play(wrong=[1, 3])
    shorter = edited(*WITHOUT_BARE_FLATS)

    practice_id = player.with_bank(shorter).practise(attempt_id)

    assert player.items(practice_id) == ["what-pulls"]


def test_practice_of_nothing_but_removed_items_has_nothing_to_ask(player, edited):
    attempt_id = player.play(wrong=[3])
    shorter = edited(*WITHOUT_BARE_FLATS)

    with pytest.raises(NothingToAsk):
        player.with_bank(shorter).practise(attempt_id)


def test_practice_asks_items_as_they_are_today(player, edited):
    attempt_id = player.play(wrong=[1])
    changed = edited(("- The pilots\n    hint", "- The sailors\n    hint"))

    practice_id = player.with_bank(changed).practise(attempt_id)

    revisions = [row for row in all_rows(ItemRevision) if row.item_key == "what-pulls"]
    assert len(revisions) == 2
    assert item_at(attempt_with(practice_id), 1).revision.id == revisions[1].id


def test_an_attempt_outlives_its_items_removal_from_the_bank(player, edited):
    attempt_id = player.start()
    shorter = edited(*WITHOUT_BARE_FLATS)
    later = player.with_bank(shorter)

    for position in range(1, 6):
        later.respond_right(attempt_id, position)

    assert attempt_with(attempt_id).score == 5.0


def test_an_attempt_begun_goes_on_when_its_quiz_has_changed(player, edited):
    attempt_id = player.start()
    changed = edited(("items: [what-pulls, who-reads, bare-flats, spring-tide, ebb]", "pick: 2"))

    assert player.with_bank(changed).start() == attempt_id


def test_equal_content_is_recorded_once(player, fellow):
    player.play()
    fellow.play()
    player.play()

    assert len(all_rows(ItemRevision)) == 5
    assert len(all_rows(BankRevision)) == 1
