"""Backups: made while the server runs, thinned out with time, and put back.

They work on settings and not in an app: an app makes its data folder and its secret when it
starts, and a restore is wanted where there is nothing yet, or where what there is is broken.
"""

from quizapp.upkeep.backups.archive import BACKUP_NAMES, Archive, opened_archive
from quizapp.upkeep.backups.making import Made, last_backup, make_backup
from quizapp.upkeep.backups.manifest import Manifest
from quizapp.upkeep.backups.restoring import Restored, restore
from quizapp.upkeep.backups.thinning import thin_out
from quizapp.upkeep.backups.trouble import BackupTrouble

__all__ = [
    "BACKUP_NAMES",
    "Archive",
    "BackupTrouble",
    "Made",
    "Manifest",
    "Restored",
    "last_backup",
    "make_backup",
    "opened_archive",
    "restore",
    "thin_out",
]
