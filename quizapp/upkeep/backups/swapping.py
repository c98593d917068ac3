"""One database in the place of another, at one stroke, with the old one kept aside."""

from __future__ import annotations

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path

from quizapp.banks import files
from quizapp.upkeep.backups.sqlite_files import let_go_of_journals
from quizapp.web.sqlite_library import sqlite3

JOURNALS = ("-journal", "-wal")


def swap_in(new: Path, database: Path, now: datetime) -> Path | None:
    """Put a database in place of another; gives where the old one is now.

    Killed at any moment, this leaves the old database or the new one in place, never a mixture.
    """
    aside = _set_aside(database, now) if _has_content(database) else None
    for suffix in (*JOURNALS, "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    new.replace(database)
    files.flush_folder(database.parent)
    return aside


def own_as(new: Path, database: Path) -> None:
    """Give a new database to whoever owns the old one, or the folder; for their eyes only."""
    new.chmod(0o600)
    if hasattr(os, "chown"):
        owner = (database if database.exists() else database.parent).stat()
        with contextlib.suppress(PermissionError):
            os.chown(new, owner.st_uid, owner.st_gid)


def _set_aside(database: Path, now: datetime) -> Path:
    """A second name for the old database, so that it never lacks the first one.

    What was cut off while it was written has a journal beside it. Then both are copied as they
    are before SQLite sees them: it mends a sound database by its journal, but it also deletes
    the journal of one that it cannot read.
    """
    aside = _free_name(database, now)
    copies = {
        journal: aside.with_name(aside.name + suffix)
        for suffix in JOURNALS
        if _has_content(journal := database.with_name(database.name + suffix))
    }
    try:
        if copies:
            copies[database] = aside
            for path, copy in copies.items():
                shutil.copy2(path, copy)
        _refuse_busy(database)
    except BaseException:
        for copy in copies.values():
            copy.unlink(missing_ok=True)
        raise
    if not copies:
        _link(database, aside)
    return aside


def _refuse_busy(database: Path) -> None:
    with contextlib.suppress(sqlite3.DatabaseError):  # a damaged one is in nobody's use
        let_go_of_journals(database)


def _free_name(database: Path, now: datetime) -> Path:
    stem = f"{database.name}.before-restore-{now:%Y-%m-%dT%H-%M-%S}Z"
    aside, count = database.with_name(stem), 1
    while aside.exists():
        count += 1
        aside = database.with_name(f"{stem}-{count}")
    return aside


def _link(path: Path, other: Path) -> None:
    try:
        other.hardlink_to(path)
    except OSError:  # some disks know no second names
        shutil.copy2(path, other)


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0
