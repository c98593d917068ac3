"""Making a backup, while the server runs: whole under its name, or not there at all."""

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
from quizapp.banks.locks import file_lock
from quizapp.banks.picture_files import picture_paths
from quizapp.banks.translation_files import translation_paths
from quizapp.domain.bank.limits import MOST_BYTES
from quizapp.upkeep.backups.archive import opened_archive, pack
from quizapp.upkeep.backups.manifest import (
    BANKS,
    BETWEEN,
    DATABASES,
    PICTURES,
    SECRET,
    Manifest,
    Records,
    can_be_kept,
    origin_of,
    written_manifest,
)
from quizapp.upkeep.backups.postgresql import dump_postgresql, erased_in_postgresql
from quizapp.upkeep.backups.sqlite_files import (
    check_sqlite,
    copy_sqlite,
    erased_in_sqlite,
    sqlite_rows,
    sqlite_schema,
)
from quizapp.upkeep.backups.trouble import BackupTrouble, told_disk_troubles
from quizapp.web import config
from quizapp.web.database_files import database_file

LAST_BACKUP = "last_backup.json"
SPARE_BYTES = 20_000_000


@dataclass(frozen=True)
class Made:
    """A backup that was made, and what is in it."""

    path: Path
    manifest: Manifest


@dataclass(frozen=True)
class LastBackup:
    """Where the last backup was put, and when."""

    path: Path
    made_at: datetime


def make_backup(
    values: Mapping[str, Any],
    folder: Path,
    now: datetime,
    told: Callable[[float], None] = lambda _share: None,
    *,
    with_secret: bool = False,
) -> Made:
    """Make a backup of database and banks in a folder, and read it once before it counts.

    Args:
        values: The settings.
        folder: Where to put it; made if it is not there.
        now: The moment that it is named after.
        told: Is told which share of the work is done.
        with_secret: Whether the key that signs cookies goes along.

    Raises:
        BackupTrouble: it could not be made; nothing of it is left.
    """
    with told_disk_troubles():
        # In this order: the mode is for the last folder of a path.
        for needed in (values["DATA_DIR"], folder):
            needed.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _workshop(values, folder) as workshop:
            packed = workshop / "backup.zip"
            manifest = _pack(values, workshop / "contents", packed, now, told, with_secret)
            with opened_archive(packed) as archive:
                archive.check()
            path = _free_name(folder, now)
            packed.replace(path)
            files.flush_folder(folder)
        _note(values["DATA_DIR"], path, now)
    told(1.0)
    return Made(path, manifest)


def _pack(
    values: Mapping[str, Any],
    contents: Path,
    packed: Path,
    now: datetime,
    told: Callable[[float], None],
    with_secret: bool,
) -> Manifest:
    """Copy everything into a folder, and that into an archive; gives what that says of itself."""
    contents.mkdir()
    records = _copy_database(values, contents)
    told(0.4)
    _copy_banks(values["BANK"], contents)
    if with_secret:
        _copy_secret(values, contents)
    manifest = written_manifest(values, records, now, contents)
    told(0.5)
    pack(contents, manifest, packed)
    told(0.9)
    return manifest


def last_backup(data_dir: Path) -> LastBackup | None:
    """The last backup that was made of this data folder, wherever it was put."""
    try:
        noted = json.loads((data_dir / LAST_BACKUP).read_text(encoding="utf-8"))
        return LastBackup(Path(noted["path"]), datetime.fromisoformat(noted["made_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


@contextmanager
def _workshop(values: Mapping[str, Any], folder: Path) -> Iterator[Path]:
    """A folder for half-made things, beside the backups so that a move is all there is to do.

    What a backup that was killed has left there goes with the next one.
    """
    prefix = f".quizapp-{origin_of(values)}-"
    try:
        with file_lock(folder, values["DATA_DIR"]):
            for leftover in folder.glob(f"{prefix}*"):
                shutil.rmtree(leftover, ignore_errors=True)
            made = Path(tempfile.mkdtemp(prefix=prefix, dir=folder))
            try:
                yield made
            finally:
                shutil.rmtree(made, ignore_errors=True)
    except TimeoutError as error:
        raise BackupTrouble("Another backup is being made. Try again when it is done.") from error


def _copy_database(values: Mapping[str, Any], contents: Path) -> Records:
    address = str(values["DATABASE_URL"])
    if address.startswith("postgresql"):
        erased = erased_in_postgresql(address)
        rows, schema = dump_postgresql(address, contents / DATABASES["postgresql"])
        return Records(rows, schema, erased)
    source = database_file(values)
    if source is None:
        raise BackupTrouble("A database that is not in a file cannot be backed up.")
    if source.exists():
        _refuse_full_disk(source, contents)
    copy = contents / DATABASES["sqlite"]
    copy_sqlite(source, copy)
    check_sqlite(copy)
    return Records(sqlite_rows(copy), sqlite_schema(copy), erased_in_sqlite(copy))


def _refuse_full_disk(source: Path, contents: Path) -> None:
    """Leave the room to the server, whose answers matter more."""
    needed = 2 * source.stat().st_size + SPARE_BYTES
    free = shutil.disk_usage(contents).free
    if free < needed:
        raise BackupTrouble(
            f"There is too little room for a backup: {free // 1_000_000} MB are free, and "
            f"{needed // 1_000_000} MB are needed. Nothing was written."
        )


def _copy_banks(bank: Path, contents: Path) -> None:
    """Copy the banks as they are, good or not; one that is missing is not made up."""
    named = [Path(name) for name in files.named_files([str(bank)])]
    banks = [path for path in named if path.is_file()]
    if banks:
        (contents / BANKS).mkdir()
    for path in banks:
        (contents / BANKS / path.name).write_bytes(path.read_bytes())
        for told in translation_paths(path):
            name = BETWEEN.join(told.relative_to(path.parent).parts)
            _copy(told, contents, name)
    for picture in picture_paths(banks[0]) if banks else ():  # one folder for all of them
        if picture.stat().st_size <= MOST_BYTES:  # no bank can show a larger one
            _copy(picture, contents, f"{PICTURES}{BETWEEN}{picture.name}")


def _copy(file: Path, contents: Path, name: str) -> None:
    if can_be_kept(name):
        (contents / name).write_bytes(file.read_bytes())


def _copy_secret(values: Mapping[str, Any], contents: Path) -> None:
    kept = values["DATA_DIR"] / config.SECRET_FILE
    if not values["SECRET_KEY"] and not kept.exists():
        raise BackupTrouble(f"There is no secret key yet at {kept}.")
    secret = values["SECRET_KEY"] or kept.read_text(encoding="utf-8").strip()
    (contents / SECRET).write_text(secret, encoding="utf-8")


def _free_name(folder: Path, now: datetime) -> Path:
    name = f"quizapp-{now:%Y-%m-%dT%H-%M-%S}Z"
    path, count = folder / f"{name}.zip", 1
    while path.exists():
        count += 1
        path = folder / f"{name}-{count}.zip"
    return path


def _note(data_dir: Path, path: Path, now: datetime) -> None:
    """Note where the backup lies, for `quizapp doctor`."""
    noted = {"path": str(path.absolute()), "made_at": now.isoformat()}
    files.replace_content(data_dir / LAST_BACKUP, json.dumps(noted).encode())
