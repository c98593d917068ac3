"""Putting a backup back: in a new place first, looked at there, and swapped in at one stroke."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from quizapp.banks import files
from quizapp.upkeep.backups.archive import Archive, opened_archive
from quizapp.upkeep.backups.companions import Companion, restore_banks, restore_secret
from quizapp.upkeep.backups.erased_people import erase_again, erased_since
from quizapp.upkeep.backups.manifest import Manifest, sha256_of
from quizapp.upkeep.backups.migrating import bring_up, newest_schema, refuse_unknown_schema
from quizapp.upkeep.backups.postgresql import restore_postgresql, rows_in
from quizapp.upkeep.backups.sqlite_files import (
    check_sqlite,
    let_go_of_journals,
    sqlite_rows,
    sqlite_schema,
)
from quizapp.upkeep.backups.swapping import own_as, swap_in
from quizapp.upkeep.backups.trouble import BackupTrouble, told_disk_troubles
from quizapp.web.database_files import ServerAtWork, alone, database_file

RESTORED = "restored.json"


@dataclass(frozen=True)
class Wishes:
    """What is to be put back besides the database, where something else is there already."""

    bank: bool = False
    secret: bool = False


@dataclass(frozen=True)
class Restored:
    """What came of a restore.

    Attributes:
        manifest: What the backup says about itself.
        aside: Where the database that was there before is now, None if there was none.
        is_done_before: Whether this very backup was in place already.
        migrated_to: The schema it was brought up to, None if it had that already.
        companions: What became of banks and secret.
        erased_again: How many people were deleted since, and so are in it as well now.
    """

    manifest: Manifest
    aside: Path | None
    is_done_before: bool
    migrated_to: str | None
    companions: tuple[Companion, ...]
    erased_again: int = 0


def restore(
    values: Mapping[str, Any],
    path: Path,
    now: datetime,
    wishes: Wishes,
    told: Callable[[float], None] = lambda _share: None,
    present: Mapping[str, Any] | None = None,
) -> Restored:
    """Put a backup back in the place that the settings name.

    `told` is told which share of the work is done. `present` are the settings of the database
    that knows who was deleted since, where the backup goes to another place.

    Raises:
        BackupTrouble: it cannot be; the database that was there is there still.
    """
    with told_disk_troubles(), opened_archive(path) as archive:
        archive.check()
        told(0.2)
        manifest = archive.manifest
        _refuse_other_kind(manifest, values)
        refuse_unknown_schema(manifest)
        values["DATA_DIR"].mkdir(parents=True, exist_ok=True, mode=0o700)
        erased = _Erased(erased_since(present or values, path), now)
        if manifest.database == "postgresql":
            aside, is_done_before = None, _restore_postgresql(values, archive, erased)
        else:
            aside, is_done_before = _restore_sqlite(values, archive, erased, told)
        told(0.95)
        companions = (
            *restore_banks(values, archive, now, is_wished=wishes.bank),
            *restore_secret(values, archive, now, is_wished=wishes.secret),
        )
    newest = newest_schema()
    migrated_to = None if manifest.schema_revision == newest else newest
    return Restored(
        manifest, aside, is_done_before, migrated_to, companions, erased_again=erased.count
    )


def _refuse_other_kind(manifest: Manifest, values: Mapping[str, Any]) -> None:
    kind = "postgresql" if values["DATABASE_URL"].startswith("postgresql") else "sqlite"
    if kind == manifest.database:
        return
    names = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}
    raise BackupTrouble(
        f"The backup is of a {names[manifest.database]} database, and QUIZAPP_DATABASE_URL names a "
        f"{names[kind]} one. Nothing moves records from one kind to the other."
    )


def _restore_sqlite(
    values: Mapping[str, Any], archive: Archive, erased: _Erased, told: Callable[[float], None]
) -> tuple[Path | None, bool]:
    database = database_file(values)
    if database is None:
        raise BackupTrouble("A backup can only be restored into a database in a file.")
    database.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with alone(database):
            note = _Note(values["DATA_DIR"] / RESTORED, archive)
            if database.exists() and note.says(sha256_of(database)):
                return None, True
            with _new_place(database) as place:
                staged = place / database.name
                _stage(archive, staged, told)
                erased.delete_in(f"sqlite:///{staged}")
                let_go_of_journals(staged)
                own_as(staged, database)
                note.write(sha256_of(staged))
                return swap_in(staged, database, erased.now), False
    except ServerAtWork as error:
        raise BackupTrouble("A server has this database open. Stop it, then restore.") from error


def _stage(archive: Archive, staged: Path, told: Callable[[float], None]) -> None:
    """Unpack a database, hold it against what the backup says, and bring its schema up."""
    manifest = archive.manifest
    archive.extract(archive.database, staged)
    told(0.5)
    check_sqlite(staged)
    told(0.7)
    if sqlite_schema(staged) != manifest.schema_revision or sqlite_rows(staged) != manifest.rows:
        raise _not_what_it_says(archive)
    if manifest.schema_revision != newest_schema():
        bring_up(f"sqlite:///{staged}")
        check_sqlite(staged)


def _restore_postgresql(values: Mapping[str, Any], archive: Archive, erased: _Erased) -> bool:
    address = values["DATABASE_URL"]
    note = _Note(values["DATA_DIR"] / RESTORED, archive)
    if present := rows_in(address):
        if note.says(_mark_of(present)):
            return True
        raise BackupTrouble(
            "The database is not empty. Make a new one, name it in QUIZAPP_DATABASE_URL or by "
            "--into, and restore into that; the present one stays as it is."
        )
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=values["DATA_DIR"]) as folder:
        dump = Path(folder) / archive.database.name
        archive.extract(archive.database, dump)
        restore_postgresql(address, dump)
    if rows_in(address) != archive.manifest.rows:
        raise _not_what_it_says(archive)
    if archive.manifest.schema_revision != newest_schema():
        bring_up(address)
    erased.delete_in(address)
    note.write(_mark_of(rows_in(address)))
    return False


def _not_what_it_says(archive: Archive) -> BackupTrouble:
    return BackupTrouble(
        f"{archive.path.name} does not hold the records that it says it holds. Take another one."
    )


def _mark_of(rows: Mapping[str, int]) -> str:
    return json.dumps(dict(rows), sort_keys=True)


class _Erased:
    """Whom to delete in what is restored, before anybody can use it; and how many that were."""

    def __init__(self, public_ids: frozenset[str], now: datetime) -> None:
        self.public_ids, self.now, self.count = public_ids, now, 0

    def delete_in(self, address: str) -> None:
        """Delete them there."""
        self.count = erase_again(address, self.public_ids, self.now)


@contextmanager
def _new_place(database: Path) -> Iterator[Path]:
    """A folder beside the database; what a restore that was killed has left goes first."""
    prefix = f".{database.name}-restore-"
    for leftover in database.parent.glob(f"{prefix}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    place = Path(tempfile.mkdtemp(prefix=prefix, dir=database.parent))
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


class _Note:
    """Which backup was put back last, and what the database then was: twice is as good as once."""

    def __init__(self, path: Path, archive: Archive) -> None:
        self.path = path
        self.backup = sha256_of(archive.path)

    def says(self, database: str) -> bool:
        """Whether it was this backup, and the database has not changed since."""
        try:
            noted = json.loads(self.path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(noted == {"backup": self.backup, "database": database})

    def write(self, database: str) -> None:
        """Note it; before a swap, because what is noted only counts if the database is so."""
        noted = {"backup": self.backup, "database": database}
        files.replace_content(self.path, json.dumps(noted).encode())
