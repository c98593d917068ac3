"""Pictures within a zip file that was checked: by the last part of their names."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import PurePosixPath

from quizapp.domain.bank.limits import MOST_BYTES, MOST_FILES
from quizapp.exchange.archives import BadArchiveError, part_of

_ENDINGS = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp"}


def pictures_in(data: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """Return what is called a picture; what it is, its content will say.

    Nothing is unpacked to a disk, so that a name like `../x.png` leads nowhere.
    """
    wanted = [name for name in names if PurePosixPath(name).suffix.lower() in _ENDINGS]
    return named_parts(data, {name: PurePosixPath(name).name for name in wanted})


def named_parts(data: bytes, names: Mapping[str, str]) -> dict[str, bytes]:
    """Return parts of a zip file by other names; of those too large no more than shows it."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sizes = {part.filename: part.file_size for part in archive.infolist()}
    for name, called in [*names.items()][: 2 * MOST_FILES]:
        if sizes.get(name, 0) > MOST_BYTES:
            found[called] = b"\0" * (MOST_BYTES + 1)
            continue
        with suppress(BadArchiveError):
            found.setdefault(called, part_of(data, name))
    return found
