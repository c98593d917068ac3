"""What is wrong with a bank, where, how bad it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from quizapp.domain.bank.codes import CODES, Code, Severity
from quizapp.domain.bank.nodes import Node, Scalar
from quizapp.domain.bank.positions import Lines, Span

__all__ = [
    "CODES",
    "Code",
    "Fault",
    "Finding",
    "Findings",
    "Severity",
    "Span",
    "TooManyErrorsError",
]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, warning or note, at its place in the file.

    Attributes:
        code: Which rule is broken, a key of `CODES`.
        severity: How bad that is.
        message: What is wrong, in a sentence.
        hint: What to do about it.
        span: Where it stands.
        missing_key: The key that has to be added there, if that is what is wrong.

    """

    code: str
    severity: Severity
    message: str
    hint: str
    span: Span
    missing_key: str | None = None


class Fault(NamedTuple):
    """What goes into a finding, before it is known which file the offsets are in."""

    code: str
    message: str
    start: int
    end: int
    hint: str | None = None


class TooManyErrorsError(Exception):
    """The file has so many errors that more of them would help nobody."""


class Findings:
    """Collects what is found in one text and turns offsets into positions."""

    def __init__(self, text: str, error_limit: int) -> None:
        self.lines = Lines(text)
        self._found: dict[tuple[str, str, Span], Finding] = {}
        self._errors_left = error_limit

    def add(self, code: str, message: str, start: int, end: int, hint: str | None = None) -> None:
        """Note a fault between two offsets; severity and, if none is given, hint are the code's."""
        entry, span = CODES[code], self.lines.span(start, end)
        self._add(
            Finding(code, entry.severity, message, entry.hint if hint is None else hint, span)
        )

    def add_at(self, code: str, message: str, node: Node, hint: str | None = None) -> None:
        """Note a fault of a node: a text is marked whole, anything larger by its first line."""
        self.add(code, message, node.start, self._marked_end(node), hint)

    def add_missing(self, key: str, owner: str, node: Node, *, example: str) -> None:
        """Note that a group, called `owner`, lacks a key, of which the hint gives an example."""
        severity, span = CODES["B201"].severity, self.lines.span(node.start, self._marked_end(node))
        message, hint = f"{owner} needs `{key}`.", f"Add a line `{example}`."
        self._add(Finding("B201", severity, message, hint, span, missing_key=key))

    def forget(self, code: str, node: Node) -> None:
        """Take back what was noted of a node under a code: more has come to be known of it."""
        span = self.lines.span(node.start, self._marked_end(node))
        self._found = {
            key: finding
            for key, finding in self._found.items()
            if (finding.code, finding.span) != (code, span)
        }

    def forget_line(self, number: int) -> None:
        """Take back what was noted in a line that turns out to be no YAML."""
        self._found = {
            key: finding for key, finding in self._found.items() if finding.span.line != number
        }

    def _marked_end(self, node: Node) -> int:
        end = node.end
        if not isinstance(node, Scalar):
            end = min(end, self.lines.end(self.lines.number(node.start)))
        return self.lines.without_space(node.start, end)

    def _add(self, finding: Finding) -> None:
        self._found.setdefault((finding.code, finding.message, finding.span), finding)
        if finding.severity is Severity.ERROR:
            self._count_error(finding)

    def _count_error(self, finding: Finding) -> None:
        self._errors_left -= 1
        if self._errors_left == 0:
            message = "So many errors were found that the rest of the file was not looked at."
            last = Finding("Y120", Severity.ERROR, message, CODES["Y120"].hint, finding.span)
            self._found["Y120", message, finding.span] = last
            raise TooManyErrorsError

    @property
    def has_errors(self) -> bool:
        """Whether anything found keeps the bank from being used."""
        return any(finding.severity is Severity.ERROR for finding in self._found.values())

    def error_starts(self) -> list[int]:
        """Return the offsets at which the errors begin, in their order."""
        spans = (each.span for each in self._found.values() if each.severity is Severity.ERROR)
        return sorted(self.lines.start(span.line) + span.column - 1 for span in spans)

    def in_order(self) -> tuple[Finding, ...]:
        """Return what was found in the order of the file."""
        place = attrgetter("span.line", "span.column", "code")
        return tuple(sorted(self._found.values(), key=place))
