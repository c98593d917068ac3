"""`quizapp check`: read banks and say what is wrong with them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import click

from quizapp.domain.bank import Reading, Severity, read_bank
from quizapp.domain.bank.annotations import as_github, as_sarif
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.report import as_json, as_text

CLEAN, FOUND, COULD_NOT_RUN = 0, 1, 2
STANDARD_INPUT = "-"


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE ...]")
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="For people, for programs, for code scanners, or for GitHub's annotations.",
)
@click.option("--strict", is_flag=True, help="Let warnings count as well.")
def check(files: tuple[str, ...], style: str, *, strict: bool) -> None:
    """Check banks and list everything that is wrong with them.

    FILE is a bank, a folder of banks, or - for what is piped in; without one it is the bank that
    QUIZAPP_BANK names, else questions.yaml here. Exits with 0 if all is well, with 1 if there are
    errors, and with 2 if a file could not be read.
    """
    wanted = files or (os.environ.get("QUIZAPP_BANK") or "questions.yaml",)
    readings, failures = _readings(_with_folders_opened(wanted))
    _print(readings, style)
    for failure in failures:
        click.echo(f"quizapp check: {failure}", err=True)
    sys.exit(COULD_NOT_RUN if failures else _exit_code(readings.values(), strict=strict))


def _with_folders_opened(names: Iterable[str]) -> Iterator[str]:
    """Yield the names of files; a folder's banks stand for the folder, if it has any."""
    for name in names:
        path = Path(name)
        found = sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if path.is_dir() else []
        yield from map(str, found) if found else [name]


def _readings(names: Iterable[str]) -> tuple[dict[str, Reading], list[str]]:
    """Read each file once; return what came of it, and which could not be read and why."""
    readings: dict[str, Reading] = {}
    failures: list[str] = []
    for name in dict.fromkeys(names):
        try:
            readings[name] = read_bank(_content(name))
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            failures.append(f"{click.format_filename(name)}: {reason}")
    return readings, failures


def _content(name: str) -> bytes:
    """Return the bytes of a file, of a huge one only so many that it is seen to be too large."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(LIMITS.bytes + 1)
    with Path(name).open("rb") as file:
        return file.read(LIMITS.bytes + 1)


def _print(readings: Mapping[str, Reading], style: str) -> None:
    if style == "sarif":
        findings = {name: reading.findings for name, reading in readings.items()}
        click.echo(json.dumps(as_sarif(findings), indent=2, ensure_ascii=False))
    elif style == "json":
        records = [
            record
            for name, reading in readings.items()
            for record in as_json(reading.findings, name)
        ]
        click.echo(json.dumps(records, indent=2, ensure_ascii=False))
    elif style == "github":
        for name, reading in readings.items():
            click.echo(as_github(reading.findings, name), nl=False)
    else:
        for name, reading in readings.items():
            click.echo(as_text(reading.findings, reading.text, name), nl=False)
            click.echo(_summary(name, reading))


def _summary(name: str, reading: Reading) -> str:
    """Return one line that says how the file fares."""
    counts = [_count(reading, severity) for severity in Severity]
    said = ", ".join(count for count in counts if count) or "no findings"
    if reading.bank is None:
        return f"{name}: {said}"
    return f"{name}: {_counted(len(reading.bank.items), 'item')}, {said}"


def _count(reading: Reading, severity: Severity) -> str:
    number = sum(finding.severity is severity for finding in reading.findings)
    return _counted(number, severity.value) if number else ""


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _exit_code(readings: Iterable[Reading], *, strict: bool) -> int:
    counting = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    found = (finding for reading in readings for finding in reading.findings)
    return FOUND if any(finding.severity in counting for finding in found) else CLEAN
