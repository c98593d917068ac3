"""Why a figure cannot be given. A figure that is not defined is None, never 0."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

FEWEST = 20
"""Below so many learners nothing is said. With 20, a facility of a half may as well be 0.3 or
0.7, and a correlation of 0 anything from -0.44 to 0.44; with fewer, a third has under 7 people."""


class Reason(StrEnum):
    """What the data lack. `wording.py` has the sentences."""

    NO_RESPONSES = "no-responses"
    ONE_LEARNER = "one-learner"
    CONSTANT_ITEM = "constant-item"
    CONSTANT_REST = "constant-rest"
    CONSTANT_SCORE = "constant-score"
    ONE_ITEM = "one-item"
    TWO_ITEMS = "two-items"
    NO_COMPLETE_ROWS = "no-complete-rows"
    NEGATIVE_ALPHA = "negative-alpha"


Figure = float | Reason
"""A number, or the reason why there is none."""


def value(figure: Figure) -> float | None:
    """The number, or None."""
    return None if isinstance(figure, Reason) else figure


def values(figures: Mapping[str, Figure]) -> dict[str, float | None]:
    """Each number, or None."""
    return {name: value(figure) for name, figure in figures.items()}


def undefined(figures: Mapping[str, Figure]) -> dict[str, Reason]:
    """The reasons of those that have no number."""
    return {name: figure for name, figure in figures.items() if isinstance(figure, Reason)}
