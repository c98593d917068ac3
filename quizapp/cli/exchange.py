"""`quizapp import` and `quizapp export`: items from other programs' files, and to them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click

from quizapp.authoring.picture_uploads import kept_pictures
from quizapp.banks.files import replace_content
from quizapp.banks.picture_files import pictures_of, with_pictures_beside
from quizapp.banks.translation_files import translation_files
from quizapp.cli.outcomes import CLEAN, FOUND, counted, give_up
from quizapp.cli.progress import LARGE_BYTES, shown_progress
from quizapp.domain.bank import Bank, Finding, Severity, read_bank
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.picture_folder import FOLDER
from quizapp.domain.bank.positions import Lines
from quizapp.domain.bank.report import blocks
from quizapp.domain.errors import BankFileTrouble
from quizapp.domain.items import ItemForm
from quizapp.domain.shortening import shortened
from quizapp.exchange.archives import MAX_BYTES
from quizapp.exchange.bank_text import CannotAppendError, Declared, appended_text, starter_text
from quizapp.exchange.formats import READERS, TARGETS, exported, imported, is_archive
from quizapp.exchange.grouping import PLACES_SHOWN, alike
from quizapp.exchange.results import START, Imported, is_loss
from quizapp.exchange.settling import Settled, settled
from quizapp.exchange.texts import is_id, one_line, slug

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@click.command("import")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "source",
    type=click.Choice(["auto", *READERS]),
    default="auto",
    show_default=True,
    help="The format of FILE.",
)
@click.option("--topic", metavar="ID", help="Put all items under this topic.")
@click.option(
    "--into",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="BANK",
    help="Add the items to this bank; what is in it stays as it is, byte for byte.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="NEW",
    help="Write the items as a new bank.",
)
def import_(
    file: Path, source: str, topic: str | None, into: Path | None, output: Path | None
) -> None:
    """Turn another program's questions into items.

    Every question is listed with all that was changed or left out, before anything is written.
    Without --into or --output the items are printed as a new bank. Exits with 0 if nothing was
    lost, with 1 if something was, and with 2 if a file could not be read or written.
    """
    _refuse_unclear(topic, into, output)
    with _failures_told("import"):
        data = _content(file, MAX_BYTES)
        with shown_progress("Importing", is_long=len(data) >= LARGE_BYTES) as told:
            read = imported(data, file.name, source)
            told(0.5)
            before = into.read_bytes() if into else b""
            bank = _bank("import", before, into) if into else None
            result = settled(read, bank, topic)
            told(1.0)
        _list(read, result, str(file), to_stderr=not (into or output))
        if result.items:
            _write(result, bank, before, into or output, file)
    sys.exit(FOUND if any(map(is_loss, result.findings)) else CLEAN)


@click.command()
@click.argument("file", required=False, metavar="[BANK]")
@click.option("--to", "target", type=click.Choice(TARGETS), required=True, help="The format.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write it; without it, what is text is printed.",
)
def export(file: str | None, target: str, output: Path | None) -> None:
    """Write a bank's items in another program's format.

    BANK is the file that QUIZAPP_BANK names, else questions.yaml here. Everything that the
    format cannot say is listed. Exits with 0 if nothing was lost, with 1 if something was, and
    with 2 if the bank could not be read or the file not written.
    """
    name = file or os.environ.get("QUIZAPP_BANK") or "questions.yaml"
    if output is None and is_archive(target) and sys.stdout.isatty():
        give_up("export", f"{target} is not text; name a file with --output.")
    with _failures_told("export"):
        data = _content(Path(name), LIMITS.bytes)
        with shown_progress("Exporting", is_long=len(data) >= LARGE_BYTES) as told:
            bank = _bank("export", data, Path(name))
            told(0.5)
            text = read_bank(data).text
            contents = pictures_of(bank, Path(name))
            translations = translation_files(Path(name)) if target == "zip" else {}
            result = exported(bank, target, time.time(), contents, text, translations)
            told(1.0)
        findings = result.findings(text)
        click.echo("".join(_blocks(findings, text, name)), err=True, nl=False)
        if output:
            _put(output, result.data)
        else:
            click.echo(result.data, nl=False)
    sys.exit(FOUND if any(map(is_loss, findings)) else CLEAN)


def _refuse_unclear(topic: str | None, into: Path | None, output: Path | None) -> None:
    if into and output:
        give_up("import", "--into and --output exclude each other.")
    if topic is not None and not is_id(topic):
        give_up("import", "a topic's id is made of a-z, 0-9 and hyphens.")
    if output and output.exists():
        give_up("import", f"{output} exists already.")


def _bank(command: str, data: bytes, path: Path) -> Bank:
    """Return the bank in a file; one with errors is not touched."""
    bank = with_pictures_beside(read_bank(data), path).bank
    if bank is None:
        give_up(command, f"{path} has errors; `quizapp check {path}` lists them.")
    return bank


def _content(path: Path, most: int) -> bytes:
    """Return the bytes of a file, of a huge one only so many that it is seen to be too large."""
    with path.open("rb") as file:
        return file.read(most + 1)


def _list(read: Imported, result: Settled, name: str, *, to_stderr: bool) -> None:
    """List every item and every finding in the order of the file; equal findings once."""
    kept = {item.id for item in result.items}
    lines = [
        (read.places.get(item.id, START).line, 1, _line(item, read, name))
        for item in read.items
        if item.id in kept
    ]
    groups = alike(result.findings)
    firsts = [group[0] for group in groups]
    told = zip(groups, _blocks(firsts, read.text, name), strict=True)
    lines += [(group[0].span.line, 0, f"{block}{_also(group)}") for group, block in told]
    for _, _, text in sorted(lines):
        click.echo(text, nl=False, err=to_stderr)
    click.echo(_summary(result, name), err=to_stderr)


def _also(group: Sequence[Finding]) -> str:
    """Say in which other lines the same was found."""
    others = [str(finding.span.line) for finding in group[1 : PLACES_SHOWN + 1]]
    more = len(group) - 1 - len(others)
    said = f"{', '.join(others)} and {more:,} more" if more else ", ".join(others)
    return f"    also in: {said}\n" if others else ""


def _line(item: ItemForm, read: Imported, name: str) -> str:
    asked = str(getattr(item, "stem", None) or getattr(item, "text", None) or item.faces()[0].back)
    shown = shortened(one_line(asked), 70)
    place = f"{name}:{read.places.get(item.id, START).line}"
    return f"{place}: {item.id} ({item.type}, {item.topic}): {shown}\n"


def _summary(result: Settled, name: str) -> str:
    counts = dict.fromkeys(Severity, 0)
    for finding in result.findings:
        counts[finding.severity] += 1
    said = [counted(count, severity.value) for severity, count in counts.items() if count]
    return f"{name}: {', '.join([counted(len(result.items), 'item'), *said])}"


def _blocks(findings: Sequence[Finding], text: str, name: str) -> Iterator[str]:
    """Yield each finding as text, with its source line where the file is text."""
    count = len(Lines(text)) if text else 0
    marked = blocks((each for each in findings if each.span.line <= count), text, name)
    for finding in findings:
        if finding.span.line <= count:
            yield next(marked)
        else:
            place = f"{name}:{finding.span.line}:{finding.span.column}"
            said = f"{place}: {finding.severity}[{finding.code}]: {one_line(finding.message)}"
            yield f"{said}\n    hint: {finding.hint}\n"


def _write(
    result: Settled, bank: Bank | None, before: bytes, path: Path | None, source: Path
) -> None:
    pictures = _kept(result, path)
    if bank is None:
        title = source.stem[:200]
        bank_id = slug((path or source).stem)
        text = starter_text(result.items, result.topics, bank_id, title, pictures)
    else:
        text = appended_text(read_bank(before).text, bank, result.items, result.topics, pictures)
    mark = BYTE_ORDER_MARK if before.startswith(BYTE_ORDER_MARK) else b""
    data = mark + text.encode()
    if path is None:
        click.echo(data, nl=False)
    else:
        if bank and path.read_bytes() != before:
            give_up("import", f"{path} was changed in the meantime; nothing was written.")
        _put(path, data)
        click.echo(f"{path}: {counted(len(result.items), 'item')} written")


def _kept(result: Settled, path: Path | None) -> Declared:
    """Put the pictures into the folder beside the bank; of what is printed, there is none."""
    if path is None:
        return {each.id: each.declared for each in result.pictures}
    return kept_pictures(path, result.pictures)


def _put(path: Path, data: bytes) -> None:
    """Write a new file, or replace an old one at one stroke."""
    if path.exists():
        replace_content(str(path), data)
        return
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _failures_told(command: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        give_up(command, f"{error.filename or ''}: {error.strerror}")
    except BankFileTrouble as trouble:
        give_up(command, f"the folder `{FOLDER}` beside the bank: {trouble.detail}")
    except CannotAppendError as error:
        give_up(command, str(error))
