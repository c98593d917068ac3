"""`quizapp print`: a quiz on paper, as a file that any browser opens and prints."""

from __future__ import annotations

import secrets
from pathlib import Path

import click
from flask.cli import with_appcontext

from quizapp.authoring.paper_file import PARTS, paper_file
from quizapp.banks.files import content, named_files
from quizapp.banks.picture_files import contents_beside, with_pictures_beside
from quizapp.banks.translation_files import translation_files
from quizapp.cli.outcomes import give_up
from quizapp.cli.progress import LARGE_BYTES, shown_progress
from quizapp.domain.bank import Bank, Quiz, read_bank
from quizapp.domain.bank.report import as_text
from quizapp.domain.errors import NothingToAsk, TooFewItems
from quizapp.domain.paper import HIGHEST_SEED, MOST_FORMS, Items, PaperForm, paper_forms
from quizapp.exchange.paper_tables import key_table, response_table


@click.command("print")
@click.argument("quiz", metavar="QUIZ")
@click.option("--bank", "file", metavar="FILE", help="The bank; without it, the server's.")
@click.option(
    "--seed",
    type=click.IntRange(0, HIGHEST_SEED),
    help="The draw: the same number gives the same sheets again. Without it, a new one.",
)
@click.option(
    "--forms",
    "count",
    type=click.IntRange(1, MOST_FORMS),
    default=1,
    show_default=True,
    help="How many parallel forms.",
)
@click.option(
    "--items",
    type=click.Choice(["same", "different"]),
    default="same",
    show_default=True,
    help="The same questions on every form in another order, or none in common.",
)
@click.option(
    "--part",
    "parts",
    type=click.Choice(PARTS),
    multiple=True,
    help="Only this: the questions, the answer sheet or the key. May be given again.",
)
@click.option("--in", "version", metavar="ID", help="In other words: a translation, such as fr.")
@click.option("--tables", is_flag=True, help="Write each form's key and empty table as CSV too.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where to write; without it, QUIZ-SEED.html here.",
)
@with_appcontext
def print_(
    quiz: str,
    file: str | None,
    seed: int | None,
    count: int,
    items: Items,
    parts: tuple[str, ...],
    version: str | None,
    output: Path | None,
    *,
    tables: bool,
) -> None:
    """Write a quiz to be printed: questions, answer sheets and keys, for each form.

    QUIZ is the id of a quiz in the bank. Open the file in a browser and print it; every part
    begins on a page of its own. With --tables, what the class answered can be entered in a
    spreadsheet and given to `quizapp analyse`. Exits with 2 if nothing could be written.
    """
    bank, bank_file = _bank(file)
    seed = secrets.randbelow(HIGHEST_SEED + 1) if seed is None else seed
    told = _told(bank, version)
    forms = _forms(bank, _quiz(bank, quiz), seed, count, items, version)
    content_of = contents_beside(bank_file)
    target = output or Path(f"{quiz}-{seed}.html")
    _write(target, paper_file(told, told.quizzes[quiz], forms, seed, parts or PARTS, content_of))
    for form in forms if tables else ():
        _write(target.with_name(f"{target.stem}-{form.letter}-key.csv"), key_table(form))
        _write(target.with_name(f"{target.stem}-{form.letter}-responses.csv"), response_table(form))
    click.echo(f"Print it from a browser. The same sheets again: --seed {seed}")


def _bank(file: str | None) -> tuple[Bank, Path]:
    names = named_files([file] if file else [])
    if len(names) > 1:
        give_up("print", f"there are several banks; name one with --bank: {', '.join(names)}")
    try:
        data = content(names[0])
    except OSError as error:
        give_up("print", f"{names[0]}: {error.strerror}. Name the bank with --bank.")
    with shown_progress("Reading", is_long=len(data) >= LARGE_BYTES) as told:
        path = Path(names[0])
        reading = read_bank(data).with_translations(translation_files(path))
        reading = with_pictures_beside(reading, path)
        told(1.0)
    if reading.bank is None:
        click.echo(as_text(reading.findings, reading.text, names[0]), err=True, nl=False)
        give_up("print", "the bank has errors. Mend them and run it again.")
    return reading.bank, Path(names[0])


def _quiz(bank: Bank, quiz_id: str) -> Quiz:
    if quiz_id not in bank.quizzes:
        give_up("print", f"there is no quiz `{quiz_id}`. There are: {', '.join(bank.quizzes)}")
    return bank.quizzes[quiz_id]


def _told(bank: Bank, version: str | None) -> Bank:
    if version is not None and version not in bank.translations:
        having = ", ".join(bank.translations) or "none"
        give_up("print", f"there is no translation `{version}`. There are: {having}")
    return bank.in_version(version)


def _forms(
    bank: Bank, quiz: Quiz, seed: int, count: int, items: Items, version: str | None
) -> tuple[PaperForm, ...]:
    try:
        return paper_forms(bank, quiz, seed, count, items, version)
    except NothingToAsk:
        give_up("print", f"none of the questions of `{quiz.id}` can be asked.")
    except TooFewItems as error:
        give_up(
            "print",
            f"the bank has too few questions for {error.forms} forms of {error.wanted} without "
            "one in common. Ask for fewer forms, or for --items same.",
        )


def _write(path: Path, data: bytes) -> None:
    """Write a file that is not there yet: sheets with somebody's notes on them are not lost."""
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        give_up("print", f"{path} exists already. Remove it, or choose another name with --output.")
    except OSError as error:
        give_up("print", f"{path}: {error.strerror}.")
    click.echo(str(path))
