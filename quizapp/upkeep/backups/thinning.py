"""Taking away old backups, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from quizapp.domain.thinning import Keep, kept_moments
from quizapp.upkeep.backups.archive import BACKUP_NAMES, opened_archive
from quizapp.upkeep.backups.manifest import origin_of
from quizapp.upkeep.backups.trouble import BackupTrouble, told_disk_troubles


def thin_out(
    values: Mapping[str, Any], folder: Path, keep: Keep, now: datetime
) -> tuple[Path, ...]:
    """Delete the backups of a folder that need not be kept; gives those that went.

    Only what is named as a backup, can be read as one, and was made on this machine of this
    database is ever deleted.
    """
    with told_disk_troubles():
        own = _own_backups(folder, origin_of(values))
        kept = kept_moments([*own.values()], keep, now, ZoneInfo(values["TIMEZONE"]))
        gone = tuple(sorted(path for path, made_at in own.items() if made_at not in kept))
        for path in gone:
            path.unlink(missing_ok=True)
    return gone


def _own_backups(folder: Path, origin: str) -> dict[Path, datetime]:
    own: dict[Path, datetime] = {}
    for path in folder.iterdir():
        if not BACKUP_NAMES.fullmatch(path.name) or path.is_symlink():
            continue
        try:
            with opened_archive(path) as archive:
                if archive.manifest.origin == origin:
                    own[path] = archive.manifest.made_at
        except (BackupTrouble, OSError):
            continue  # damaged, or not ours: somebody should look at it first
    return own
