"""Backups in tests: what is in one, one made worse, and a place to restore into."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from quizapp.web.sqlite_library import sqlite3

BANK = Path(__file__).parents[1] / "banks" / "small.yaml"


def values_for(folder: Path, **changed: Any) -> dict[str, Any]:
    """The settings of an installation in a folder, as `quizapp.web.config.settings` gives them."""
    return {
        "DATA_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder / 'quizapp.sqlite3'}",
        "BANK": BANK,
        "BACKUPS": folder / "backups",
        "SECRET_KEY": "",
        "TIMEZONE": "UTC",
        **changed,
    }


def manifest_of(path: Path) -> dict[str, Any]:
    """What a backup says about itself."""
    with zipfile.ZipFile(path) as archive:
        found: dict[str, Any] = json.loads(archive.read("manifest.json"))
        return found


def files_in(path: Path) -> dict[str, bytes]:
    """All files of a backup."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """The backup with its files changed, which its manifest does not know."""
    files = files_in(path)
    change(files)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def with_manifest(path: Path, **changed: Any) -> Path:
    """The backup with another manifest."""
    new = json.dumps({**manifest_of(path), **changed}).encode()
    return rewritten(path, lambda files: files.update({"manifest.json": new}))


def asked(database: Path, query: str) -> list[tuple[Any, ...]]:
    """What a database in a file answers."""
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def copied(path: Path, folder: Path) -> Path:
    """A copy of a file in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(path, folder / path.name))


def only_backup(folder: Path) -> Path:
    """The one backup of a folder."""
    (path,) = folder.glob("*.zip")
    return path


def asides(database: Path) -> list[Path]:
    """What was set aside beside a database."""
    return sorted(database.parent.glob(f"{database.name}.before-restore-*"))


def leftovers(database: Path) -> list[Path]:
    """What a restore left half done beside a database."""
    return [*database.parent.glob(f".{database.name}-restore-*")]


def flip(data: bytes) -> bytes:
    """The same with one bit changed in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def change(name: str, deed: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    """What changes one file of a backup behind its manifest’s back."""

    def spoil(path: Path) -> None:
        rewritten(path, lambda files: files.update({name: deed(files[name])}))

    return spoil
