"""Pictures within a zip file that was checked, by their names."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from io import BytesIO
from pathlib import PurePosixPath

from quizapp.domain.bank.limits import MOST_BYTES
from quizapp.exchange.archives import BadArchiveError, part_within
from quizapp.exchange.pictures_in import MOST_KEPT

_ENDINGS = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".bmp"}


def pictures_in(data: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """Return what is called a picture, by its path and, where no other has it, by its last part.

    What it is, its content will say. Nothing is unpacked to a disk, so that a name like `../x.png`
    leads nowhere.
    """
    wanted = [name for name in names if PurePosixPath(name).suffix.lower() in _ENDINGS]
    found = named_parts(data, {name: name for name in wanted})
    by_last_part: dict[str, set[bytes]] = {}
    for name, content in found.items():
        by_last_part.setdefault(PurePosixPath(name).name, set()).add(content)
    return {last: min(each) for last, each in by_last_part.items() if len(each) == 1} | found


def named_parts(data: bytes, names: Mapping[str, str]) -> dict[str, bytes]:
    """Return parts of a zip file by other names; of those too large no more than shows it."""
    found: dict[str, bytes] = {}
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sizes = {part.filename: part.file_size for part in archive.infolist()}
        for name, called in [*names.items()][:MOST_KEPT]:
            if sizes.get(name, 0) > MOST_BYTES:
                found[called] = b"\0" * (MOST_BYTES + 1)
                continue
            with suppress(BadArchiveError):
                found.setdefault(called, part_within(archive, name))
    return found
