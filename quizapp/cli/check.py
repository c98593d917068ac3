"""`quizapp check`: read banks and say what is wrong with them.

What only some calls need (`--fix`, `--audit`, `--watch`, other formats) is loaded when it is asked
for: a teacher runs this after each change.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from quizapp.banks.files import STANDARD_INPUT, content, named_files, replace_content
from quizapp.banks.picture_files import picture_paths, with_pictures_beside
from quizapp.banks.translation_files import (
    FOLDER,
    bank_of_translation,
    translation_files,
    translation_paths,
)
from quizapp.cli.outcomes import CLEAN, COULD_NOT_RUN, FOUND, counted
from quizapp.cli.progress import LARGE_BYTES, shown_progress
from quizapp.domain.bank import Bank, Finding, Reading, Severity, read_bank
from quizapp.domain.bank.report import as_json, as_text
from quizapp.domain.bank.translations import MOST, TranslationReading


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    names: tuple[str, ...]
    style: str
    strict: bool
    fix: bool
    audit: bool


@dataclass(frozen=True)
class Told:
    """How much of a bank a translation has."""

    count: int
    total: int


@dataclass(frozen=True)
class Checked:
    """What came of one file."""

    name: str
    bank: Bank | None
    findings: tuple[Finding, ...]
    text: str
    audit: str = ""
    told: Told | None = None


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
@click.option("--fix", is_flag=True, help="Mend what has one safe cure, in the file itself.")
@click.option("--audit", is_flag=True, help="Also try to pass the bank without reading.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes, until Ctrl-C.")
def check(
    files: tuple[str, ...], style: str, *, strict: bool, fix: bool, audit: bool, watch: bool
) -> None:
    """Check banks and list everything that is wrong with them.

    FILE is a bank, a folder of banks, or - for what is piped in; without one it is the bank that
    QUIZAPP_BANK names, else questions.yaml here. A bank's translations are checked with it, or one
    of them alone, if FILE is in their folder. Exits with 0 if all is well, with 1 if there are
    errors, and with 2 if a file could not be read.
    """
    if STANDARD_INPUT in files and (fix or watch):
        raise click.UsageError("What is piped in can be neither mended nor watched.")
    wanted = Wanted(files, style, strict, fix, audit)
    status = _check(wanted)
    if watch:
        _keep_checking(wanted)
        status = CLEAN
    sys.exit(status)


def _keep_checking(wanted: Wanted) -> None:
    """Check again after each change; Ctrl-C is how one ends it, and no failure."""
    from quizapp.cli.watching import changes

    try:
        for _ in changes(partial(_watched, wanted.names)):
            click.echo()
            _check(wanted)
    except KeyboardInterrupt:
        click.echo(err=True)


def _watched(names: tuple[str, ...]) -> list[str]:
    """The banks and what is read with them."""
    banks = named_files(names)
    beside = (
        path
        for bank in map(Path, banks)
        for path in (*translation_paths(bank), *picture_paths(bank))
    )
    return list(dict.fromkeys([*banks, *map(str, beside)]))


def _check(wanted: Wanted) -> int:
    """Mend if wanted, check, print; return the exit code."""
    checked: list[Checked] = []
    failures: list[str] = []
    names = named_files(wanted.names)
    sizes = [_size(name) for name in names]
    with shown_progress("Checking", is_long=sum(sizes) >= LARGE_BYTES) as told:
        for number, name in enumerate(names, start=1):
            try:
                if wanted.fix:
                    _mend(name)
                checked += _all_checked(name, with_audit=wanted.audit)
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else str(error)
                failures.append(f"{click.format_filename(name)}: {reason}")
            told(sum(sizes[:number]) / max(1, sum(sizes)))
    _print(checked, wanted.style)
    for failure in failures:
        click.echo(f"quizapp check: {failure}", err=True)
    return COULD_NOT_RUN if failures else _exit_code(checked, strict=wanted.strict)


def _size(name: str) -> int:
    """How large a file is; of what is piped in, and of what is not there, nothing is known."""
    try:
        return Path(name).stat().st_size
    except (OSError, ValueError):
        return 0


def _mend(name: str) -> None:
    """Apply the safe fixes to a file, unless it has changed meanwhile, and say which."""
    from quizapp.domain.bank.fixes import fixed

    before = content(name)
    mended = fixed(before)
    if not mended.changes:
        return
    if content(name) != before:
        raise ValueError("changed while it was being mended; nothing was written")
    replace_content(name, mended.data)
    for change in mended.changes:
        click.echo(f"{name}:{change.line}: mended: {change.what}", err=True)


def _all_checked(name: str, *, with_audit: bool) -> list[Checked]:
    """Check a bank and its translations; or one translation alone, if it is that which is named."""
    if name == STANDARD_INPUT:
        return [_checked(name, read_bank(content(name), lint=True), with_audit=with_audit)]
    bank_file = bank_of_translation(Path(name))
    path = bank_file or Path(name)
    reading = read_bank(content(str(path)), lint=True)
    if bank_file is not None and reading.held_bank is None:
        raise ValueError(f"its bank has errors: see them with quizapp check {path}")
    reading = with_pictures_beside(reading.with_translations(translation_files(path)), path)
    told = [_of_translation(path, each, reading) for each in reading.translations]
    if bank_file is None:
        return [_checked(name, reading, with_audit=with_audit), *told]
    named = [each for each in told if Path(each.name).absolute() == Path(name).absolute()]
    if not named:
        raise ValueError(
            f"it is not read with its bank, {path}: that has its translations in {FOLDER}/ or"
            f" {FOLDER}/{path.stem}/ beside it, {MOST} of them at most"
        )
    return named


def _of_translation(path: Path, told: TranslationReading, reading: Reading) -> Checked:
    total = len(reading.held_bank.items) if reading.held_bank else 0
    count = len(told.translation.items) if told.translation else 0
    name = str(path.parent / told.name)
    return Checked(name, None, told.findings, told.text, told=Told(count, total))


def _checked(name: str, reading: Reading, *, with_audit: bool) -> Checked:
    if not with_audit or reading.bank is None:
        return Checked(name, reading.bank, reading.findings, reading.text)
    from quizapp.domain.bank.audit import audit, audit_as_text, audit_findings, left_out

    results = audit(reading.bank)
    findings = (*reading.findings, *audit_findings(results, reading.text))
    in_order = sorted(findings, key=lambda each: (each.span.line, each.span.column, each.code))
    told = audit_as_text(results, left_out(reading.bank))
    return Checked(name, reading.bank, tuple(in_order), reading.text, told)


def _print(checked: Iterable[Checked], style: str) -> None:
    if style == "sarif":
        from quizapp.domain.bank.annotations import as_sarif

        findings = {_from_here(each.name): each.findings for each in checked}
        click.echo(json.dumps(as_sarif(findings), indent=2, ensure_ascii=False))
    elif style == "json":
        records = [record for each in checked for record in as_json(each.findings, each.name)]
        click.echo(json.dumps(records, indent=2, ensure_ascii=False))
    elif style == "github":
        from quizapp.domain.bank.annotations import as_github

        for each in checked:
            click.echo(as_github(each.findings, _from_here(each.name)), nl=False)
    else:
        for each in checked:
            click.echo(as_text(each.findings, each.text, each.name) + each.audit, nl=False)
            click.echo(_summary(each))


def _from_here(name: str) -> str:
    """Return the path as a repository has it, which is checked from its top."""
    path, top = Path(name), Path.cwd()
    return str(path.relative_to(top)) if path.is_relative_to(top) else name


def _summary(checked: Checked) -> str:
    """Return one line that says how the file fares."""
    counts = [_count(checked, severity) for severity in Severity]
    said = ", ".join(count for count in counts if count) or "no findings"
    if checked.told is not None:
        count = f"{checked.told.count} of {counted(checked.told.total, 'item')}"
        return f"{checked.name}: {count} can be shown, {said}"
    if checked.bank is None:
        return f"{checked.name}: {said}"
    return f"{checked.name}: {counted(len(checked.bank.items), 'item')}, {said}"


def _count(checked: Checked, severity: Severity) -> str:
    number = sum(finding.severity is severity for finding in checked.findings)
    return counted(number, severity.value) if number else ""


def _exit_code(checked: Iterable[Checked], *, strict: bool) -> int:
    counting = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    findings = (finding for each in checked for finding in each.findings)
    return FOUND if any(finding.severity in counting for finding in findings) else CLEAN
