"""What a table of codes says of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters: an error keeps the bank from being used."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Code:
    """What a code stands for, why it is a fault, and what helps if nothing better is known."""

    title: str
    why: str
    hint: str
    severity: Severity = Severity.ERROR
