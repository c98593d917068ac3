"""`quizapp new`: a bank to begin with."""

from __future__ import annotations

import json
from pathlib import Path

import click

from quizapp.cli.outcomes import give_up
from quizapp.domain.bank import Severity, read_bank
from quizapp.domain.bank.json_schema import json_schema
from quizapp.domain.bank.yaml_text import scalar
from quizapp.exchange.texts import is_id, slug

STARTER = Path(__file__).parent / "starter.yaml"
SCHEMA_NAME = "questions.schema.json"


@click.command()
@click.argument("name")
@click.option("--title", metavar="TEXT", help="The bank's title; without it, made of NAME.")
@click.option(
    "--language", metavar="CODE", default="en", show_default=True, help="What it is written in."
)
@click.option(
    "--out",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder to write it in; the working directory if none is named.",
)
def new(name: str, title: str | None, language: str, folder: Path) -> None:
    """Write a bank to begin with: NAME.yaml.

    It holds a short article and a question of each type, with comments that say what is what, and
    it has no faults: change it bit by bit, with `quizapp check` at hand. Beside it goes the schema
    with which editors complete and check. What is there already is never overwritten.
    """
    if not is_id(name):
        give_up("new", f"a name is made of a-z, 0-9 and hyphens, such as {slug(name)}.")
    text = starter_text(name, title or name.replace("-", " ").capitalize(), language)
    faults = [each for each in read_bank(text.encode()).findings if each.severity is Severity.ERROR]
    if faults:
        give_up("new", f"{faults[0].message} {faults[0].hint}")
    path = folder / f"{name}.yaml"
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
        _write_schema(folder / SCHEMA_NAME)
    except FileExistsError:
        give_up("new", f"{path} exists already.")
    except OSError as error:
        give_up("new", f"{error.filename}: {error.strerror}")
    click.echo(f"{path} is there. Change it, and see whether it is right: quizapp check {path}")
    click.echo(f"To show it to learners: quizapp serve --bank {path}")


def starter_text(bank_id: str, title: str, language: str) -> str:
    """The text of a new bank."""
    text = STARTER.read_text(encoding="utf-8")
    for mark, word in (("ID", bank_id), ("TITLE", title), ("LANGUAGE", language)):
        text = text.replace(f"STARTER_{mark}", scalar(word), 1)
    return text


def _write_schema(path: Path) -> None:
    if not path.exists():
        path.write_text(
            json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )
