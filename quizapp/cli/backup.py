"""`quizapp backup` and `quizapp restore`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from quizapp.cli.progress import LARGE_BYTES, shown_progress
from quizapp.domain.thinning import USUAL, Keep
from quizapp.upkeep import backups
from quizapp.upkeep.backups import BackupTrouble, Made, Restored
from quizapp.upkeep.backups.companions import Companion, Outcome
from quizapp.upkeep.backups.restoring import Wishes
from quizapp.web import clock, config
from quizapp.web.database_files import database_file

KEEP_ALL = "all"
LARGE_DATABASE_BYTES = 20_000_000
_KEEP = re.compile(r"(\d{1,4})/(\d{1,4})/(\d{1,4})")

SENTENCES = {
    ("bank", Outcome.SAME): "The bank {path} is as it was.",
    ("bank", Outcome.PUT_BACK): "The bank was put back: {path}",
    ("bank", Outcome.REPLACED): "The bank was replaced: {path}. A copy of the one before is in "
    "the data folder, under bank-backups.",
    ("bank", Outcome.LEFT): "The bank {path} says something else than the one in the backup, and "
    "was left as it is. To have that one: --with-bank",
    ("translation", Outcome.SAME): "The translation {path} is as it was.",
    ("translation", Outcome.PUT_BACK): "The translation was put back: {path}",
    ("translation", Outcome.REPLACED): "The translation was replaced: {path}. A copy of the one "
    "before is in the data folder, under bank-backups.",
    ("translation", Outcome.LEFT): "The translation {path} says something else than the one in the "
    "backup, and was left as it is. To have that one: --with-bank",
    ("picture", Outcome.PUT_BACK): "The picture was put back: {path}",
    (
        "picture",
        Outcome.REPLACED,
    ): "The picture was replaced: {path}. A copy of the one before is "
    "in the data folder, under bank-backups.",
    ("picture", Outcome.LEFT): "The picture {path} is another one than in the backup, and was left "
    "as it is. To have that one: --with-bank",
    ("secret", Outcome.SAME): "The secret key is as it was.",
    ("secret", Outcome.PUT_BACK): "The secret key was put back.",
    ("secret", Outcome.REPLACED): "The secret key was replaced; the one before is beside it.",
    ("secret", Outcome.LEFT): "There is another secret key already, which was left. Guests of the "
    "time of the backup are known by that of the backup only: --with-secret",
}


def _keep(_ctx: click.Context, _param: click.Parameter, value: str) -> Keep | None:
    if value == KEEP_ALL:
        return None
    numbers = _KEEP.fullmatch(value)
    if numbers is None:
        raise click.BadParameter("use three numbers such as 7/4/12, or: all")
    return Keep(*map(int, numbers.groups()))


@click.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to put it. Default: where the daily ones are.",
)
@click.option(
    "--keep",
    default=f"{USUAL.days}/{USUAL.weeks}/{USUAL.months}",
    show_default=True,
    metavar="DAYS/WEEKS/MONTHS",
    callback=_keep,
    help="Of how many days, weeks and months to keep the last backup; all deletes none.",
)
@click.option("--with-secret", is_flag=True, help="Also the key that signs cookies.")
def backup(folder: Path | None, keep: Keep | None, *, with_secret: bool) -> None:
    """Back up database and banks while the server runs, and let go of old backups.

    One ZIP file, under its name only once it is whole and has been read again. It holds names and
    hashed passwords, so keep it where others cannot read it. Exits with 1 if there is no backup.
    """
    values, now = config.settings(), clock.now()
    folder = folder or config.folder_of_backups(values)
    try:
        with shown_progress("Backing up", is_long=_is_large(values)) as told:
            made = backups.make_backup(values, folder, now, told, with_secret=with_secret)
    except BackupTrouble as trouble:
        raise click.ClickException(str(trouble)) from trouble
    click.echo(_told(made))
    if not made.manifest.bank_names:
        click.echo(
            f"There is no bank in it, for there was none at {values['BANK']}. Look whether "
            "QUIZAPP_BANK names the right file or folder.",
            err=True,
        )
    if keep is not None:
        _thin_out(values, folder, keep, now)


def _is_large(values: Mapping[str, Any]) -> bool:
    """Whether it may take seconds; of a database that is no file, nobody knows."""
    file = database_file(values)
    return file is None or (file.is_file() and file.stat().st_size >= LARGE_DATABASE_BYTES)


def _thin_out(values: Mapping[str, Any], folder: Path, keep: Keep, now: datetime) -> None:
    """Let go of old backups; that some stay is no reason to say that there is no new one."""
    try:
        for path in backups.thin_out(values, folder, keep, now):
            click.echo(f"Deleted, as there are later ones: {path.name}")
    except BackupTrouble as trouble:
        click.echo(f"Old backups could not be deleted. {trouble}", err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--into",
    metavar="FOLDER|ADDRESS",
    help="Another data folder, to try a backup out, or the address of an empty PostgreSQL "
    "database. Default: what the settings name.",
)
@click.option("--with-bank", is_flag=True, help="Put back banks that say something else now, too.")
@click.option("--with-secret", is_flag=True, help="Put back the secret in place of another one.")
def restore(file: Path, into: str | None, *, with_bank: bool, with_secret: bool) -> None:
    """Put a backup back, with the server stopped; the database of before is kept aside.

    It is unpacked in a new place, held against what it says of itself, brought up to this
    version's schema, and only then swapped in. Exits with 1 if it was not; then nothing has
    changed.
    """
    values = config.settings(_elsewhere(into) if into else None)
    try:
        with shown_progress("Restoring", is_long=file.stat().st_size >= LARGE_BYTES) as told:
            wishes = Wishes(with_bank, with_secret)
            restored = backups.restore(
                values, file, clock.now(), wishes, told, present=config.settings()
            )
    except BackupTrouble as trouble:
        raise click.ClickException(str(trouble)) from trouble
    for line in _lines(restored, values):
        click.echo(line)
    for line in _next_steps(into, values):
        click.echo(line)


def _next_steps(into: str | None, values: Mapping[str, Any]) -> list[str]:
    """What to do with what was restored, as it has to be typed for where it lies."""
    if into is None:
        return ["To be sure: quizapp verify-scores"]
    if "://" in into:
        return ["To be sure, name it in QUIZAPP_DATABASE_URL, then: quizapp verify-scores"]
    place = f"QUIZAPP_DATA_DIR={values['DATA_DIR']} QUIZAPP_DATABASE_URL="
    return [
        f"To be sure: {place} quizapp verify-scores",
        f"Try it: {place} QUIZAPP_BANK={values['BANK']} quizapp serve --port 8001",
    ]


def _elsewhere(into: str) -> Mapping[str, Any]:
    """The settings of a place to restore into."""
    if "://" in into:
        return {"DATABASE_URL": into}
    folder = Path(into).absolute()
    address = f"sqlite:///{folder / config.DATABASE_FILE}"
    return {"DATA_DIR": folder, "DATABASE_URL": address, "BANK": folder / "banks"}


def _told(made: Made) -> str:
    size = made.path.stat().st_size / 1_000_000
    banks = len(made.manifest.bank_names)
    count = "1 bank" if banks == 1 else f"{banks} banks"
    secret = ", the secret key" if made.manifest.has_secret else ""
    return f"{made.path} ({size:.1f} MB: the database, {count}{secret})"


def _lines(restored: Restored, values: Mapping[str, Any]) -> list[str]:
    manifest = restored.manifest
    when = f"{manifest.made_at:%Y-%m-%d %H:%M} UTC"
    if restored.is_done_before:
        lines = [f"This backup of {when} is in place already. The database was left as it is."]
    else:
        lines = [f"Restored the backup of {when}, made by quizapp {manifest.version}."]
        if restored.migrated_to:
            lines.append(
                f"Its tables were those of an older version ({manifest.schema_revision}) and were "
                f"brought up to this one ({restored.migrated_to})."
            )
    if restored.erased_again:
        count = restored.erased_again
        people = "1 person" if count == 1 else f"{count} people"
        lines.append(f"Deleted again: {people} whose deletion came after this backup.")
    if restored.aside:
        lines.append(f"The database of before is kept as {restored.aside}. Delete it when sure.")
    lines += [_companion_line(companion) for companion in restored.companions]
    lines.append(f"The data folder is {values['DATA_DIR']}.")
    return lines


def _companion_line(companion: Companion) -> str:
    return SENTENCES[companion.kind, companion.outcome].format(path=companion.path)
