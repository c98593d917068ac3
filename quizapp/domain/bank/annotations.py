"""Findings in the formats of tools that show them beside the code: SARIF, and GitHub's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from urllib.parse import quote

from quizapp.domain.bank.codes import CODES, Severity
from quizapp.domain.bank.diagnostics import Finding

_GITHUB_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(findings: Iterable[Finding], file: str) -> str:
    """Return the workflow commands by which GitHub marks the lines of a change."""
    return "".join(f"{_command(finding, file)}\n" for finding in findings)


def as_sarif(findings_by_file: Mapping[str, Iterable[Finding]]) -> dict[str, object]:
    """Return a SARIF 2.1.0 log of one run over all the files."""
    results = [
        _result(finding, file)
        for file, findings in findings_by_file.items()
        for finding in findings
    ]
    driver = {"name": "quizapp", "rules": [_rule(code) for code in CODES]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }


def _command(finding: Finding, file: str) -> str:
    span = finding.span
    properties = {
        "file": file,
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
        "title": f"{finding.code} {CODES[finding.code].title}",
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = _escaped(f"{finding.message}\n{finding.hint}")
    return f"::{_GITHUB_LEVELS[finding.severity]} {written}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


def _rule(code: str) -> dict[str, object]:
    entry = CODES[code]
    return {
        "id": code,
        "shortDescription": {"text": entry.title},
        "fullDescription": {"text": entry.why},
        "help": {"text": entry.hint},
        "defaultConfiguration": {"level": entry.severity.value},
    }


def _result(finding: Finding, file: str) -> dict[str, object]:
    span = finding.span
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    place = {"artifactLocation": {"uri": quote(PurePath(file).as_posix())}, "region": region}
    return {
        "ruleId": finding.code,
        "level": finding.severity.value,
        "message": {"text": f"{finding.message} {finding.hint}"},
        "locations": [{"physicalLocation": place}],
    }
