"""`quizapp demo`: a class to try things with, invented from its learners to their answers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from sqlalchemy import event, exists, select

from quizapp import create_app
from quizapp.banks.files import ENDINGS
from quizapp.banks.revisions import PublishedBank
from quizapp.cli.progress import shown_progress
from quizapp.domain.bank import Reading, read_bank
from quizapp.models import User
from quizapp.upkeep.demo import DemoMade, DemoWishes, WrongKey, fill_demo, with_wrong_key
from quizapp.web import clock, config
from quizapp.web.database_files import Unwritable, database_file, expect_writable
from quizapp.web.extensions import db
from quizapp.web.schema import bring_schema_up
from quizapp.web.sqlite_library import sqlite3

FOLDER, BANK_NAME = "demo", "questions.yaml"
MOST_LEARNERS, MOST_WEEKS = 200, 30
HIGHEST_SEED = 999_999


@click.command()
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="The data folder to make. Default: the folder demo in the data folder.",
)
@click.option(
    "--database",
    metavar="ADDRESS",
    help="An empty PostgreSQL database. Default: an SQLite file in the folder.",
)
@click.option(
    "--bank",
    "source",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The bank to copy. Default: the one that the settings name.",
)
@click.option("--learners", default=30, show_default=True, type=click.IntRange(1, MOST_LEARNERS))
@click.option("--weeks", default=6, show_default=True, type=click.IntRange(1, MOST_WEEKS))
@click.option(
    "--seed",
    default=1,
    show_default=True,
    type=click.IntRange(0, HIGHEST_SEED),
    help="The same number gives the same class on the same day.",
)
@click.option("--force", is_flag=True, help="Also where there are people already.")
def demo(
    folder: Path | None,
    database: str | None,
    source: Path | None,
    learners: int,
    weeks: int,
    seed: int,
    *,
    force: bool,
) -> None:
    """Make a class of invented learners, with weeks of work behind them, to try things with.

    It gets a data folder of its own, and a copy of the bank in which one key is wrong on purpose:
    the item analysis should find it. Your own database and bank stay as they are. A folder or
    database with people in it is refused.
    """
    settings = _settings(folder, database)
    published, wrong_key = _bank_copy(source or _own_bank())
    wishes = DemoWishes(learners, weeks, seed)
    is_new = _is_new_file(settings)
    app = create_app(settings)
    _refuse_read_only(settings)
    with app.app_context():
        if is_new:
            event.listen(db.engine, "connect", _write_without_waiting)
        try:
            _refuse_people(settings, force=force)
            _put_bank(settings["BANK"], published.text, force=force)
            made, seconds = _fill(published, wrong_key, wishes)
        finally:
            db.session.remove()
            db.engine.dispose()
    for line in _told(made, wrong_key, wishes, seconds):
        click.echo(line)
    click.echo(_how_to_serve(settings, database))


def _settings(folder: Path | None, database: str | None) -> dict[str, Any]:
    """The settings of the place to fill; those of the server are not looked at but for the rest."""
    into = (folder or config.settings()["DATA_DIR"] / FOLDER).absolute()
    address = database or f"sqlite:///{into / config.DATABASE_FILE}"
    return config.settings({"DATA_DIR": into, "DATABASE_URL": address, "BANK": into / BANK_NAME})


def _own_bank() -> Path:
    """The bank that the settings name; of a folder of banks the first."""
    path: Path = config.settings()["BANK"]
    if not path.is_dir():
        return path
    banks = sorted(each for each in path.iterdir() if each.suffix in ENDINGS)
    if not banks:
        raise click.ClickException(f"There is no bank in {path}. Name one with --bank.")
    return banks[0]


def _bank_copy(path: Path) -> tuple[PublishedBank, WrongKey | None]:
    """The copy, and what is wrong with it; None where no question lends itself."""
    try:
        published = _published(read_bank(path.read_bytes()), path)
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}. Name a bank with --bank.") from error
    if not published.bank.quizzes:
        raise click.ClickException(f"{path} has no quiz that could be set. Add one.")
    changed = with_wrong_key(published.bank, published.text)
    if changed is None:
        return published, None
    text, wrong_key = changed
    return _published(read_bank(text.encode()), path), wrong_key


def _published(reading: Reading, path: Path) -> PublishedBank:
    if reading.bank is None:
        raise click.ClickException(f"{path} has errors. Look at them: quizapp check {path}")
    return PublishedBank(reading.bank, reading.text)


def _is_new_file(settings: Mapping[str, Any]) -> bool:
    path = database_file(settings)
    return path is not None and not path.exists()


def _write_without_waiting(connection: sqlite3.Connection, _record: object) -> None:
    """Do not wait for the disk after each commit: a demo that a power cut spoils is made anew.

    Only for a file that this command makes itself, and only while it does.
    """
    connection.execute("PRAGMA synchronous=OFF")


def _refuse_read_only(settings: Mapping[str, Any]) -> None:
    try:
        expect_writable(settings)
    except Unwritable as error:
        raise click.ClickException(f"{error} Or take another folder with --into.") from error


def _refuse_people(settings: Mapping[str, Any], *, force: bool) -> None:
    if not bring_schema_up():
        raise click.ClickException(
            "The database belongs to another version of quizapp. Take another folder: --into"
        )
    if not force and db.session.scalar(select(exists().where(User.id.is_not(None)))):
        raise click.ClickException(
            f"There are people in the database of {settings['DATA_DIR']} already. Take another "
            "folder with --into, or add the invented class to them with --force."
        )


def _put_bank(path: Path, text: str, *, force: bool) -> None:
    data = text.encode()
    try:
        if path.exists() and path.read_bytes() != data and not force:
            raise click.ClickException(
                f"{path} is there already and says something else. Take another folder with --into."
            )
        path.write_bytes(data)
    except OSError as error:
        raise click.ClickException(
            f"{path}: {error.strerror}. Take another folder with --into."
        ) from error


def _fill(
    published: PublishedBank, wrong_key: WrongKey | None, wishes: DemoWishes
) -> tuple[DemoMade, float]:
    began = time.monotonic()
    with shown_progress("Making the class") as told:
        made = fill_demo(published, wrong_key, wishes, clock.moment(), told)
    return made, time.monotonic() - began


def _told(
    made: DemoMade, wrong_key: WrongKey | None, wishes: DemoWishes, seconds: float
) -> list[str]:
    weeks = "1 week" if wishes.weeks == 1 else f"{wishes.weeks} weeks"
    size = (
        f"Made a class of {made.learners} invented learners, {weeks} behind them: "
        f"{made.attempts:,} attempts, {made.responses:,} answers, {made.reviews:,} reviews of "
        f"cards, in {seconds:.0f} s."
    )
    lines = [size]
    if wrong_key is None:
        lines.append("No question of the bank lends itself to a wrong key, so none has one.")
    else:
        lines.append(
            f"One key is wrong on purpose in the copy of the bank: {wrong_key.item_id} says "
            f"“{wrong_key.said}”, and “{wrong_key.right}” is right. The item analysis should "
            "find it."
        )
    return [*lines, f"Log in as {made.user_name}, password {made.password} (shown only now)."]


def _how_to_serve(settings: Mapping[str, Any], database: str | None) -> str:
    address = "…" if database else ""
    return (
        f"Serve it: QUIZAPP_DATA_DIR={settings['DATA_DIR']} QUIZAPP_DATABASE_URL={address} "
        f"QUIZAPP_BANK={settings['BANK']} quizapp serve --port 8001"
    )
