"""What is written in settings, read: switches, numbers, time zones."""

from __future__ import annotations

import math
import re
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

LOOPBACK = "loopback"
NO_BACKUPS = {"off", "0", "no", "none"}
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,200}")


def flag(text: str) -> bool:
    """Whether something is on.

    Raises:
        ValueError: saying what to use.
    """
    if text.lower() in {"1", "true", "yes", "on"}:
        return True
    if text.lower() in {"", "0", "false", "no", "off"}:
        return False
    raise ValueError("use 1 or 0")


def _number(text: str, least: float, most: float, kind: type[float] = float) -> float:
    words = "a whole number" if kind is int else "a number"
    try:
        value = kind(text)
    except ValueError:
        value = math.nan
    if not least <= value <= most:
        raise ValueError(f"use {words} from {least} to {most}")
    return value


def retention(text: str) -> float:
    """A recall that practice can aim at.

    Raises:
        ValueError: saying what to use.
    """
    return _number(text, 0.7, 0.97)


def backup_folder(text: str) -> Path | None:
    """The folder for daily backups, None where none are made; an empty path is the usual one."""
    return None if text.lower() in NO_BACKUPS else Path(text).expanduser()


def zone(text: str) -> str:
    """The name of a time zone.

    Raises:
        ValueError: there is none of this name.
    """
    try:
        ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("use a name such as Europe/Vienna or America/Toronto") from error
    return text


def log_format(text: str) -> str:
    """A way to write the log.

    Raises:
        ValueError: saying what to use.
    """
    if text not in {"plain", "json"}:
        raise ValueError("use plain or json")
    return text


def milliseconds(text: str) -> int:
    """A whole number of milliseconds, up to ten minutes.

    Raises:
        ValueError: saying what to use.
    """
    return int(_number(text, 0, 600_000, int))


def metrics_access(text: str) -> str:
    """Who may read the figures: nobody, programs on this machine, or who knows a secret.

    Raises:
        ValueError: saying what to use.
    """
    if text and text != LOOPBACK and not _TOKEN.fullmatch(text):
        raise ValueError(f"use {LOOPBACK}, or a secret of 20 to 200 letters and digits")
    return text
