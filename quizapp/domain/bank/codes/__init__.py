"""The tables of codes, a module a family: the only source for severity, title, reason and hint.

Y1xx is about reading YAML, B2xx about the shape of the bank, B3xx about what refers to what,
C4xx about citations, W5xx about the writing of items. A code keeps its meaning for ever; one that
falls out of use stays unused.
"""

from __future__ import annotations

from quizapp.domain.bank.codes.citations import CITATIONS
from quizapp.domain.bank.codes.entry import Code, Severity
from quizapp.domain.bank.codes.reading import READING
from quizapp.domain.bank.codes.references import REFERENCES
from quizapp.domain.bank.codes.shape import SHAPE
from quizapp.domain.bank.codes.shape_of_kinds import SHAPE_OF_KINDS
from quizapp.domain.bank.codes.writing import WRITING
from quizapp.domain.bank.codes.writing_of_kinds import WRITING_OF_KINDS

__all__ = ["ALLOWABLE", "CODES", "Code", "Severity"]

CODES: dict[str, Code] = {
    **READING,
    **SHAPE,
    **SHAPE_OF_KINDS,
    **REFERENCES,
    **CITATIONS,
    **WRITING,
    **WRITING_OF_KINDS,
}
"""All codes in the order of their numbers."""

_OF_THE_BANK = ("W501", "W521", "W522", "W548", "W550", "W551", "W552", "W553", "W554")

ALLOWABLE = tuple(code for code in CODES if code[:2] == "W5" and code not in _OF_THE_BANK)
"""The warnings about the writing of one item; the others are about the bank."""
