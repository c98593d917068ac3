"""How sure learners say they are of a response, and how often they were right then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from quizapp.domain.drills.looking_back import LookBack


class Confidence(IntEnum):
    """The three steps, as they are recorded."""

    GUESSING = 1
    UNSURE = 2
    SURE = 3


@dataclass(frozen=True)
class StepOutcome:
    """How responses given with one step of confidence came out. `missed` are their positions."""

    step: Confidence
    right: int
    missed: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many there were."""
        return self.right + len(self.missed)


def outcomes_by_confidence(looks: Iterable[LookBack]) -> list[StepOutcome]:
    """How the responses came out, the surest first; steps that nobody chose are left out."""
    said = [look for look in looks if look.confidence is not None]
    steps = sorted(Confidence, reverse=True)
    return [
        _outcome(step, of) for step in steps if (of := [it for it in said if it.confidence == step])
    ]


def _outcome(step: Confidence, looks: Sequence[LookBack]) -> StepOutcome:
    missed = tuple(look.position for look in looks if look.verdict != "right")
    return StepOutcome(step, len(looks) - len(missed), missed)
