"""People whose names are kept longer than was said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from quizapp.upkeep.doctor.engines import CannotLook, looked_at
from quizapp.upkeep.doctor.remarks import Remark, note
from quizapp.upkeep.retention import overdue


def names_kept_remarks(values: Mapping[str, Any], now: datetime) -> Iterator[Remark]:
    """What is to be said about names past their time; nothing where there are none."""
    try:
        with looked_at(values) as connection, Session(connection) as session:
            whom = overdue(session, now)
    except (CannotLook, SQLAlchemyError):
        return  # said already
    if not whom.is_nothing:
        yield note(
            "people",
            f"Names are kept longer than was said: of {_many(whom.learners, 'learner')} whose "
            f"class is over, and {_many(whom.guests, 'guest')} long gone.",
            "Forget them, and have it done each day: quizapp user tidy",
        )


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
