"""A backup each day, made by the server itself: by one of its processes, beside those who answer.

The day is the site's and turns at four in the morning; a server that begins later makes the backup
a minute after. What came of it stands in a note in the data folder, for the doctor and for the
page that tells teachers.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app

from quizapp.banks import files
from quizapp.banks.locks import file_lock
from quizapp.domain.days import learning_day
from quizapp.domain.thinning import USUAL
from quizapp.upkeep.backups.making import last_backup, make_backup
from quizapp.upkeep.backups.thinning import thin_out
from quizapp.upkeep.backups.trouble import BackupTrouble
from quizapp.web import clock
from quizapp.web.settings import SETTINGS
from quizapp.web.working_apart import worked_apart_within

NOTE = "daily_backup.json"
SETTLING_SECONDS = 60
AGAIN_AFTER = timedelta(hours=1)
"""So long after one that failed, or was cut off, the next is tried."""
GIVE_UP_SECONDS = 3000
"""A large database on a slow disk takes long; it has to be over before the next one is tried."""

log = logging.getLogger(__name__)
_began = time.monotonic()


@dataclass(frozen=True)
class Failing:
    """Since when the daily backup fails, and why."""

    since: datetime
    reason: str


def see_to_backup(now: datetime) -> None:
    """Begin today's backup, unless it was made, or another process is at it."""
    values = {setting.name: current_app.config[setting.name] for setting in SETTINGS}
    has_settled = time.monotonic() - _began > SETTLING_SECONDS
    if has_settled and is_due(values, now) and claim(values, now):
        threading.Thread(target=_work_apart, args=(values,), name="backup", daemon=True).start()


def is_due(values: Mapping[str, Any], now: datetime) -> bool:
    """Whether there is no backup of today, and none has been tried of late."""
    if values["BACKUPS"] is None:
        return False
    last, tried_at = last_backup(values["DATA_DIR"]), _noted_moment(values, "tried_at")
    is_made = last is not None and _day(values, last.made_at) >= _day(values, now)
    return not is_made and not (tried_at and tried_at <= now < tried_at + AGAIN_AFTER)


def claim(values: Mapping[str, Any], now: datetime) -> bool:
    """Take it on, so that no other process does; whether it was still to be had."""
    try:
        with file_lock(_note_path(values), values["DATA_DIR"]):
            if not is_due(values, now):
                return False
            _write_note(values, {**_noted(values), "tried_at": now.isoformat()})
    except OSError:  # a disk that is full or gone: told by what cannot be saved
        return False
    return True


def back_up(values: Mapping[str, Any], now: datetime) -> None:
    """Make the backup, let go of old ones, and note what came of it."""
    try:
        folder: Path = values["BACKUPS"]
        make_backup(values, folder, now)
        thin_out(values, folder, USUAL, now)
    except BackupTrouble as trouble:
        note_failure(values, now, str(trouble))
    else:
        _write_note(values, {"tried_at": now.isoformat()})


def note_failure(values: Mapping[str, Any], now: datetime, reason: str) -> None:
    """Note that it fails, and since when."""
    log.error("The daily backup could not be made: %s", reason)
    failing = failing_backup(values)
    since = (failing.since if failing else now).isoformat()
    try:
        _write_note(values, {"tried_at": now.isoformat(), "failing_since": since, "reason": reason})
    except OSError:
        log.exception("That cannot be noted either")


def failing_backup(values: Mapping[str, Any]) -> Failing | None:
    """Since when the daily backup fails; None where none is made, or the last one was."""
    since = _noted_moment(values, "failing_since")
    if values["BACKUPS"] is None or since is None:
        return None
    last = last_backup(values["DATA_DIR"])
    # Made by hand meanwhile; if that began first, it was what kept the daily one from being made.
    is_over = last is not None and _day(values, last.made_at) >= _day(values, since)
    return None if is_over else Failing(since, str(_noted(values).get("reason", "")))


def _work_apart(values: Mapping[str, Any]) -> None:
    now = clock.now()
    try:
        worked_apart_within(GIVE_UP_SECONDS, back_up, values, now)
    except Exception as error:
        log.exception("The daily backup was cut off")
        note_failure(values, now, f"It was cut off: {error}.")


def _day(values: Mapping[str, Any], moment: datetime) -> date:
    return learning_day(moment, ZoneInfo(values["TIMEZONE"]))


def _note_path(values: Mapping[str, Any]) -> Path:
    folder: Path = values["DATA_DIR"]
    return folder / NOTE


def _noted(values: Mapping[str, Any]) -> dict[str, str]:
    """What was noted; nothing where that cannot be read."""
    try:
        noted = json.loads(_note_path(values).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return noted if isinstance(noted, dict) else {}


def _noted_moment(values: Mapping[str, Any], name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(_noted(values)[name])
    except (KeyError, TypeError, ValueError):
        return None


def _write_note(values: Mapping[str, Any], noted: Mapping[str, str]) -> None:
    files.replace_content(_note_path(values), json.dumps(noted).encode())
