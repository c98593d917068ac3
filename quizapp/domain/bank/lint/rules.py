"""What a rule is: a function that reads the writing and yields what should be written otherwise.

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
