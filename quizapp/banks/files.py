"""Banks as files: which are meant, what is in them, and how one is replaced and kept."""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path

from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.errors import BankFileTrouble, FileTrouble
from quizapp.web import config

STANDARD_INPUT = "-"
ENDINGS = frozenset({".yaml", ".yml"})
NEW_FILE_MODE = 0o644
BACKUPS = "bank-backups"
KEPT_BACKUPS = 200
"""Of each bank. At one save a minute that is more than three hours, at five a day six weeks."""

_TROUBLES = {
    errno.ENOENT: FileTrouble.NO_FOLDER,
    errno.ENOTDIR: FileTrouble.NO_FOLDER,
    errno.EACCES: FileTrouble.NOT_ALLOWED,
    errno.EPERM: FileTrouble.NOT_ALLOWED,
    errno.EROFS: FileTrouble.NOT_ALLOWED,
    errno.ENOSPC: FileTrouble.DISK_FULL,
    errno.EFBIG: FileTrouble.DISK_FULL,
    errno.EDQUOT: FileTrouble.DISK_FULL,
}

log = logging.getLogger(__name__)


def named_files(names: Iterable[str]) -> tuple[str, ...]:
    """Return the files that are meant; a folder's banks stand for the folder, if it has any.

    Without a name it is the bank that QUIZAPP_BANK names, else questions.yaml here.
    """
    wanted = tuple(names) or (config.given("BANK") or "questions.yaml",)
    return tuple(dict.fromkeys(_with_folders_opened(wanted)))


def _with_folders_opened(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        path = Path(name)
        banks = sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if path.is_dir() else []
        yield from map(str, banks) if banks else [name]


def yaml_files(folder: Path) -> list[Path]:
    """Return the files of a folder with a bank's ending, by name; none if it cannot be read."""
    try:
        return sorted(
            path
            for path in folder.iterdir()
            if path.suffix in ENDINGS and not path.name.startswith(".") and path.is_file()
        )
    except OSError:
        return []


def content(name: str | Path) -> bytes:
    """Return the bytes of a file, of a huge one only so many that it is seen to be too large."""
    if name == STANDARD_INPUT:
        return sys.stdin.buffer.read(LIMITS.bytes + 1)
    with Path(name).open("rb") as file:
        return file.read(LIMITS.bytes + 1)


def replace_content(name: str | Path, data: bytes) -> None:
    """Replace what is in a file at one stroke: a reader sees the old or the new, never a part.

    The new content is written beside the file, flushed to disk and moved over it. Mode, owner and
    group are kept, and a symbolic link stays one: the file that it leads to is replaced. Where
    there is no file yet, one is made.
    """
    with content_beside(name, data) as put_in_place:
        put_in_place()


@contextlib.contextmanager
def content_beside(name: str | Path, data: bytes) -> Iterator[Callable[[], None]]:
    """Write new content beside a file, and give what then puts it in place at one stroke.

    All that takes time, or may fail for want of room, is done before.
    """
    target = Path(name).resolve()
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _take_after(target, Path(temporary))
        yield lambda: _move(Path(temporary), target)
    finally:
        Path(temporary).unlink(missing_ok=True)
    flush_folder(target.parent)


def put_back(name: str | Path, old: bytes | None) -> None:
    """Let a file say again what it said, or be gone again where there was none."""
    if old is None:
        Path(name).resolve().unlink(missing_ok=True)
    else:
        replace_content(name, old)


def _move(temporary: Path, target: Path) -> None:
    temporary.replace(target)


def keep_backup(name: str | Path, data: bytes, data_dir: Path, now: datetime) -> Path:
    """Keep the old bytes of a file in the data folder, under the time; return where.

    The newest `KEPT_BACKUPS` of each file stay; older ones go.
    """
    path = Path(name)
    folder = data_dir / BACKUPS / path.name
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = folder / f"{now:%Y-%m-%dT%H-%M-%S-%f}Z{path.suffix}"
    replace_content(kept, data)
    kept.chmod(0o600)
    for old in sorted(folder.glob(f"*Z{path.suffix}"))[:-KEPT_BACKUPS]:
        old.unlink(missing_ok=True)
    return kept


def _take_after(target: Path, temporary: Path) -> None:
    """Give the new file the mode of the old one and, where that is allowed, its owner and group."""
    try:
        old = target.stat()
    except FileNotFoundError:
        temporary.chmod(NEW_FILE_MODE)
        return
    if hasattr(os, "chown"):
        for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
            with contextlib.suppress(PermissionError):
                os.chown(temporary, owner, group)
    temporary.chmod(stat.S_IMODE(old.st_mode))


def flush_folder(folder: Path) -> None:
    """Have the move itself survive a power cut; Windows has no way to ask for that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def told_file_troubles() -> Iterator[None]:
    """Turn an error of the file system into one that a page can tell.

    Raises:
        BankFileTrouble: saying what kind of trouble it is.
    """
    try:
        yield
    except TimeoutError as error:
        raise BankFileTrouble(FileTrouble.BUSY) from error
    except OSError as error:
        log.warning("The bank's file: %s", error)
        trouble = _TROUBLES.get(error.errno or 0, FileTrouble.OTHER)
        raise BankFileTrouble(trouble, error.strerror or "") from error
