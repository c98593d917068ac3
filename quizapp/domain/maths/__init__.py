"""Formulas in texts: where they stand, what they say, and how browsers want them written."""

from __future__ import annotations

from quizapp.domain.maths.reading import UnreadableFormula, is_command, mathml
from quizapp.domain.maths.signs import Formula, almost_formulas, formula_at, formulas, split
from quizapp.domain.maths.words import in_a_line, said_by, with_formulas_in_a_line

__all__ = [
    "Formula",
    "UnreadableFormula",
    "almost_formulas",
    "formula_at",
    "formulas",
    "in_a_line",
    "is_command",
    "mathml",
    "said_by",
    "split",
    "with_formulas_in_a_line",
]
