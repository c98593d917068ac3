"""Where a lesson can go from where it is."""

from __future__ import annotations

import pytest

from quizapp.domain.errors import MoveNotNow
from quizapp.domain.lessons.phases import (
    Move,
    Phase,
    Planned,
    moves,
    next_question,
    phase_after,
)


@pytest.mark.parametrize("phase", [each for each in Phase if each is not Phase.ENDED])
def test_one_can_always_pose_a_question_and_end(phase):
    assert phase_after(phase, Move.POSE) is Phase.READ
    assert phase_after(phase, Move.END) is Phase.ENDED


def test_nothing_follows_the_end():
    assert moves(Phase.ENDED) == {}


def test_the_answer_is_shown_only_when_a_vote_was_closed():
    before = {phase for phase in Phase if Move.REVEAL in moves(phase)}

    assert before == {Phase.FIRST_CLOSED, Phase.DISCUSS, Phase.SECOND_CLOSED}


def test_each_press_but_the_answer_and_the_end_can_be_taken_back():
    assert phase_after(Phase.FIRST_CLOSED, Move.REOPEN) is Phase.FIRST_VOTE
    assert phase_after(Phase.DISCUSS, Move.CALL_OFF) is Phase.FIRST_CLOSED
    assert phase_after(Phase.SECOND_CLOSED, Move.REOPEN) is Phase.SECOND_VOTE


def test_what_is_answered_alone_is_not_discussed():
    assert Move.DISCUSS not in moves(Phase.FIRST_CLOSED, is_solo=True)
    with pytest.raises(MoveNotNow):
        phase_after(Phase.FIRST_CLOSED, Move.VOTE_AGAIN, is_solo=True)


def test_votes_are_open_in_two_phases():
    assert {each: each.round for each in Phase if each.round} == {
        Phase.FIRST_VOTE: 1,
        Phase.SECOND_VOTE: 2,
    }


def test_what_was_passed_over_comes_again_at_the_end():
    plan = [Planned(1, is_posed=False), Planned(2, is_posed=True), Planned(3, is_posed=False)]

    assert next_question(plan, None) == 1
    assert next_question(plan, 2) == 3
    assert next_question([*plan[:2], Planned(3, is_posed=True)], 3) == 1
    assert next_question([Planned(2, is_posed=True)], 2) is None


def test_what_is_stored_and_sent_keeps_its_names():
    assert [str(each) for each in Phase] == [
        *("waiting", "read", "first-vote", "first-closed", "discuss", "second-vote"),
        *("second-closed", "revealed", "ended"),
    ]
    assert [str(each) for each in Move] == [
        *("pose", "open", "close", "reopen", "discuss", "call-off", "vote-again"),
        *("reveal", "end"),
    ]


def test_the_last_round_is_the_one_that_counts_are_of():
    last = {phase: phase.last_round for phase in Phase}

    assert last == {
        Phase.WAITING: 0,
        Phase.READ: 0,
        Phase.FIRST_VOTE: 1,
        Phase.FIRST_CLOSED: 1,
        Phase.DISCUSS: 1,
        Phase.SECOND_VOTE: 2,
        Phase.SECOND_CLOSED: 2,
        Phase.REVEALED: 0,
        Phase.ENDED: 0,
    }


def test_a_step_that_cannot_be_made_says_which_and_from_where():
    with pytest.raises(MoveNotNow) as refused:
        phase_after(Phase.READ, Move.REVEAL)

    assert (refused.value.phase, refused.value.move) == ("read", "reveal")
