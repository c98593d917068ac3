"""Where a lesson is, and where it can go from there.

Mazur (1997), Peer Instruction: A User's Manual; Crouch and Mazur (2001), American Journal of
Physics 69, 970-977: read, vote alone, discuss with a neighbour, vote again, explain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.errors import MoveNotNow


class Phase(StrEnum):
    """What a class is doing with the question of the moment; one step at a time."""

    WAITING = "waiting"
    """Nothing is posed yet: the class comes in."""
    READ = "read"
    FIRST_VOTE = "first-vote"
    FIRST_CLOSED = "first-closed"
    """The teacher alone sees the shares, and decides."""
    DISCUSS = "discuss"
    SECOND_VOTE = "second-vote"
    SECOND_CLOSED = "second-closed"
    REVEALED = "revealed"
    ENDED = "ended"

    @property
    def round(self) -> int | None:
        """Which vote is open; None while none is."""
        return _ROUNDS.get(self)

    @property
    def last_round(self) -> int:
        """Which vote is open, or was closed last for this question; 0 before the first."""
        return _LAST_ROUNDS.get(self, 0)


class Move(StrEnum):
    """What a teacher does to go on."""

    POSE = "pose"
    """A question, whatever was going on."""
    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"
    DISCUSS = "discuss"
    CALL_OFF = "call-off"
    """The discussion, begun by mistake."""
    VOTE_AGAIN = "vote-again"
    REVEAL = "reveal"
    END = "end"


FIRST, SECOND = 1, 2

_ROUNDS: Mapping[Phase, int] = {Phase.FIRST_VOTE: FIRST, Phase.SECOND_VOTE: SECOND}
_LAST_ROUNDS: Mapping[Phase, int] = {
    Phase.FIRST_VOTE: FIRST,
    Phase.FIRST_CLOSED: FIRST,
    Phase.DISCUSS: FIRST,
    Phase.SECOND_VOTE: SECOND,
    Phase.SECOND_CLOSED: SECOND,
}

_STEPS: Mapping[Phase, Mapping[Move, Phase]] = {
    Phase.WAITING: {},
    Phase.READ: {Move.OPEN: Phase.FIRST_VOTE},
    Phase.FIRST_VOTE: {Move.CLOSE: Phase.FIRST_CLOSED},
    Phase.FIRST_CLOSED: {
        Move.DISCUSS: Phase.DISCUSS,
        Move.VOTE_AGAIN: Phase.SECOND_VOTE,
        Move.REVEAL: Phase.REVEALED,
        Move.REOPEN: Phase.FIRST_VOTE,
    },
    Phase.DISCUSS: {
        Move.VOTE_AGAIN: Phase.SECOND_VOTE,
        Move.CALL_OFF: Phase.FIRST_CLOSED,
        Move.REVEAL: Phase.REVEALED,
    },
    Phase.SECOND_VOTE: {Move.CLOSE: Phase.SECOND_CLOSED},
    Phase.SECOND_CLOSED: {Move.REVEAL: Phase.REVEALED, Move.REOPEN: Phase.SECOND_VOTE},
    Phase.REVEALED: {},
}
_ANY_TIME: Mapping[Move, Phase] = {Move.POSE: Phase.READ, Move.END: Phase.ENDED}
_WITH_OTHERS = frozenset({Move.DISCUSS, Move.VOTE_AGAIN})
"""What a question that is answered alone does not have."""


def moves(phase: Phase, *, is_solo: bool = False) -> dict[Move, Phase]:
    """The moves that are possible now, each with where it leads."""
    if phase is Phase.ENDED:
        return {}
    steps = {**_STEPS[phase], **_ANY_TIME}
    return {move: to for move, to in steps.items() if not (is_solo and move in _WITH_OTHERS)}


def phase_after(phase: Phase, move: Move, *, is_solo: bool = False) -> Phase:
    """Where a move leads.

    Raises:
        MoveNotNow: it is none that can be made now.
    """
    to = moves(phase, is_solo=is_solo).get(move)
    if to is None:
        raise MoveNotNow(phase, move)
    return to


@dataclass(frozen=True)
class Planned:
    """A question of a lesson: its id there, and whether it was posed."""

    id: int
    is_posed: bool


def next_question(plan: Sequence[Planned], current_id: int | None) -> int | None:
    """The id of the question that comes next: the first one not posed, after the current one.

    What was passed over comes again when all behind it were posed.
    """
    ids = [each.id for each in plan]
    at = ids.index(current_id) + 1 if current_id in ids else 0
    in_turn = [*plan[at:], *plan[:at]]
    return next((each.id for each in in_turn if not each.is_posed), None)
