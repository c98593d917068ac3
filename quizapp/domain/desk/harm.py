"""What waits for a teacher, in the order of the harm that it does while it waits."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Protocol, TypeVar


class Concern(StrEnum):
    """A kind of thing that waits, the most harmful first.

    What keeps corrections from learners comes before what makes marks wrong, that before what makes
    learners miss something, and that before what only wants an answer.
    """

    BROKEN_FILE = "broken-file"
    WRONG_KEY = "wrong-key"
    MARKS_DIFFER = "marks-differ"
    HELD_BACK = "held-back"
    NOT_BEGUN = "not-begun"
    NEED_HELP = "need-help"
    CHALLENGES = "challenges"
    DELETION = "deletion"
    MEANT_SAME = "meant-same"
    JOINING_OPEN = "joining-open"


class Waiting(Protocol):
    """Something that waits for a teacher."""

    @property
    def concern(self) -> Concern:
        """What kind of thing it is."""


Each = TypeVar("Each", bound=Waiting)

_PLACES = {concern: place for place, concern in enumerate(Concern)}


def most_harmful_first(waiting: Iterable[Each]) -> list[Each]:
    """What waits, in the order of harm; of one kind, in the order given."""
    return sorted(waiting, key=lambda each: _PLACES[each.concern])
