"""Formulas in texts: where they stand, what they say, and how browsers want them written."""

from __future__ import annotations

from quizapp.domain.maths.reading import UnreadableFormula, is_command, is_readable, mathml
from quizapp.domain.maths.signs import (
    Formula,
    almost_formulas,
    formula_at,
    formulas,
    has_formulas,
    split,
    with_dollars_escaped,
)
from quizapp.domain.maths.words import in_a_line, said_by, with_formulas_in_a_line

__all__ = [
    "Formula",
    "UnreadableFormula",
    "almost_formulas",
    "formula_at",
    "formulas",
    "has_formulas",
    "in_a_line",
    "is_command",
    "is_readable",
    "mathml",
    "said_by",
    "split",
    "with_dollars_escaped",
    "with_formulas_in_a_line",
]
