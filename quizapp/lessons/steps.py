"""The steps that a teacher can take, as buttons: the next one, the others, and the one back."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.domain.lessons.next_steps import (
    ShownStep,
    back_move,
    next_move,
    other_moves,
    shown_steps,
)
from quizapp.domain.lessons.phases import Move, Phase
from quizapp.domain.lessons.votes import Advice

_POSE = "pose:"


@dataclass(frozen=True)
class StepButton:
    """A step as its button sends it; `number` is that of the question it poses."""

    move: Move
    number: int | None = None
    is_back: bool = False

    @property
    def value(self) -> str:
        """What the button sends."""
        return self.move.value


@dataclass(frozen=True)
class Steps:
    """What can be done now, and how far the question of the moment has come."""

    next: StepButton | None
    others: tuple[StepButton, ...]
    shown: tuple[ShownStep, ...]


@dataclass(frozen=True)
class Where:
    """Where a lesson is, as far as its steps depend on it.

    `next_number` is that of the question that comes next, None where none is left.
    """

    phase: Phase
    next_number: int | None
    is_solo: bool = False
    advice: Advice | None = None
    was_discussed: bool = True


def steps_of(where: Where) -> Steps:
    """The steps from where a lesson is."""
    has_next = where.next_number is not None
    first = next_move(where.phase, where.advice, is_solo=where.is_solo, has_next=has_next)
    others = other_moves(where.phase, first, is_solo=where.is_solo)
    return Steps(
        next=StepButton(first, where.next_number) if first else None,
        others=tuple(StepButton(each, is_back=each is back_move(where.phase)) for each in others),
        shown=_shown(where),
    )


def sent_move(value: str) -> tuple[Move, int | None]:
    """The move that a button sent, and the question that it names.

    Raises:
        ValueError: no button sends this.
    """
    if value.startswith(_POSE):
        return Move.POSE, int(value.removeprefix(_POSE))
    return Move(value), None


def _shown(where: Where) -> tuple[ShownStep, ...]:
    if where.phase in (Phase.WAITING, Phase.ENDED):
        return ()
    return shown_steps(where.phase, is_solo=where.is_solo, was_discussed=where.was_discussed)
