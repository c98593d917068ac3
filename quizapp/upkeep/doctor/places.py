"""The data folder, the secret, and the disk that they lie on."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dotenv import dotenv_values

from quizapp.upkeep.doctor.remarks import Remark, note, to_do, well
from quizapp.web import config
from quizapp.web.database_files import database_file, unwritable
from quizapp.web.disks import NETWORK_DISKS, kind_of_disk
from quizapp.web.settings import PREFIX

FOR_OTHERS = 0o077
FEWEST_CHARACTERS = 10
LEAST_FREE_BYTES = 500_000_000


def place_remarks(values: Mapping[str, Any]) -> Iterator[Remark]:
    """What is to be said about folder, secret and disk."""
    folder: Path = values["DATA_DIR"]
    yield _folder(folder)
    yield _secret(values)
    if (remark := _settings_file(Path(".env"))) is not None:
        yield remark
    if folder.is_dir():
        yield _room(values)
    file = database_file(values)
    yield from _writable(values)
    if file is not None and file.parent.is_dir():
        yield from _disk(file)


def _folder(folder: Path) -> Remark:
    if (stray := _file_in_place_of_folder(folder)) is not None:
        return to_do(
            "data-folder",
            f"There can be no data folder at {folder}: {stray} is a file.",
            "Look whether QUIZAPP_DATA_DIR names the right folder.",
        )
    if not folder.is_dir():
        return to_do(
            "data-folder",
            f"There is no data folder at {folder}.",
            "Look whether QUIZAPP_DATA_DIR names the right one. To make a new one: quizapp serve",
        )
    if _is_open_to_others(folder):
        return to_do(
            "data-folder",
            f"Others on this machine can look into {folder}.",
            f"chmod 700 {folder}",
        )
    return well("data-folder", f"{folder} is open to its owner alone.")


def _file_in_place_of_folder(folder: Path) -> Path | None:
    """What lies on the way to a folder and is none, None if nothing does."""
    present = next(each for each in (folder, *folder.parents) if each.exists())
    return None if present.is_dir() else present


def _writable(values: Mapping[str, Any]) -> Iterator[Remark]:
    path = unwritable(values)
    if path is not None:
        yield to_do(
            "writable",
            f"This user may not write to {path}, so no answer can be saved.",
            "See to its owner and mode, or to the disk, and run the server as its owner.",
        )


def _secret(values: Mapping[str, Any]) -> Remark:
    if values["SECRET_KEY"]:
        return _strength(values["SECRET_KEY"], "QUIZAPP_SECRET_KEY")
    path = values["DATA_DIR"] / config.SECRET_FILE
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return to_do(
            "secret-key",
            f"There is no secret key at {path}.",
            "Put back the one from a backup, if there was one: without it guests lose their work. "
            "To make a new one: quizapp serve",
        )
    except OSError as error:
        cure = "See to its owner and mode, and run this as the user of the server."
        return to_do("secret-key", f"{path} cannot be read: {error.strerror}.", cure)
    except UnicodeDecodeError:
        cure = "Put back the one from a backup: quizapp restore --with-secret"
        return to_do("secret-key", f"{path} holds something else than a secret.", cure)
    if _is_open_to_others(path):
        return to_do("secret-key", f"Others can read {path}.", f"chmod 600 {path}")
    return _strength(secret, str(path))


def _strength(secret: str, origin: str) -> Remark:
    cure = (
        "Set a random one of 64 hexadecimal digits, or delete the file or the setting to have one "
        "made. That signs everybody out."
    )
    if len(secret) < config.SHORTEST_SECRET:
        sentence = f"The secret in {origin} is shorter than {config.SHORTEST_SECRET} characters."
        return to_do("secret-key", sentence, cure)
    if len(set(secret)) < FEWEST_CHARACTERS:
        return to_do("secret-key", f"The secret in {origin} can be guessed.", cure)
    return well("secret-key", f"The secret in {origin} is long enough.")


def _settings_file(path: Path) -> Remark | None:
    if not path.is_file():
        return None
    if _holds_secrets(dotenv_values(path)) and _is_open_to_others(path):
        return to_do(
            "settings-file", "Others can read .env, which holds secrets.", "chmod 600 .env"
        )
    return well("settings-file", "Settings are read from .env in this folder.")


def _holds_secrets(given: Mapping[str, str | None]) -> bool:
    address = given.get(f"{PREFIX}DATABASE_URL") or ""
    return bool(given.get(f"{PREFIX}SECRET_KEY")) or "@" in address


def _room(values: Mapping[str, Any]) -> Remark:
    file = database_file(values)
    size = file.stat().st_size if file is not None and file.is_file() else 0
    needed = max(LEAST_FREE_BYTES, 3 * size)
    free = shutil.disk_usage(values["DATA_DIR"]).free
    sentence = f"{free / 1e9:.1f} GB are free on the disk of the data folder."
    if free < needed:
        cure = f"Make room for at least {needed / 1e9:.1f} GB, or answers will be refused."
        return to_do("disk-space", sentence, cure)
    return well("disk-space", sentence)


def _disk(file: Path) -> Iterator[Remark]:
    """The kind of disk, where the system tells it."""
    kind = kind_of_disk(file.resolve().parent)
    if kind is None:
        return
    if kind.startswith(NETWORK_DISKS):
        yield to_do(
            "disk-kind",
            f"The database lies on a network disk ({kind}), where SQLite's locks cannot be relied "
            "on.",
            "Move the data folder to a disk of this machine, or use PostgreSQL.",
        )
    elif kind == "tmpfs":
        yield note("disk-kind", "The database lies in memory, and is gone when the machine stops.")
    else:
        yield well("disk-kind", f"The database lies on a disk of this machine ({kind}).")


def _is_open_to_others(path: Path) -> bool:
    return os.name != "nt" and bool(path.stat().st_mode & FOR_OTHERS)
