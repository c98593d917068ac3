"""The translations of a bank as its teacher sees them: how much there is, and what is wrong."""

from __future__ import annotations

from dataclasses import dataclass

from quizapp.banks.places import BankPlace
from quizapp.domain.bank import Finding, Severity
from quizapp.domain.bank.translations import TranslationReading

MOST_FINDINGS = 20


@dataclass(frozen=True)
class ToldVersion:
    """A translation's file.

    Attributes:
        file: Where it lies, from the bank's folder.
        name: What learners choose by; the file's name where it cannot be shown at all.
        language: The code of its language, None then.
        count: How many of the bank's items are shown in it.
        total: How many items there are.
        error_count: How many errors it has.
        warning_count: How many warnings.
        findings: The first of both.
    """

    file: str
    name: str
    language: str | None
    count: int
    total: int
    error_count: int
    warning_count: int
    findings: tuple[Finding, ...]

    @property
    def left_out(self) -> int:
        """How many findings are not listed."""
        return self.error_count + self.warning_count - len(self.findings)


def told_versions(place: BankPlace) -> list[ToldVersion]:
    """The translations beside a bank's file, in the order of their names."""
    reading = place.file.reading
    total = len(reading.held_bank.items) if reading and reading.held_bank else 0
    return [_told(each, total) for each in reading.translations] if reading else []


def _told(reading: TranslationReading, total: int) -> ToldVersion:
    told = reading.translation
    counts = [
        sum(finding.severity is severity for finding in reading.findings)
        for severity in (Severity.ERROR, Severity.WARNING)
    ]
    ranked = sorted(reading.findings, key=lambda each: each.severity is not Severity.ERROR)
    return ToldVersion(
        file=reading.name,
        name=told.name if told else reading.name,
        language=told.language if told else None,
        count=len(told.items) if told else 0,
        total=total,
        error_count=counts[0],
        warning_count=counts[1],
        findings=tuple(ranked[:MOST_FINDINGS]),
    )
