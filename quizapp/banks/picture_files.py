"""The folder of pictures beside a bank: what is in it, and the content by its hash."""

from __future__ import annotations

import hashlib
import os
import stat
from functools import lru_cache
from itertools import islice
from pathlib import Path

from quizapp.domain.bank import Reading, with_picture_files
from quizapp.domain.bank.limits import MOST_BYTES, MOST_FILES
from quizapp.domain.bank.picture_folder import (
    FOLDER,
    NO_PICTURES,
    PictureFile,
    PictureFolder,
    looked_at,
    too_large,
)

MOST_LISTED = 5 * MOST_FILES
"""Of a folder that several banks share; whoever has more has chosen the wrong folder."""

PicturesSignature = tuple[tuple[str, int, int, int], ...]
"""What differs when a picture was written, came or went: names, sizes, times."""


def pictures_folder(bank: Path) -> Path:
    """Where the pictures of a bank lie."""
    return bank.parent / FOLDER


def pictures_signature(bank: Path) -> PicturesSignature:
    """The files beside a bank as they are now; links are passed over, which may lead anywhere."""
    try:
        with os.scandir(pictures_folder(bank)) as entries:
            listed = [_signature(each) for each in islice(entries, MOST_LISTED)]
    except OSError:
        return ()
    return tuple(sorted(each for each in listed if each is not None))


def pictures_beside(bank: Path) -> PictureFolder:
    """What the files beside a bank are, each looked at once as long as it stays as it is."""
    folder = pictures_folder(bank)
    files = {
        name: _known_file(str(folder / name), size, modified, inode)
        for name, size, modified, inode in pictures_signature(bank)
    }
    return PictureFolder(files, is_shared=len(_banks_in(bank.parent)) > 1) if files else NO_PICTURES


def with_pictures_beside(reading: Reading, bank: Path) -> Reading:
    """A reading of some text for this file, with what is to be said of the pictures beside it."""
    if not reading.picture_files:
        return reading
    return with_picture_files(reading, pictures_beside(bank))


def picture_content(bank: Path, sha256: str) -> bytes | None:
    """The content of the picture of this hash, if a file beside the bank has it still."""
    folder = pictures_folder(bank)
    for name, file in pictures_beside(bank).files.items():
        if file.facts is not None and file.facts.sha256 == sha256:
            data = _content(folder / name)
            if data is not None and hashlib.sha256(data).hexdigest() == sha256:
                return data
    return None


@lru_cache(maxsize=4 * MOST_LISTED)
def _known_file(path: str, size: int, _modified: int, _inode: int) -> PictureFile:
    if size > MOST_BYTES:
        return too_large(size)
    data = _content(Path(path))
    if data is None:
        return PictureFile(code="B264", trouble="cannot be read")
    return looked_at(data, hashlib.sha256(data).hexdigest())


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None


def _signature(entry: os.DirEntry[str]) -> tuple[str, int, int, int] | None:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return None
    if entry.name.startswith(".") or not stat.S_ISREG(status.st_mode):
        return None
    return entry.name, status.st_size, status.st_mtime_ns, status.st_ino


def _banks_in(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix in {".yaml", ".yml"}]
