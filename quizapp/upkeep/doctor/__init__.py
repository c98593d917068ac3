"""Whether all is well with an installation. It looks, and never writes.

Like backups it works on settings and not in an app, which would make what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from quizapp.upkeep.doctor.banks import bank_remarks
from quizapp.upkeep.doctor.counting import counting_remarks
from quizapp.upkeep.doctor.databases import database_remarks
from quizapp.upkeep.doctor.names_kept import names_kept_remarks
from quizapp.upkeep.doctor.places import place_remarks
from quizapp.upkeep.doctor.remarks import Remark, State
from quizapp.upkeep.doctor.times import time_remarks

__all__ = ["Remark", "State", "examine"]


def examine(values: Mapping[str, Any], now: datetime) -> tuple[Remark, ...]:
    """All that is to be said about the installation that these settings name."""
    return tuple(_remarks(values, now))


def _remarks(values: Mapping[str, Any], now: datetime) -> Iterator[Remark]:
    yield from place_remarks(values)
    yield from database_remarks(values)
    yield from counting_remarks(values)
    yield from bank_remarks(values)
    yield from time_remarks(values, now)
    yield from names_kept_remarks(values, now)
