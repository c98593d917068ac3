"""Findings for people in a terminal, and as plain records."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from quizapp.domain.bank.diagnostics import Finding
from quizapp.domain.bank.positions import Lines, Span

WIDTH = 100
"""Characters of a source line that are shown; of longer ones, a stretch round the fault."""

_INDENT = "    "


def as_text(findings: Iterable[Finding], text: str, file: str) -> str:
    """Return each finding with its place, the source line, a caret under the span, and the hint.

    Args:
        findings: What was found.
        text: The text it was found in, as `Reading.text` has it.
        file: What to call the file.

    """
    return "".join(blocks(findings, text, file))


def blocks(findings: Iterable[Finding], text: str, file: str) -> Iterator[str]:
    """Yield what `as_text` writes, finding by finding; the text is taken apart only once."""
    lines = Lines(text)
    yield from (_block(finding, lines, file) for finding in findings)


def as_json(findings: Iterable[Finding], file: str) -> list[dict[str, str | int]]:
    """Return each finding as a record of text and numbers; columns count characters from 1."""
    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "file": file,
            "line": finding.span.line,
            "column": finding.span.column,
            "end_line": finding.span.end_line,
            "end_column": finding.span.end_column,
            "message": finding.message,
            "hint": finding.hint,
        }
        for finding in findings
    ]


def _block(finding: Finding, lines: Lines, file: str) -> str:
    span = finding.span
    place = f"{file}:{span.line}:{span.column}"
    source, carets = marked_line(lines[span.line], span)
    return (
        f"{place}: {finding.severity}[{finding.code}]: {_printable(finding.message)}\n"
        f"{_INDENT}{source}\n"
        f"{_INDENT}{carets}\n"
        f"{_INDENT}hint: {_printable(finding.hint)}\n"
    )


def marked_line(line: str, span: Span) -> tuple[str, str]:
    """Return the source line, or a stretch of it, and the carets to stand below.

    Args:
        line: The line that the span begins in, without its line break.
        span: What to mark.

    """
    start = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    cut = max(0, start - WIDTH // 2) if len(line) > WIDTH else 0
    shown = _printable(line[cut : cut + WIDTH])
    before, marked = shown[: start - cut], shown[start - cut : end - cut]
    return shown.rstrip(), " " * _cells(before) + "^" * max(1, _cells(marked))


def _printable(text: str) -> str:
    """Return the text without characters that a terminal would obey instead of showing."""
    return "".join(
        character
        if character.isprintable()
        else " "
        if character.isspace()
        else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )


def _cells(text: str) -> int:
    """Return how many cells of a terminal the text takes: wide letters two, accents none."""
    return sum(_cell_count(character) for character in text)


def _cell_count(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
