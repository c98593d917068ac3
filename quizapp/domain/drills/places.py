"""Where the items of an attempt stand, and which one comes next when some were left open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase


class PlaceState(StrEnum):
    """How one item of an attempt stands. One to come back to, or to try again, is open as well."""

    OPEN = "open"
    FLAGGED = "flagged"
    SECOND = "second"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Place:
    """One item of an attempt, as a list of its items shows it."""

    position: int
    state: PlaceState

    @property
    def is_open(self) -> bool:
        """Whether it waits for a response or a second try."""
        return self.state is not PlaceState.ANSWERED


def places_in(text: str) -> tuple[Place, ...]:
    """The places that a text lists, such as `2open,1answered`, in the order of the attempt."""
    return tuple(sorted((_place(part) for part in text.split(",")), key=lambda it: it.position))


def next_open(places: Sequence[Place], after: int) -> int | None:
    """The next open position after one, going round at the end; None where none is open."""
    positions = [place.position for place in places if place.is_open]
    later = (position for position in positions if position > after)
    return next(later, positions[0] if positions else None)


def resumed_at(places: Sequence[Place]) -> int | None:
    """The position to go on with: the first open one after the last that was answered."""
    answered = (place.position for place in places if not place.is_open)
    return next_open(places, max(answered, default=0))


def _place(part: str) -> Place:
    digits = part.rstrip(ascii_lowercase)
    return Place(int(digits), PlaceState(part[len(digits) :]))
