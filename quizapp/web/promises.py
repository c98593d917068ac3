"""Whether PostgreSQL keeps what it has promised: settings with which a power cut loses answers."""

from __future__ import annotations

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from quizapp.web.extensions import db

NAMES = ("fsync", "synchronous_commit", "full_page_writes")
_LOSING = frozenset({"off", "local"})

CURE = "Switch it on in postgresql.conf, or where it was set for this database or user."


def losing_settings(connection: Connection) -> list[str]:
    """The names of the settings that lose answers as they stand."""
    shown = {name: connection.execute(text(f"SHOW {name}")).scalar_one() for name in NAMES}
    return [name for name in NAMES if shown[name] in _LOSING]


def told_losses(names: list[str]) -> str:
    """What such settings mean, in a sentence."""
    return f"PostgreSQL may lose answers in a power cut: {', '.join(names)} is off."


def warning_at_start() -> str | None:
    """What to say before a server begins; None where all is well, or nothing can be asked."""
    if db.engine.dialect.name != "postgresql":
        return None
    try:
        with db.engine.connect() as connection:
            names = losing_settings(connection)
    except SQLAlchemyError:
        return None  # /readyz says that the database is away
    return f"{told_losses(names)} {CURE}" if names else None
