"""Findings that say the same, told once with all their places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.domain.bank.diagnostics import Finding, Severity

PLACES_SHOWN = 5


@dataclass(frozen=True)
class Told:
    """What is said, and of which lines (or rows, or notes) of the file."""

    code: str
    severity: Severity
    message: str
    hint: str
    lines: tuple[int, ...]

    @property
    def first_lines(self) -> tuple[int, ...]:
        """As many places as a reader would look up."""
        return self.lines[:PLACES_SHOWN]

    @property
    def more_count(self) -> int:
        """How many places there are beyond those."""
        return max(0, len(self.lines) - PLACES_SHOWN)


def told_together(findings: Iterable[Finding]) -> tuple[Told, ...]:
    """Return the findings in the order of their first places, equal ones as one."""
    return tuple(
        Told(
            code=group[0].code,
            severity=group[0].severity,
            message=group[0].message,
            hint=group[0].hint,
            lines=tuple(dict.fromkeys(finding.span.line for finding in group)),
        )
        for group in alike(findings)
    )


def alike(findings: Iterable[Finding]) -> list[Sequence[Finding]]:
    """Return the findings in groups that differ in their places alone."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.code, finding.message, finding.hint), []).append(finding)
    return list(groups.values())
