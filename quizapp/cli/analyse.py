"""`quizapp analyse`: item analysis of a sheet of responses, from paper or from another program."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from quizapp.cli.outcomes import style_option
from quizapp.cli.progress import LARGE_BYTES, shown_progress
from quizapp.domain.bank.report import as_json, as_text
from quizapp.domain.item_analysis import Analysis, Missing, analysis
from quizapp.domain.item_analysis import record as records
from quizapp.domain.item_analysis import text as page
from quizapp.domain.item_analysis.sheet import Reading, read_sheet
from quizapp.domain.item_analysis.wording import printable

CLEAN, FOUND, COULD_NOT_RUN = 0, 1, 2
STANDARD_INPUT = "-"
LIMIT_BYTES = 64 * 1024 * 1024


@click.command()
@click.argument("file", metavar="FILE.csv")
@click.option("--key", metavar="KEY.csv", help="The key: a CSV file with columns item and key.")
@style_option
@click.option(
    "--missing",
    type=click.Choice(["zero", "leave-out"]),
    default="zero",
    show_default=True,
    help="Count an omitted response as a mark of 0, or leave it out.",
)
def analyse(file: str, key: str | None, style: str, missing: Missing) -> None:
    """Say how the items of a quiz did, from a table of learners by items.

    FILE.csv (or - for what is piped in) names the items in its first row and the learners in its
    first column. Its cells hold marks, or the options chosen if there is a key: a file given with
    --key, or a row named KEY. Exits with 0 if all is well, with 1 if something in the data keeps
    an item or a learner out, and with 2 if there is nothing to analyse.
    """
    with shown_progress("Analysing", is_long=_is_large(file)) as told:
        reading = _reading(file, key)
        told(0.5)
        figures = analysis(reading.matrix, missing) if reading.matrix else None
        told(1.0)
    if style == "json":
        _print_json(file, key, reading, figures)
    else:
        _print_text(file, key, reading, figures)
    if figures is None:
        _refuse("No item and learner are left to analyse. Mend what is listed and run it again.")
    sys.exit(FOUND if reading.has_errors else CLEAN)


def _reading(file: str, key: str | None) -> Reading:
    if file == key == STANDARD_INPUT:
        _refuse("Only one of the two files can be piped in. Give the other by its name.")
    return read_sheet(_content(file), None if key is None else _content(key))


def _content(name: str) -> bytes:
    """Return the bytes of a file; refuse one that is no sheet of a class by its size."""
    try:
        data = _bytes(name)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        _refuse(f"{click.format_filename(name)}: {reason}. Check the name of the file.")
    if len(data) > LIMIT_BYTES:
        _refuse(f"{click.format_filename(name)}: larger than 64 MB. Divide it by item or class.")
    return data


def _is_large(name: str) -> bool:
    try:
        return name != STANDARD_INPUT and Path(name).stat().st_size >= LARGE_BYTES
    except (OSError, ValueError):
        return False  # what is wrong with it is said when it is read


def _bytes(name: str) -> bytes:
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(LIMIT_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(LIMIT_BYTES + 1)


def _refuse(sentence: str) -> NoReturn:
    click.echo(f"quizapp analyse: {sentence}", err=True)
    sys.exit(COULD_NOT_RUN)


def _print_json(file: str, key: str | None, reading: Reading, figures: Analysis | None) -> None:
    findings = as_json(reading.findings, file) + as_json(reading.key_findings, key or "")
    record = {
        "file": file,
        "findings": findings,
        "items_left_out": list(reading.items_left_out),
        "analysis": records.as_record(figures) if figures else None,
    }
    click.echo(json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False))


def _print_text(file: str, key: str | None, reading: Reading, figures: Analysis | None) -> None:
    click.echo(as_text(reading.findings, reading.text, file), nl=False)
    click.echo(as_text(reading.key_findings, reading.key_text, key or ""), nl=False)
    if figures is None:
        return
    if reading.items_left_out:
        click.echo(f"Left out: {printable(', '.join(reading.items_left_out))}")
    if reading.findings or reading.key_findings:
        click.echo()
    click.echo(f"{printable(file)}: {page.as_text(figures)}", nl=False)
