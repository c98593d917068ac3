"""What a backup holds besides the database: banks and secret, put back with care."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from quizapp.banks import files
from quizapp.banks.picture_files import pictures_folder
from quizapp.upkeep.backups.archive import Archive
from quizapp.upkeep.backups.manifest import BANKS, BETWEEN, PICTURES, SECRET
from quizapp.web import config


class Outcome(StrEnum):
    """What became of a file."""

    SAME = "same"
    PUT_BACK = "put back"
    REPLACED = "replaced"
    LEFT = "left"


@dataclass(frozen=True)
class Companion:
    """A file that belongs to the database, and what became of it."""

    kind: str
    path: Path
    outcome: Outcome


def restore_banks(
    values: Mapping[str, Any], archive: Archive, now: datetime, *, is_wished: bool
) -> Iterator[Companion]:
    """Put back the banks that are missing, with what is beside them; if wished, other ones, too.

    A bank may well be newer than the backup, and is then worth more. One that is replaced is kept
    in the data folder, among the dated copies of its file.
    """
    names = archive.manifest.bank_names
    places = {name: _place_of_bank(values["BANK"], name, count=len(names)) for name in names}
    for name, path in places.items():
        data = archive.content(BANKS + name)
        outcome = _put_back(path, data, values["DATA_DIR"], now, is_wished=is_wished)
        yield Companion("bank", path, outcome)
    for name, within in archive.manifest.translation_paths.items() if places else ():
        path = next(iter(places.values())).parent / within
        data = archive.content(name)
        outcome = _put_back(path, data, values["DATA_DIR"], now, is_wished=is_wished)
        yield Companion("translation", path, outcome)
    for name in archive.manifest.picture_names if places else ():
        path = pictures_folder(next(iter(places.values()))) / name
        data = archive.content(f"{PICTURES}{BETWEEN}{name}")
        outcome = _put_back(path, data, values["DATA_DIR"], now, is_wished=is_wished)
        if outcome is not Outcome.SAME:  # there may be two hundred
            yield Companion("picture", path, outcome)


def _put_back(
    path: Path, data: bytes, data_dir: Path, now: datetime, *, is_wished: bool
) -> Outcome:
    """Put a file back where it is missing, or where another is there if that is wished."""
    old = path.read_bytes() if path.is_file() else None
    outcome = _outcome(old, data, is_wished=is_wished)
    if outcome in {Outcome.PUT_BACK, Outcome.REPLACED}:
        if old is not None:
            files.keep_backup(path, old, data_dir, now)
        path.parent.mkdir(parents=True, exist_ok=True)
        files.replace_content(path, data)
    return outcome


def restore_secret(
    values: Mapping[str, Any], archive: Archive, now: datetime, *, is_wished: bool
) -> Iterator[Companion]:
    """Put back the secret if there is none; if wished, also in place of another one."""
    if not archive.manifest.has_secret:
        return
    path: Path = values["DATA_DIR"] / config.SECRET_FILE
    data = archive.content(SECRET)
    old = path.read_bytes().strip() if path.is_file() else None
    outcome = _outcome(old, data, is_wished=is_wished)
    if outcome is Outcome.REPLACED:
        path.rename(path.with_name(f"{path.name}.before-restore-{now:%Y-%m-%dT%H-%M-%S}Z"))
    if outcome in {Outcome.PUT_BACK, Outcome.REPLACED}:
        files.replace_content(path, data)
        path.chmod(0o600)
    yield Companion("secret", path, outcome)


def _outcome(old: bytes | None, new: bytes, *, is_wished: bool) -> Outcome:
    if old is None:
        return Outcome.PUT_BACK
    if old == new:
        return Outcome.SAME
    return Outcome.REPLACED if is_wished else Outcome.LEFT


def _place_of_bank(bank: Path, name: str, count: int) -> Path:
    """Where a bank belongs: the file that the settings name, or its place in the folder."""
    is_folder = count > 1 or bank.suffix not in files.ENDINGS
    if bank.is_dir() or (is_folder and not bank.is_file()):
        return bank / name
    if config.PACKAGE in bank.parents:  # the one to start with, which is the program's own
        return Path.cwd() / name
    return bank if count == 1 else bank.with_name(name)
