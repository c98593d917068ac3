"""What a rule is: a function that reads the writing and yields what it would have otherwise.

Rules stay silent where they are not sure: a warning that is wrong half of the time teaches people
to ignore it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items.problems import Problem

Remark = tuple[Writing | None, Problem]
"""A problem and the item it is of; None if it is of the bank as a whole."""

ItemRule = Callable[[Writing], Iterator[Problem]]
BankRule = Callable[[Sequence[Writing]], Iterator[Remark]]

Placed = tuple[int | None, Problem]
"""A remark with the number of its item, so that it means the same in another process."""

Meanwhile = Callable[[Callable[[], list[Placed]]], Callable[[], list[Placed]]]
"""A way to have a job done while others are done here: takes it, gives what waits for its end."""


def afterwards(job: Callable[[], list[Placed]]) -> Callable[[], list[Placed]]:
    """Have a job done when its result is asked for."""
    return job
