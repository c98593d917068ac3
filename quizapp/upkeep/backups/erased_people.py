"""People who were deleted after a backup was made: a restore deletes them in it again.

A backup is of its day, and cannot know who was deleted since. Two places may: the database that the
restore puts aside, and later backups beside this one, each of which names whom it knows as
deleted. They name random ids, which say nothing about who it was.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from quizapp.accounts.erasing import erase
from quizapp.models import User
from quizapp.upkeep.backups.archive import BACKUP_NAMES, opened_archive
from quizapp.upkeep.backups.bare_database import opened_database
from quizapp.upkeep.backups.postgresql import erased_in_postgresql
from quizapp.upkeep.backups.sqlite_files import erased_in_sqlite
from quizapp.upkeep.backups.trouble import BackupTrouble
from quizapp.web.database import lock_learner, write_transaction
from quizapp.web.database_files import database_file
from quizapp.web.extensions import db


def erased_since(present: Mapping[str, Any], backup: Path) -> frozenset[str]:
    """Whom the present database, and the backups beside this one, know as deleted.

    What cannot be read tells nothing: it is no reason not to restore.
    """
    return frozenset(_in_place(present)) | frozenset(_beside(backup))


def erase_again(address: str, public_ids: frozenset[str], now: datetime) -> int:
    """Delete these people in a restored database; how many of them it still knew."""
    if not public_ids:
        return 0
    with opened_database(address):
        known = db.session.scalars(select(User.public_id).where(User.erased_at.is_(None)))
        wanted = public_ids.intersection(known)
        for public_id in sorted(wanted):
            _erase_one(public_id, now)
    return len(wanted)


def _in_place(present: Mapping[str, Any]) -> tuple[str, ...]:
    path = database_file(present)
    if path is not None:
        return erased_in_sqlite(path) if path.exists() else ()
    with contextlib.suppress(BackupTrouble):
        return erased_in_postgresql(present["DATABASE_URL"])
    return ()


def _beside(backup: Path) -> Iterable[str]:
    for path in backup.absolute().parent.iterdir():
        if BACKUP_NAMES.fullmatch(path.name) and not path.is_symlink():
            with contextlib.suppress(BackupTrouble, OSError), opened_archive(path) as archive:
                yield from archive.manifest.erased


def _erase_one(public_id: str, now: datetime) -> None:
    with write_transaction() as tx:
        user = tx.scalars(select(User).where(User.public_id == public_id)).one()
        lock_learner(tx, user.id)
        erase(tx, user, now)
