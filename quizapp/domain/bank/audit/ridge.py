"""Ridge regression in a few lines, on lists: banks are small, and figures a dozen.

After Hoerl and Kennard (1970), Ridge regression: biased estimation for nonorthogonal problems,
Technometrics 12, 55-67.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce
from math import fsum
from operator import add, mul, sub

Vector = Sequence[float]
Matrix = Sequence[Vector]


def gram(rows: Iterable[Vector], size: int) -> Matrix:
    """Return the sums of products of each two columns of so many."""
    found = [[0.0] * size for _ in range(size)]
    for row in rows:
        for at, value in enumerate(row):
            if value:
                found[at] = [old + value * other for old, other in zip(found[at], row, strict=True)]
    return found


def total(vectors: Iterable[Vector]) -> Vector:
    """Return the sum of vectors, of which there is one at least."""
    return reduce(_plus, vectors)


def _plus(one: Vector, other: Vector) -> Vector:
    return list(map(add, one, other))


def less(one: Vector, other: Vector) -> Vector:
    """Return one vector less the other."""
    return list(map(sub, one, other))


def dot(one: Vector, other: Vector) -> float:
    """Return the sum of the products of two vectors."""
    return fsum(map(mul, one, other))


def inverse(matrix: Matrix, ridge: float) -> Matrix:
    """Return the inverse of a matrix of `gram` with a ridge on its diagonal (Gauss and Jordan).

    The ridge keeps each pivot above nought, whatever the columns have in common.
    """
    size = len(matrix)
    rows = [[*row, *([0.0] * size)] for row in matrix]
    for at, row in enumerate(rows):
        row[at] += ridge
        row[size + at] = 1.0
    for at in range(size):
        rows[at] = [value / rows[at][at] for value in rows[at]]
        for other, row in enumerate(rows):
            if other != at and row[at]:
                rows[other] = _without(row, row[at], rows[at])
    return [row[size:] for row in rows]


def _without(row: Vector, times: float, pivot: Vector) -> list[float]:
    return [value - times * other for value, other in zip(row, pivot, strict=True)]
