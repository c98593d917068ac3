"""What the doctor says of one thing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a thing is."""

    WELL = "well"
    NOTE = "note"
    TO_DO = "to do"


@dataclass(frozen=True)
class Remark:
    """One sentence about one thing, and what to do about it.

    Attributes:
        name: Of the thing; it stays the same for programs that read it.
        state: How it is. Only what is to be done counts as not well.
        sentence: What was found.
        cure: What to do; None where there is nothing.
    """

    name: str
    state: State
    sentence: str
    cure: str | None = None


def well(name: str, sentence: str) -> Remark:
    """A thing that is as it should be."""
    return Remark(name, State.WELL, sentence)


def note(name: str, sentence: str, cure: str | None = None) -> Remark:
    """A thing to know of."""
    return Remark(name, State.NOTE, sentence, cure)


def to_do(name: str, sentence: str, cure: str) -> Remark:
    """A thing to see to."""
    return Remark(name, State.TO_DO, sentence, cure)
