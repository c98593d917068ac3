"""Banks as files: which are meant, what is in them, and how one is replaced."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from quizapp import config
from quizapp.domain.bank.limits import LIMITS

STANDARD_INPUT = "-"


def named_files(names: Iterable[str]) -> tuple[str, ...]:
    """Return the files that are meant; a folder's banks stand for the folder, if it has any.

    Without a name it is the bank that QUIZAPP_BANK names, else questions.yaml here.
    """
    wanted = tuple(names) or (config.given("BANK") or "questions.yaml",)
    return tuple(dict.fromkeys(_with_folders_opened(wanted)))


def _with_folders_opened(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        path = Path(name)
        found = sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if path.is_dir() else []
        yield from map(str, found) if found else [name]


def content(name: str) -> bytes:
    """Return the bytes of a file, of a huge one only so many that it is seen to be too large."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(LIMITS.bytes + 1)
    with Path(name).open("rb") as file:
        return file.read(LIMITS.bytes + 1)


def replace_content(name: str, data: bytes) -> None:
    """Replace what is in a file at one stroke: a reader sees the old or the new, never a part.

    The new content is written beside the file, flushed to disk and moved over it. The mode is
    kept, and a symbolic link stays one: the file that it leads to is replaced.
    """
    target = Path(name).resolve(strict=True)
    mode = stat.S_IMODE(target.stat().st_mode)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
