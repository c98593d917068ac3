"""Which step a teacher is offered first, which others, and which takes the last one back."""

from __future__ import annotations

import pytest

from quizapp.domain.lessons.next_steps import back_move, next_move, other_moves, shown_steps
from quizapp.domain.lessons.phases import Move, Phase, moves, phase_after
from quizapp.domain.lessons.votes import Advice


@pytest.mark.parametrize(
    ("phase", "move"),
    [
        (Phase.WAITING, Move.POSE),
        (Phase.READ, Move.OPEN),
        (Phase.FIRST_VOTE, Move.CLOSE),
        (Phase.FIRST_CLOSED, Move.DISCUSS),
        (Phase.DISCUSS, Move.VOTE_AGAIN),
        (Phase.SECOND_VOTE, Move.CLOSE),
        (Phase.SECOND_CLOSED, Move.REVEAL),
        (Phase.REVEALED, Move.POSE),
        (Phase.ENDED, None),
    ],
)
def test_each_step_leads_to_the_next(phase: Phase, move: Move | None):
    assert next_move(phase, None, is_solo=False, has_next=True) is move


@pytest.mark.parametrize(
    ("advised", "move"),
    [
        (Advice.TOO_FEW, Move.DISCUSS),
        (Advice.EXPLAIN, Move.VOTE_AGAIN),
        (Advice.DISCUSS, Move.DISCUSS),
        (Advice.GO_ON, Move.REVEAL),
    ],
)
def test_advice_decides_what_comes_after_the_first_vote(advised: Advice, move: Move):
    assert next_move(Phase.FIRST_CLOSED, advised, is_solo=False, has_next=True) is move


def test_question_answered_alone_goes_straight_to_its_answer():
    first = next_move(Phase.FIRST_CLOSED, None, is_solo=True, has_next=True)

    assert first is Move.REVEAL
    assert other_moves(Phase.FIRST_CLOSED, first, is_solo=True) == (Move.REOPEN,)


@pytest.mark.parametrize("phase", [Phase.WAITING, Phase.REVEALED])
def test_nothing_comes_first_where_no_question_is_left(phase: Phase):
    assert next_move(phase, None, is_solo=False, has_next=False) is None


def test_what_takes_a_step_back_comes_last():
    others = other_moves(Phase.FIRST_CLOSED, Move.DISCUSS, is_solo=False)

    assert others == (Move.VOTE_AGAIN, Move.REVEAL, Move.REOPEN)


@pytest.mark.parametrize("phase", Phase)
@pytest.mark.parametrize("is_solo", [False, True])
def test_only_what_can_be_done_is_offered(phase: Phase, is_solo: bool):
    possible = moves(phase, is_solo=is_solo)
    first = next_move(phase, None, is_solo=is_solo, has_next=True)

    offered = {first, *other_moves(phase, first, is_solo=is_solo)} - {None}

    # A question answered alone is neither discussed nor voted on twice: it is never there.
    if not is_solo or phase not in (Phase.DISCUSS, Phase.SECOND_VOTE, Phase.SECOND_CLOSED):
        assert offered <= possible.keys()
    assert Move.END not in offered


@pytest.mark.parametrize(
    ("phase", "before"),
    [
        (Phase.FIRST_CLOSED, Phase.FIRST_VOTE),
        (Phase.DISCUSS, Phase.FIRST_CLOSED),
        (Phase.SECOND_CLOSED, Phase.SECOND_VOTE),
    ],
)
def test_a_step_back_undoes_the_last_one(phase: Phase, before: Phase):
    move = back_move(phase)

    assert move is not None
    assert phase_after(phase, move) is before


def test_steps_of_a_question_say_how_far_it_has_come():
    steps = shown_steps(Phase.SECOND_CLOSED, is_solo=False, was_discussed=False)

    assert [(step.phase, step.is_done, step.is_current) for step in steps] == [
        (Phase.READ, True, False),
        (Phase.FIRST_VOTE, True, False),
        (Phase.DISCUSS, False, False),
        (Phase.SECOND_VOTE, False, True),
        (Phase.REVEALED, False, False),
    ]


def test_question_answered_alone_has_no_discussion_among_its_steps():
    steps = shown_steps(Phase.FIRST_CLOSED, is_solo=True, was_discussed=True)

    assert [step.phase for step in steps] == [Phase.READ, Phase.FIRST_VOTE, Phase.REVEALED]
    assert [step.is_current for step in steps] == [False, True, False]
