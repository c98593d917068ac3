"""How well somebody knew something."""

from __future__ import annotations

from enum import IntEnum


class Rating(IntEnum):
    """How a review went."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4
