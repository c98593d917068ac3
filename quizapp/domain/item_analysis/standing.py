"""Where each learner stands on the whole quiz, and on all of it but one item."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from quizapp.domain.item_analysis.matrix import Missing, ResponseMatrix, counted_marks

_DIGITS = 12
"""Shares that agree in so many decimals are ties: sums in another order differ beyond them."""


@dataclass(frozen=True)
class Standing:
    """Each item's counted marks, and for each learner what was earned and could have been.

    Working with these sums, every figure costs one pass over its own column.
    """

    columns: tuple[list[float | None], ...]
    max_marks: tuple[float, ...]
    earned: list[float]
    attainable: list[float]

    @cached_property
    def shares(self) -> list[float | None]:
        """The share of the attainable marks that each learner earned; None without any response.

        Being shares, they can be compared between learners who answered different items.
        """
        return [attained_share(*sums) for sums in zip(self.earned, self.attainable, strict=True)]

    def rests(self, item: int) -> list[float | None]:
        """The same without one item; None also for learners without a mark on it.

        Where all answered all, it differs from the sum of the other marks only by a factor.
        """
        top = self.max_marks[item]
        return [
            None if mark is None else attained_share(earned - mark, attainable - top)
            for mark, earned, attainable in zip(
                self.columns[item], self.earned, self.attainable, strict=True
            )
        ]


def standing(matrix: ResponseMatrix, missing: Missing) -> Standing:
    """Sum up the matrix once."""
    columns = tuple(counted_marks(item, missing) for item in matrix.items)
    max_marks = tuple(item.max_mark for item in matrix.items)
    earned, attainable = [], []
    for row in _rows(columns, len(matrix.learners)):
        earned.append(math.fsum(mark for mark in row if mark is not None))
        attainable.append(
            math.fsum(top for top, mark in zip(max_marks, row, strict=True) if mark is not None)
        )
    return Standing(columns, max_marks, earned, attainable)


def _rows(
    columns: Sequence[Sequence[float | None]], count: int
) -> Sequence[tuple[float | None, ...]]:
    return list(zip(*columns, strict=True)) if columns else [()] * count


def attained_share(earned: float, attainable: float) -> float | None:
    """The share of the attainable marks that was earned; None if there were none."""
    return None if attainable <= 0 else round(earned / attainable, _DIGITS)
