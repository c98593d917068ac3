"""YAML and JSON in parts, so that a fault in one question costs that question and no other.

A file is one document or several (`---`, or a JSON object in each line). A document that cannot be
read as a whole is cut where its list entries begin, and each of them is read by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quizapp.domain.bank.diagnostics import Finding, Findings, Severity, TooManyErrorsError
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.nodes import Node
from quizapp.domain.bank.positions import Lines, Span
from quizapp.domain.bank.reader import root_node

MOST_PARTS = 20_000
"""Of documents one more is read, so that whoever takes them can tell that there were more."""

_DOCUMENT = re.compile(r"(?m)^(?:---(?=[ \t\r]|$)[^\n]*|\.\.\.[ \t\r]*)$\n?")
_ENTRY = re.compile(r"(?m)^([ \t]*)(?:-(?=[ \r\n])|\{)")
_ENDS = " \t\r\n}],"
_LIST_END = re.compile(r"\}\s*\]")


@dataclass(frozen=True)
class Part:
    """What was read of one stretch of a file; places are those in the whole file."""

    root: Node | None
    findings: tuple[Finding, ...]
    lines: Lines
    lines_before: int

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong with it."""
        errors = (each for each in self.findings if each.severity is Severity.ERROR)
        return self.root is not None and next(errors, None) is None

    def span(self, start: int, end: int) -> Span:
        """Return the place in the whole file of what stands between two offsets of this part."""
        return self.lines.span(start, end).lower_by(self.lines_before)


def yaml_parts(text: str) -> list[Part]:
    """Return the documents of a file; of those with a fault, their entries."""
    whole = _read(text, 0)
    if whole.is_good:
        return [whole]
    starts = [0, *(marker.end() for marker in _DOCUMENT.finditer(text)), len(text)]
    documents = [(a, b) for a, b in pairwise(starts) if _DOCUMENT.sub("", text[a:b]).strip()]
    if len(documents) < 2:
        return _entries_of(whole, text, 0)
    lines = Lines(text)
    return [
        part
        for start, end in documents[: MOST_PARTS + 1]
        for part in _parts_of(_DOCUMENT.sub("", text[start:end]), lines.number(start) - 1)
    ]


def _parts_of(text: str, lines_before: int) -> list[Part]:
    part = _read(text, lines_before)
    return [part] if part.is_good else _entries_of(part, text, lines_before)


def _entries_of(whole: Part, text: str, lines_before: int) -> list[Part]:
    """Return the entries of a document, or the document if it has none that could be read."""
    starts = _entry_starts(text)
    if len(starts) < 2:
        return [whole]
    lines = Lines(text)
    parts = [
        _read(_entry(text[start:end]), lines_before + lines.number(start) - 1)
        for start, end in pairwise([*starts, len(text)])
    ]
    return parts if any(part.is_good for part in parts) else [whole]


def _entry_starts(text: str) -> list[int]:
    """Return where the outermost entries begin: those indented least, if there are several."""
    begun = [(len(entry[1].expandtabs()), entry.start()) for entry in _ENTRY.finditer(text)]
    for indent in sorted({indent for indent, _ in begun}):
        starts = [start for each, start in begun if each == indent]
        if len(starts) > 1:
            return starts[:MOST_PARTS]
    return []


def _entry(text: str) -> str:
    """Return an entry without what parts or ends a list in JSON."""
    if not text.lstrip().startswith("{"):
        return text
    ends = len(text.rstrip(_ENDS))
    of_list = _LIST_END.search(text, ends)
    return text[: of_list.start() + 1] if of_list else text.rstrip().removesuffix(",")


def _read(text: str, lines_before: int) -> Part:
    findings = Findings(text, LIMITS.errors)
    root = _root(findings)
    told = tuple(_shifted(findings.in_order(), lines_before))
    return Part(root, told, findings.lines, lines_before)


def _root(findings: Findings) -> Node | None:
    try:
        return root_node(findings, LIMITS)
    except TooManyErrorsError:
        return None


def _shifted(findings: Sequence[Finding], count: int) -> Iterator[Finding]:
    for finding in findings:
        yield replace(finding, span=finding.span.lower_by(count)) if count else finding
