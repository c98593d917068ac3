"""Times: the clock, the zone, and how old the last backup is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, inspect, select
from sqlalchemy.exc import SQLAlchemyError

from quizapp.models import (
    Attempt,
    AuditEntry,
    BankPublication,
    Regrade,
    Response,
    Review,
    User,
)
from quizapp.upkeep.backups.daily import failing_backup
from quizapp.upkeep.backups.making import LastBackup, last_backup
from quizapp.upkeep.doctor.engines import CannotLook, looked_at
from quizapp.upkeep.doctor.remarks import Remark, note, to_do, well
from quizapp.web import config
from quizapp.web.database_files import database_file

SLACK = timedelta(minutes=1)
OLD = timedelta(days=7)
MAKE_ONE = "Make one: quizapp backup"
NONE_AND_UNSEEN = "No backup was ever made here. Whether there are records cannot be seen."

RECORDED = (
    Attempt.started_at,
    AuditEntry.happened_at,
    BankPublication.published_at,
    Regrade.made_at,
    Response.responded_at,
    Review.reviewed_at,
    User.created_at,
)
"""When things were recorded. Other times, such as when a card falls due, lie ahead of now."""


def time_remarks(values: Mapping[str, Any], now: datetime) -> Iterator[Remark]:
    """What is to be said about clock, zone and last backup."""
    newest = _newest_record(values)
    yield _clock(newest, now)
    yield _zone(values, now)
    yield _backup(values, newest, now)
    yield _daily(values)


def _clock(newest: datetime | None, now: datetime) -> Remark:
    present = f"{now:%Y-%m-%d %H:%M} UTC"
    if newest is not None and newest > now + SLACK:
        return to_do(
            "clock",
            f"By this machine's clock it is {present}, but something was recorded at "
            f"{newest:%Y-%m-%d %H:%M} UTC.",
            "Set the clock, and have it kept right over the network (NTP).",
        )
    return well("clock", f"By this machine's clock it is {present}.")


def _zone(values: Mapping[str, Any], now: datetime) -> Remark:
    name = values["TIMEZONE"]
    local = now.astimezone(ZoneInfo(name))
    if config.given("TIMEZONE") is None:
        return note(
            "time-zone",
            "No time zone is set, so the class lives by UTC.",
            "Name the class's: QUIZAPP_TIMEZONE=Europe/Vienna",
        )
    return well("time-zone", f"The class lives by {name}, where it is {local:%H:%M}.")


def _backup(values: Mapping[str, Any], newest: datetime | None, now: datetime) -> Remark:
    last = last_backup(values["DATA_DIR"])
    if last is None:
        if newest is None and not _are_records_seen(values):
            return note("last-backup", NONE_AND_UNSEEN)
        if newest is None:
            return note("last-backup", "There is no backup, and no records were found to back up.")
        return to_do("last-backup", "No backup was ever made here.", MAKE_ONE)
    age = max(now - last.made_at, timedelta(0))
    sentence = f"The last backup is {_told_age(age)} old: {last.path}"
    if not last.path.exists():
        sentence = f"The last backup is {_told_age(age)} old, and was moved from {last.path}"
    if age > OLD and newest is not None and newest > last.made_at:
        return to_do("last-backup", sentence, MAKE_ONE)
    if _is_on_same_disk(last, values):
        cure = "Copy it to another machine now and then."
        return note("last-backup", f"{sentence}. It lies on the disk of the database.", cure)
    return well("last-backup", sentence)


def _daily(values: Mapping[str, Any]) -> Remark:
    if values["BACKUPS"] is None:
        return note("daily-backup", "The server makes no backups by itself (QUIZAPP_BACKUPS=off).")
    failing = failing_backup(values)
    if failing is not None:
        since = f"{failing.since:%Y-%m-%d %H:%M} UTC"
        sentence = f"The daily backup has failed since {since}: {failing.reason.rstrip('.')}."
        return to_do("daily-backup", sentence, "See to that, then try: quizapp backup")
    return well(
        "daily-backup", f"A server that runs makes a backup each day, in {values['BACKUPS']}."
    )


def _are_records_seen(values: Mapping[str, Any]) -> bool:
    """Whether it can be seen that there are none; a file that is missing holds none."""
    try:
        with looked_at(values) as connection:
            if inspect(connection).has_table(User.__tablename__):
                connection.execute(select(func.count(User.id)))
    except CannotLook:
        return database_file(values) is not None
    except SQLAlchemyError:
        return False
    return True


def _newest_record(values: Mapping[str, Any]) -> datetime | None:
    try:
        with looked_at(values) as connection:
            moments = [connection.execute(select(func.max(column))).scalar() for column in RECORDED]
    except (CannotLook, SQLAlchemyError):
        return None  # said already
    return max((moment for moment in moments if moment is not None), default=None)


def _is_on_same_disk(last: LastBackup, values: Mapping[str, Any]) -> bool:
    database = database_file(values) or values["DATA_DIR"]
    if not (last.path.exists() and database.exists()):
        return False
    return last.path.stat().st_dev == database.stat().st_dev


def _told_age(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return "less than an hour"
    if hours < 48:
        return "1 hour" if hours == 1 else f"{hours} hours"
    return f"{hours // 24} days"
