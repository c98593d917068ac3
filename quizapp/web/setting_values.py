"""What is written in settings, read: switches, numbers, time zones."""

from __future__ import annotations

import math
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


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
