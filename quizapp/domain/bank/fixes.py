"""Safe fixes: faults with one correction, which cannot change what the file says.

Tabs in indentation, a text that needs quotes, a missing space after a colon or a dash, a misspelt
key with one near name. Everything else stays byte for byte. Each fix is tried and read again: it
stays only if the fault is gone and nothing else has become worse.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from quizapp.domain.bank import Reading, read_bank
from quizapp.domain.bank.diagnostics import Finding, Severity
from quizapp.domain.bank.positions import Lines

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
MAX_FIXES = 100
MAX_BYTES = 1_000_000
"""Larger files are left alone: every fix reads the whole file again."""

TAB_WIDTHS = (2, 4, 8)

_NAMED_KEY = re.compile(r"Did you mean `([^`]+)`\?")
_PLAIN_KEY = re.compile(r"[\w-]+")
_COMMENT = re.compile(r"\s#")
_VALUE = re.compile(r" *(?:- +)*(?:[^\s:\"'\[{#][^:]*:(?: +|$))?")
_MEANT_AS_YAML = (">", "|", "&", "!", "*", "-", "?")
"""Beginnings that may be meant for YAML; only `**` is surely meant for Markdown."""


@dataclass(frozen=True)
class AppliedFix:
    """What was changed, and in which line of the file."""

    line: int
    what: str


@dataclass(frozen=True)
class Fixed:
    """A file after its safe fixes."""

    data: bytes
    changes: tuple[AppliedFix, ...]


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    new: str
    what: str


def fixed(data: bytes) -> Fixed:
    """Apply every safe fix to a file; without one the bytes come back as they were."""
    mark = BYTE_ORDER_MARK if data.startswith(BYTE_ORDER_MARK) else b""
    if len(data) > MAX_BYTES:
        return Fixed(data, ())
    for reading, changes in _beginnings(read_bank(data)):
        after, more = _mended(reading)
        if not changes or not _has_stumbled(after):
            changes = [*changes, *more]
            return Fixed(mark + after.text.encode() if changes else data, tuple(changes))
    return Fixed(data, ())


def _beginnings(reading: Reading) -> Iterator[tuple[Reading, list[AppliedFix]]]:
    """Yield what to begin with: tabs hide all other faults, so they are replaced before those.

    How wide a tab was meant to be shows only when the rest has been mended: each width that
    editors use is tried, and the first stays with which the file can be read to its end.
    """
    marked = [each.span.line for each in reading.findings if each.code == "Y106"]
    for width in TAB_WIDTHS if marked else ():
        edits = [_spaces_for_tabs(number, width, Lines(reading.text)) for number in marked]
        changes = [AppliedFix(line, edit.what) for line, edit in zip(marked, edits, strict=True)]
        yield read_bank(_applied(edits, reading.text).encode()), changes
    if not marked:
        yield reading, []


def _has_stumbled(reading: Reading) -> bool:
    return bool(_stumbles(reading))


def _stumbles(reading: Reading) -> list[int]:
    """The lines at which the file could not be read on."""
    return [
        each.span.line
        for each in reading.findings
        if each.code.startswith("Y") and each.severity is Severity.ERROR
    ]


def _mended(reading: Reading) -> tuple[Reading, list[AppliedFix]]:
    changes: list[AppliedFix] = []
    for _ in range(MAX_FIXES):
        step = _next_step(reading)
        if step is None:
            break
        reading, change = step
        changes.append(change)
    return reading, changes


def _next_step(reading: Reading) -> tuple[Reading, AppliedFix] | None:
    """Return the reading after the first fix that removes its fault, and what it changed."""
    for finding in reading.findings:
        edit = _CURES.get(finding.code, _no_cure)(finding, Lines(reading.text))
        if edit is not None:
            after = read_bank(_applied([edit], reading.text).encode())
            if _is_better(after, reading, finding):
                return after, AppliedFix(finding.span.line, edit.what)
    return None


def _is_better(after: Reading, before: Reading, finding: Finding) -> bool:
    """Whether the fault is gone, and no error is there that was not there before.

    A fault of YAML hides what comes after it, so that nothing can be compared: the file must
    then be readable beyond its line.
    """
    if finding.code.startswith("Y"):
        return all(line > finding.span.line for line in _stumbles(after))
    known = {(each.code, each.message) for each in before.findings if each != finding}
    return all(
        (each.code, each.message) in known
        for each in after.findings
        if each.severity is Severity.ERROR
    )


def _applied(edits: Iterable[_Edit], text: str) -> str:
    for edit in sorted(edits, key=lambda each: each.start, reverse=True):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def _no_cure(_finding: Finding, _lines: Lines) -> _Edit | None:
    return None


def _spaces_for_tabs(number: int, width: int, lines: Lines) -> _Edit:
    line, start = lines[number], lines.start(number)
    indent = line[: len(line) - len(line.lstrip(" \t"))]
    return _Edit(start, start + len(indent), indent.expandtabs(width), "spaces in place of a tab")


def _quotes(finding: Finding, lines: Lines) -> _Edit | None:
    """Quotes round the value of the line, if it is a value in one line and has no comment."""
    line, offset = lines[finding.span.line], lines.start(finding.span.line)
    before_value = _VALUE.match(line)
    start = before_value.end() if before_value else 0
    value = line[start:].rstrip()
    is_meant = value.startswith(_MEANT_AS_YAML) and not value.startswith("**")
    if not value or is_meant or value[0] in "\"'#" or _COMMENT.search(value):
        return None
    if _goes_on(lines, finding.span.line):
        return None
    start += offset
    return _Edit(start, start + len(value), _in_quotes(value), "quotes round the text")


def _goes_on(lines: Lines, number: int) -> bool:
    """Whether the line below is indented further than the key: it goes on with the text."""
    if number == len(lines):
        return False
    line, below = lines[number], lines[number + 1]
    key_column = len(line) - len(line.lstrip(" -"))
    return len(below) - len(below.lstrip(" ")) > key_column and bool(below.strip())


def _in_quotes(value: str) -> str:
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _space(finding: Finding, lines: Lines) -> _Edit | None:
    after = lines.start(finding.span.line) + finding.span.end_column - 1
    sign = "colon" if lines.text[after - 1] == ":" else "dash"
    return _Edit(after, after, " ", f"a space after the {sign}")


def _key(finding: Finding, lines: Lines) -> _Edit | None:
    """The one near name; if the group has it already, the key that is then double stops it."""
    named, span = _NAMED_KEY.fullmatch(finding.hint), finding.span
    start = lines.start(span.line) + span.column - 1
    end = start + span.end_column - span.column
    written = lines.text[start:end]
    if named is None or span.line != span.end_line or not _PLAIN_KEY.fullmatch(written):
        return None
    return _Edit(start, end, named[1], f"`{named[1]}` for `{written}`")


_CURES: dict[str, Callable[[Finding, Lines], _Edit | None]] = {
    "Y107": _quotes,
    "Y110": _quotes,
    "Y123": _space,
    "B202": _key,
}
