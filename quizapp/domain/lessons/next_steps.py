"""Which step a teacher is offered first, which others, and which takes the last one back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from quizapp.domain.lessons.phases import Move, Phase, moves
from quizapp.domain.lessons.votes import Advice

_BACK: Mapping[Phase, Move] = {
    Phase.FIRST_CLOSED: Move.REOPEN,
    Phase.DISCUSS: Move.CALL_OFF,
    Phase.SECOND_CLOSED: Move.REOPEN,
}
_FORWARD: Mapping[Phase, Move] = {
    Phase.READ: Move.OPEN,
    Phase.FIRST_VOTE: Move.CLOSE,
    Phase.DISCUSS: Move.VOTE_AGAIN,
    Phase.SECOND_VOTE: Move.CLOSE,
    Phase.SECOND_CLOSED: Move.REVEAL,
}
_ADVISED: Mapping[Advice, Move] = {
    Advice.TOO_FEW: Move.DISCUSS,
    Advice.EXPLAIN: Move.VOTE_AGAIN,
    Advice.DISCUSS: Move.DISCUSS,
    Advice.GO_ON: Move.REVEAL,
}
_ELSEWHERE = frozenset({Move.POSE, Move.END})
"""They stand beside the questions, not among the steps of this one."""

_SHOWN = (Phase.READ, Phase.FIRST_VOTE, Phase.DISCUSS, Phase.SECOND_VOTE, Phase.REVEALED)
_SHOWN_ALONE = (Phase.READ, Phase.FIRST_VOTE, Phase.REVEALED)
_SHOWN_AS: Mapping[Phase, Phase] = {
    Phase.FIRST_CLOSED: Phase.FIRST_VOTE,
    Phase.SECOND_CLOSED: Phase.SECOND_VOTE,
}


def next_move(
    phase: Phase, advised: Advice | None, *, is_solo: bool, has_next: bool
) -> Move | None:
    """The step that is offered first; None where nothing is left but to end."""
    if phase in (Phase.WAITING, Phase.REVEALED):
        return Move.POSE if has_next else None
    if phase is Phase.FIRST_CLOSED:
        return Move.REVEAL if is_solo else _ADVISED[advised or Advice.TOO_FEW]
    return _FORWARD.get(phase)


def other_moves(phase: Phase, first: Move | None, *, is_solo: bool) -> tuple[Move, ...]:
    """What else can be done with the question of the moment; what takes a step back comes last."""
    possible = [move for move in moves(phase, is_solo=is_solo) if move not in _ELSEWHERE | {first}]
    return tuple(sorted(possible, key=lambda move: move is back_move(phase)))


def back_move(phase: Phase) -> Move | None:
    """The step that takes the last one back; None where there is none."""
    return _BACK.get(phase)


@dataclass(frozen=True)
class ShownStep:
    """One of the steps of a question, as they stand above it."""

    phase: Phase
    is_done: bool
    is_current: bool


def shown_steps(phase: Phase, *, is_solo: bool, was_discussed: bool) -> tuple[ShownStep, ...]:
    """The steps of the question of the moment, and how far the class has come with them."""
    steps = _SHOWN_ALONE if is_solo else _SHOWN
    at = steps.index(_SHOWN_AS.get(phase, phase))
    return tuple(
        ShownStep(step, place < at and (step is not Phase.DISCUSS or was_discussed), place == at)
        for place, step in enumerate(steps)
    )
