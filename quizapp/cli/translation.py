"""`quizapp translation`: the same bank in other words, begun and kept up."""

from __future__ import annotations

from pathlib import Path

import click

from quizapp.banks.files import content, named_files, replace_content
from quizapp.banks.translation_files import FOLDER, ids_beside, translation_files
from quizapp.cli.outcomes import give_up
from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.splicing import CannotSpliceError
from quizapp.domain.bank.translations.writing import skeleton, stamped
from quizapp.exchange.texts import is_id

_bank_option = click.option(
    "--bank", "bank_file", metavar="FILE", help="The bank; without it, the one that is served."
)


@click.group()
def translation() -> None:
    """The same bank in other words: another language, or an easier version."""


@translation.command()
@click.argument("version_id", metavar="ID")
@click.option("--language", metavar="CODE", help="Its language; without it, ID is the code.")
@click.option("--name", metavar="TEXT", help="What learners choose by; without it, ID.")
@_bank_option
def new(version_id: str, language: str | None, name: str | None, bank_file: str | None) -> None:
    """Write translations/ID.yaml, with every text that is to be translated.

    Beside other banks it is translations/BANK/ID.yaml, after the name of the bank's file.
    The texts stand there in the original's words. What is there already is never overwritten.
    """
    if not is_id(version_id):
        give_up("translation", "an id is made of a-z, 0-9 and hyphens, such as fr or easier.")
    path, bank, text = _bank(bank_file)
    written = skeleton(bank, text, version_id, language or version_id, name or version_id)
    made = _place_of_new(path, version_id)
    try:
        made.parent.mkdir(parents=True, exist_ok=True)
        with made.open("x", encoding="utf-8", newline="\n") as file:
            file.write(written)
    except FileExistsError:
        give_up("translation", f"{made} exists already.")
    except OSError as error:
        give_up("translation", f"{error.filename}: {error.strerror}")
    click.echo(f"{made} is there. Translate it, and see what is left: quizapp check {path}")


@translation.command()
@click.argument("version_id", metavar="ID")
@_bank_option
def stamp(version_id: str, bank_file: str | None) -> None:
    """Note in translations/ID.yaml that it says what the bank says now.

    A text of the bank that is changed later is then told by `quizapp check`, and learners see it in
    the bank's own words until the translation is mended and stamped again.
    """
    path, bank, text = _bank(bank_file)
    told = _file_of(path, version_id)
    try:
        written = stamped(content(told).decode(), bank, text)
        replace_content(told, written.encode())
    except OSError as error:
        give_up("translation", f"{told}: {error.strerror}")
    except UnicodeDecodeError:
        give_up("translation", f"{told} cannot be read. See why with: quizapp check {path}")
    except CannotSpliceError as error:
        give_up("translation", f"{told}: {error} See more with: quizapp check {told}")
    click.echo(f"{told}: noted that it says what {path} says now.")


def _place_of_new(bank_file: Path, version_id: str) -> Path:
    """Where a translation begins: among several banks, in the folder of its own."""
    folder = bank_file.parent / FOLDER
    own = folder / bank_file.stem if ids_beside(bank_file) else folder
    return own / f"{version_id}.yaml"


def _file_of(bank_file: Path, version_id: str) -> Path:
    """Where a translation lies; where there is none, where it would."""
    names = sorted(name for name in translation_files(bank_file) if Path(name).stem == version_id)
    return bank_file.parent / names[0] if names else _place_of_new(bank_file, version_id)


def _bank(name: str | None) -> tuple[Path, Bank, str]:
    """The bank that is meant, its file, and the text of that."""
    names = named_files([name] if name else [])
    if len(names) != 1:
        give_up("translation", "there are several banks: say which by --bank FILE.")
    try:
        reading = read_bank(content(names[0]))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        give_up("translation", f"{names[0]}: {reason}")
    if reading.bank is None:
        give_up("translation", f"{names[0]} has errors. See them with: quizapp check {names[0]}")
    return Path(names[0]), reading.bank, reading.text
