"""Dollars round what looks like a formula and is not read as one."""

from __future__ import annotations

from collections.abc import Iterator

from quizapp.domain.bank.formula_checks import almost_message
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items.problems import Problem
from quizapp.domain.maths import almost_formulas


def almost_a_formula(writing: Writing) -> Iterator[Problem]:
    """Warn of TeX between dollars that a learner would see as it is written."""
    for path, text in writing.texts():
        if "$" in text:
            for almost in almost_formulas(text):
                yield Problem("W547", path, almost_message(almost), part=almost)
