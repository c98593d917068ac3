"""A backup as one file: a ZIP with a manifest in front, and nothing taken from it on trust."""

from __future__ import annotations

import errno
import hashlib
import lzma
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from quizapp.upkeep.backups.manifest import DATABASES, MANIFEST, KeptFile, Manifest
from quizapp.upkeep.backups.trouble import BackupTrouble

BACKUP_NAMES = re.compile(r"quizapp-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(-\d+)?\.zip")
LARGEST_MANIFEST = 100_000_000
"""In bytes. It names everybody who was ever deleted, guests as well, on a line of 30 bytes each."""

CHUNK = 1 << 20

_NO_DISKS = {None, errno.EINVAL}  # of errors that come from what was read, not from reading
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    KeyError,
    RuntimeError,
    ValueError,
    struct.error,
)
"""What a damaged archive makes Python's readers raise."""


@dataclass(frozen=True)
class Archive:
    """A backup that can be read."""

    path: Path
    manifest: Manifest
    _zip: zipfile.ZipFile

    @property
    def database(self) -> KeptFile:
        """The database in it."""
        return self.manifest.file(DATABASES[self.manifest.database])

    def check(self) -> None:
        """Read all of it.

        Raises:
            BackupTrouble: a file in it is not what it was.
        """
        for file in self.manifest.files:
            for _ in self._chunks(file):
                pass

    def content(self, name: str) -> bytes:
        """What is in a small file."""
        return b"".join(self._chunks(self.manifest.file(name)))

    def extract(self, file: KeptFile, target: Path) -> None:
        """Write a file out, flushed to disk, for this user's eyes only.

        Raises:
            BackupTrouble: it is not what it was.
        """
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for chunk in self._chunks(file):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())

    def _chunks(self, file: KeptFile) -> Iterator[bytes]:
        """The bytes of a file; never more than the manifest says, however much is packed."""
        digest, left = hashlib.sha256(), file.size
        damaged = _damaged(self.path, file.name)
        with _faults_as(damaged), self._zip.open(file.name) as packed:
            while chunk := packed.read(min(CHUNK, left + 1)):
                digest.update(chunk)
                left -= len(chunk)
                if left < 0:
                    raise damaged
                yield chunk
        if left or digest.hexdigest() != file.sha256:
            raise damaged


@contextmanager
def opened_archive(path: Path) -> Iterator[Archive]:
    """Open a backup and read what it says about itself.

    Raises:
        BackupTrouble: it is none, it is damaged, or a newer version made it.
    """
    none = BackupTrouble(f"{path.name} is not a backup, or only a part of one.")
    with path.open("rb") as file, ExitStack() as stack:
        with _faults_as(none):
            packed = stack.enter_context(zipfile.ZipFile(file))
        yield Archive(path, _manifest(packed, path), packed)


def pack(folder: Path, manifest: Manifest, target: Path) -> None:
    """Pack the files of a folder, and flush the archive to disk; only this user can read it."""
    described = folder.parent / MANIFEST
    described.write_text(manifest.model_dump_json(indent=2), encoding="utf-8")
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        # A machine without a battery for its clock may believe that it is 1970.
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as packed:
            packed.write(described, MANIFEST)
            for file in manifest.files:
                # A dump of PostgreSQL is packed already.
                is_packed = file.name == DATABASES["postgresql"]
                packed.write(
                    folder / file.name,
                    file.name,
                    zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED,
                )
        out.flush()
        os.fsync(out.fileno())


def _manifest(packed: zipfile.ZipFile, path: Path) -> Manifest:
    if MANIFEST not in packed.namelist():
        raise BackupTrouble(f"{path.name} is not a backup of quizapp.")
    with _faults_as(_damaged(path, MANIFEST)):
        with packed.open(MANIFEST) as file:
            text = file.read(LARGEST_MANIFEST)
        try:
            manifest = Manifest.model_validate_json(text)
        except ValidationError as error:
            if any(fault["loc"] == ("format",) for fault in error.errors()):
                raise BackupTrouble(
                    f"{path.name} was made by a newer quizapp. Get that version, then restore."
                ) from error
            raise
        manifest.file(DATABASES[manifest.database])
    return manifest


@contextmanager
def _faults_as(trouble: BackupTrouble) -> Iterator[None]:
    """Tell a damaged archive from a disk that cannot be read."""
    try:
        yield
    except _BROKEN as error:
        raise trouble from error
    except OSError as error:
        if error.errno in _NO_DISKS:
            raise trouble from error
        raise


def _damaged(path: Path, name: str) -> BackupTrouble:
    return BackupTrouble(
        f"{path.name} is damaged: {name} in it is not what it was when the backup was made. "
        "Nothing was changed; take another backup."
    )
