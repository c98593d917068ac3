"""Untrusted zip files: read within limits, and never unpacked to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

MAX_BYTES = 50_000_000
MAX_PARTS = 20_000
MAX_PART_BYTES = 60_000_000
MAX_UNPACKED_BYTES = 150_000_000
MAX_RATIO = 200
_ALWAYS_FINE_BYTES = 5_000_000
_DAMAGES = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError)


class BadArchiveError(Exception):
    """The bytes are not a zip file that can be read; carries the code and what is wrong."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def check_archive(data: bytes, most_unpacked: int = MAX_UNPACKED_BYTES) -> tuple[str, ...]:
    """Return the names in a zip file after looking at its sizes.

    Python never unpacks more of a part than its stated size, so that the stated sizes bound it.

    Raises:
        BadArchiveError: It is no zip file, or too large.

    """
    if len(data) > MAX_BYTES:
        raise BadArchiveError(
            "X602", f"The file has {len(data):,} bytes; {MAX_BYTES:,} are the most."
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, LookupError, OSError, NotImplementedError) as error:
        raise BadArchiveError("X601", "This is not a zip file, or it is cut short.") from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or unpacked > most_unpacked:
        message = f"Unpacked it would be {len(parts):,} files of {unpacked:,} bytes."
        raise BadArchiveError("X602", message)
    if unpacked > max(_ALWAYS_FINE_BYTES, MAX_RATIO * len(data)):
        raise BadArchiveError("X602", f"A bomb: {len(data):,} bytes would become {unpacked:,}.")
    return tuple(part.filename for part in parts)


def part_of(data: bytes, name: str) -> bytes:
    """Return one part of a zip file that was checked.

    Raises:
        BadArchiveError: The part is missing, damaged, encrypted or too large.

    """
    return next(parts_of(data, [name]))


def parts_of(data: bytes, names: Iterable[str]) -> Iterator[bytes]:
    """Yield parts of a zip file that was checked, which is opened once for all of them.

    Raises:
        BadArchiveError: A part is missing, damaged, encrypted or too large.

    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in names:
            yield part_within(archive, name)


def part_within(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return one part of a zip file that was checked and is open.

    Raises:
        BadArchiveError: The part is missing, damaged, encrypted or too large.

    """
    try:
        if archive.getinfo(name).file_size > MAX_PART_BYTES:
            raise BadArchiveError("X602", f"`{name}` is too large.")
        return archive.read(name)
    except KeyError as error:
        raise BadArchiveError("X601", f"`{name}` is missing in the package.") from error
    except _DAMAGES as error:
        message = f"`{name}` is damaged or encrypted."
        raise BadArchiveError("X601", message) from error
