"""The folder of pictures beside a bank: what is in it, and the content by its hash."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache, lru_cache, partial
from itertools import islice
from pathlib import Path

from quizapp.banks.files import yaml_files
from quizapp.domain.bank import Bank, Reading, with_picture_files
from quizapp.domain.bank.limits import MOST_BYTES, MOST_FILES
from quizapp.domain.bank.picture_folder import (
    FOLDER,
    NO_PICTURES,
    PictureFile,
    PictureFolder,
    looked_at,
    too_large,
)
from quizapp.domain.bank.pictures import is_file_name

_UNREADABLE = PictureFile(code="B264", trouble="cannot be read")

MOST_LISTED = 5 * MOST_FILES
"""Of a folder that several banks share; whoever has more has chosen the wrong folder."""


def pictures_folder(bank: Path) -> Path:
    """Where the pictures of a bank lie."""
    return bank.parent / FOLDER


def picture_paths(bank: Path) -> list[Path]:
    """The files in it that a bank can name; links are passed over, which may lead anywhere."""
    try:
        with os.scandir(pictures_folder(bank)) as entries:
            names = [each.name for each in islice(entries, MOST_LISTED) if _is_file(each)]
    except OSError:
        return []
    return [pictures_folder(bank) / name for name in sorted(names)]


def pictures_beside(bank: Path) -> PictureFolder:
    """What the files beside a bank are, each looked at once as long as it stays as it is."""
    files = {path.name: _file(path) for path in picture_paths(bank)}
    return (
        PictureFolder(files, is_shared=len(yaml_files(bank.parent)) > 1) if files else NO_PICTURES
    )


def with_pictures_beside(reading: Reading, bank: Path) -> Reading:
    """A reading of some text for this file, with what is to be said of the pictures beside it."""
    if not reading.picture_files:
        return reading
    return with_picture_files(reading, pictures_beside(bank))


def pictures_of(bank: Bank, path: Path) -> dict[str, bytes]:
    """The pictures of a bank by their hashes, as far as their files are there."""
    hashes = {each.facts.sha256 for each in bank.pictures.values() if each.facts}
    content = contents_beside(path)
    found = ((sha256, content(sha256)) for sha256 in hashes)
    return {sha256: data for sha256, data in found if data is not None}


def contents_beside(bank: Path) -> Callable[[str], bytes | None]:
    """What gives a picture by its hash, if a file beside the bank has it still.

    The folder is looked through once, when the first picture is wanted.
    """
    paths = cache(partial(_paths_by_hash, bank))

    def content(sha256: str) -> bytes | None:
        for path in paths().get(sha256, ()):
            data = _content(path)
            if data is not None and hashlib.sha256(data).hexdigest() == sha256:
                return data
        return None

    return content


def _paths_by_hash(bank: Path) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for name, file in pictures_beside(bank).files.items():
        if file.facts is not None:
            found.setdefault(file.facts.sha256, []).append(pictures_folder(bank) / name)
    return found


def _file(path: Path) -> PictureFile:
    try:
        status = path.stat()
    except OSError:
        return _UNREADABLE
    return _known_file(path, status.st_size, status.st_mtime_ns, status.st_ino)


@lru_cache(maxsize=4 * MOST_LISTED)
def _known_file(path: Path, size: int, _modified: int, _inode: int) -> PictureFile:
    if size > MOST_BYTES:
        return too_large(size)
    data = _content(path)
    return looked_at(data, hashlib.sha256(data).hexdigest()) if data is not None else _UNREADABLE


def _content(path: Path) -> bytes | None:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        return None


def _is_file(entry: os.DirEntry[str]) -> bool:
    return is_file_name(entry.name) and entry.is_file(follow_symlinks=False)
