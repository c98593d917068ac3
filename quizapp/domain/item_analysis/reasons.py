"""Why a figure cannot be given. A figure that is not defined is None, never 0."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

FEWEST = 20
"""Below so many learners hardly anything is said. With 20, a facility of a half may as well be
0.3 or 0.7, and a correlation of 0 anything from -0.44 to 0.44; with fewer, a third has under 7
people."""


class Reason(StrEnum):
    """What the data lack. `wording.py` has the sentences."""

    NO_RESPONSES = "no-responses"
    ONE_LEARNER = "one-learner"
    TWO_LEARNERS = "two-learners"
    CONSTANT_ITEM = "constant-item"
    CONSTANT_REST = "constant-rest"
    CONSTANT_SCORE = "constant-score"
    ONE_ITEM = "one-item"
    TWO_ITEMS = "two-items"
    NO_COMPLETE_ROWS = "no-complete-rows"
    NEGATIVE_ALPHA = "negative-alpha"


Figure = float | Reason
"""A number, or the reason why there is none."""


def too_few_to_agree(n: int) -> Reason | None:
    """Why so many learners say nothing about agreement; None if they are at least three.

    Any two agree wholly, contradict each other wholly, or are the same: a correlation of theirs is
    1 or -1 and alpha is 1 wherever they agree, whatever the items.
    """
    if n > 2:
        return None
    return (Reason.NO_RESPONSES, Reason.ONE_LEARNER, Reason.TWO_LEARNERS)[n]


def value(figure: Figure) -> float | None:
    """The number, or None."""
    return None if isinstance(figure, Reason) else figure


def values(figures: Mapping[str, Figure]) -> dict[str, float | None]:
    """Each number, or None."""
    return {name: value(figure) for name, figure in figures.items()}


def undefined(figures: Mapping[str, Figure]) -> dict[str, Reason]:
    """The reasons of those that have no number."""
    return {name: figure for name, figure in figures.items() if isinstance(figure, Reason)}
