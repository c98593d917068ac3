"""What was predicted with each answer, before it was marked, and never changed afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ENGINE_VERSION = 1
"""Stored with each prediction: figures of different engines are not put together."""

SURE, UNSURE = 0.99, 0.01
"""A logarithm has no end: one answer counts at most as much as at this."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """One answer with what was expected of it.

    Attributes:
        learner: Whose answer.
        shown: The chance of full marks, from 0 to 1, as people are shown it (with the class's
            statistics).
        plain: The same by the learner's own memory alone.
        is_right: Whether it had full marks; of a card, whether it was not rated Again.
        days: Whole learning days since the item was answered before; None for a first answer.
        is_card: Whether the learner rated it, so that nobody checked.
        is_after_key: Whether the key had been seen on that learning day.
    """

    learner: str
    shown: float
    plain: float
    is_right: bool
    days: int | None
    is_card: bool = False
    is_after_key: bool = False


def of_reviews(predictions: Iterable[Prediction]) -> list[Prediction]:
    """Those that show what is remembered: answered before, on an earlier day, key not just seen."""
    return [
        each
        for each in predictions
        if each.days is not None and each.days >= 1 and not each.is_after_key
    ]


def of_first_answers(predictions: Iterable[Prediction]) -> list[Prediction]:
    """Those of items never answered before."""
    return [each for each in predictions if each.days is None and not each.is_after_key]
