"""What a typed answer was read as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """How a text was read.

    Attributes:
        value: The same for all texts that are read alike: answers are grouped by it.
        spoken: The same as people read it.
        option_id: The option that it is, a key or a known wrong answer; None if it is none.
    """

    value: str
    spoken: str
    option_id: str | None
