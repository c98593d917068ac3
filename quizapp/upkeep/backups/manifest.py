"""What a backup says about itself."""

from __future__ import annotations

import hashlib
import platform
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, NonNegativeInt, field_validator
from sqlalchemy import make_url

FORMAT = 1
MANIFEST = "manifest.json"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
SECRET = "secret_key"  # noqa: S105  the name of a file
BANKS = "banks/"
TRANSLATIONS = "translations"
PICTURES = "pictures"
BETWEEN = "+"
"""Between the folders of a translation's or picture's file in its name: earlier versions take no
more slashes, and leave what they do not know."""

_NAME = re.compile(r"(banks/)?[^/\\:\x00-\x1f\ud800-\udfff]+")
_MOST_NAME_BYTES = 255


def can_be_kept(name: str) -> bool:
    """Whether a file can have this name in a backup; one that cannot would keep it from being made.

    No bank can name a picture or a translation like that.
    """
    return _NAME.fullmatch(name) is not None and len(name.encode()) <= _MOST_NAME_BYTES


class KeptFile(BaseModel):
    """A file in a backup, and what it must be when it comes out again."""

    model_config = ConfigDict(frozen=True)

    name: str
    size: NonNegativeInt
    sha256: str

    @field_validator("name")
    @classmethod
    def _stays_inside(cls, name: str) -> str:
        if not _NAME.fullmatch(name) or name.rsplit("/", 1)[-1] in {".", ".."}:
            raise ValueError("leads out of the backup")
        return name


class Manifest(BaseModel):
    """What a backup says about itself.

    Attributes:
        format: Of backups. It grows when an older version could not read them.
        version: Of the app that made it.
        made_at: When, in UTC.
        origin: A mark of the machine and database; only backups with its own are thinned out.
        database: Of which kind.
        schema_revision: The newest migration that the database had seen.
        rows: How many rows each table had.
        files: All other files in the backup.
        erased: The ids of people whom it knows as deleted, for restoring earlier ones.
    """

    model_config = ConfigDict(frozen=True)

    format: Literal[1]
    version: str
    made_at: AwareDatetime
    origin: str
    database: Literal["sqlite", "postgresql"]
    schema_revision: str
    rows: dict[str, NonNegativeInt]
    files: tuple[KeptFile, ...]
    erased: tuple[str, ...] = ()

    @property
    def bank_names(self) -> tuple[str, ...]:
        """The names of the banks' files."""
        names = (file.name for file in self.files if file.name.startswith(BANKS))
        return tuple(name.removeprefix(BANKS) for name in names)

    @property
    def translation_paths(self) -> dict[str, Path]:
        """The places of the banks' translations, beside the banks, by their names in the backup."""
        start = TRANSLATIONS + BETWEEN
        names = [file.name for file in self.files if file.name.startswith(start)]
        parted = {name: name.removeprefix(start).rpartition(BETWEEN) for name in names}
        paths = {name: Path(TRANSLATIONS, of, file) for name, (of, _, file) in parted.items()}
        return {name: path for name, path in paths.items() if ".." not in path.parts}

    @property
    def picture_names(self) -> tuple[str, ...]:
        """The names of the files in the folder of pictures beside the banks."""
        start = PICTURES + BETWEEN
        names = [file.name for file in self.files if file.name.startswith(start)]
        inner = (name.removeprefix(start) for name in names)
        return tuple(name for name in inner if not name.startswith("."))

    @property
    def has_secret(self) -> bool:
        """Whether the secret key is in it."""
        return any(file.name == SECRET for file in self.files)

    def file(self, name: str) -> KeptFile:
        """The entry of a file; KeyError if there is none."""
        return {file.name: file for file in self.files}[name]


@dataclass(frozen=True)
class Records:
    """What a database held when it was copied: rows by table, its schema, who was deleted."""

    rows: Mapping[str, int]
    schema: str
    erased: tuple[str, ...]


def written_manifest(
    values: Mapping[str, Any], records: Records, made_at: datetime, folder: Path
) -> Manifest:
    """The manifest of what lies in a folder."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    kind = make_url(values["DATABASE_URL"]).get_backend_name()
    return Manifest.model_validate(
        {
            "format": FORMAT,
            "version": version("quizapp"),
            "made_at": made_at,
            "origin": origin_of(values),
            "database": kind,
            "schema_revision": records.schema,
            "rows": dict(records.rows),
            "erased": records.erased,
            "files": tuple(_kept(path, path.relative_to(folder).as_posix()) for path in paths),
        }
    )


def origin_of(values: Mapping[str, Any]) -> str:
    """A mark of this machine and database that tells neither."""
    address = make_url(values["DATABASE_URL"]).set(password=None).render_as_string()
    return hashlib.sha256(f"{platform.node()}\n{address}".encode()).hexdigest()[:16]


def sha256_of(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _kept(path: Path, name: str) -> KeptFile:
    return KeptFile(name=name, size=path.stat().st_size, sha256=sha256_of(path))
