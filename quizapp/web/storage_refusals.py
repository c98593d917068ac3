"""What a page says when the database cannot take or give something, and what to do then."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import DBAPIError

from quizapp.web.refusal import Refusal
from quizapp.web.sqlite_library import sqlite3

NOT_SAVED = Refusal(
    503,
    _l("Not saved"),
    _l("The server is busy, and nothing was saved. Go back and send it again in a moment."),
)

PERHAPS_NOT_SAVED = Refusal(
    503,
    _l("Perhaps not saved"),
    _l(
        "The database has not said in time whether this was saved. Go back, load the page again "
        "and look. Send it once more if it is not there: an answer that comes twice counts once."
    ),
)

DISK_FULL = Refusal(
    503,
    _l("Not saved"),
    _l(
        "The server’s disk is full, so this was not saved. What was saved before is kept. Tell "
        "your teacher that whoever runs the server must make room, then go back and send it again."
    ),
)

DISK_REFUSES = Refusal(
    503,
    _l("Not saved"),
    _l(
        "The server cannot write to its disk, so this was not saved. What was saved before is "
        "kept. Tell your teacher that whoever runs the server must look, then go back and send it "
        "again."
    ),
)

NOT_READ = Refusal(
    503,
    _l("Not to be read now"),
    _l(
        "The server cannot read what it keeps just now. Load the page again in a moment. If that "
        "does not help, tell your teacher."
    ),
)

DAMAGED = Refusal(
    503,
    _l("The server’s database is damaged"),
    _l(
        "The server cannot read what it keeps, and nothing was saved now. Tell your teacher that "
        "whoever runs the server must put back the last backup."
    ),
)

_FULL = frozenset({sqlite3.SQLITE_FULL})
_REFUSING = frozenset({sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

FULL_STATE, READ_ONLY_STATE = "53100", "25006"
"""Of PostgreSQL: no room; a server that only reads, as one that has just been replaced."""


def is_damage(error: DBAPIError) -> bool:
    """Whether an error says that the file of the database is no sound one."""
    return _code(error) in _DAMAGED


def storage_refusal(error: DBAPIError, *, is_reading: bool) -> Refusal:
    """What the page says about an error of the database."""
    code, state = _code(error), getattr(error.orig, "sqlstate", None)
    if code in _DAMAGED:
        return DAMAGED
    if code in _REFUSING and is_reading:
        return NOT_READ
    if code in _FULL or state == FULL_STATE:
        return DISK_FULL
    if code in _REFUSING or state == READ_ONLY_STATE:
        return DISK_REFUSES
    if getattr(error.orig, "is_uncertain", False):
        return PERHAPS_NOT_SAVED
    return NOT_SAVED


def _code(error: DBAPIError) -> int:
    code: int = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    return code
