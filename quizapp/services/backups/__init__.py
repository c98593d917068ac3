"""Backups: made while the server runs, thinned out with time, and put back.

They work on settings and not in an app: an app makes its data folder and its secret when it
starts, and a restore is wanted where there is nothing yet, or where what there is is broken.
"""

from quizapp.services.backups.archive import BACKUP_NAMES, Archive, opened_archive
from quizapp.services.backups.making import Made, last_backup, make_backup
from quizapp.services.backups.manifest import Manifest
from quizapp.services.backups.restoring import Restored, restore
from quizapp.services.backups.thinning import thin_out
from quizapp.services.backups.trouble import BackupTrouble

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
