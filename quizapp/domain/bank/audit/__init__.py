"""Can the bank be passed without reading? What naive strategies win of its questions."""

from __future__ import annotations

from quizapp.domain.bank.audit.looks import left_out
from quizapp.domain.bank.audit.playing import (
    THE_MEMORY,
    Played,
    audit,
)
from quizapp.domain.bank.audit.report import audit_as_text, audit_findings
from quizapp.domain.bank.audit.strategies import THE_KIND

__all__ = [
    "THE_KIND",
    "THE_MEMORY",
    "Played",
    "audit",
    "audit_as_text",
    "audit_findings",
    "left_out",
]
