"""What a database did not do for a command, in a sentence that says what to do next."""

from __future__ import annotations

from quizapp.web.sqlite_library import sqlite3

SENTENCES = {
    sqlite3.SQLITE_FULL: "The disk is full. Make room, and run this again.",
    sqlite3.SQLITE_BUSY: "The database was in use by others for too long. Try again in a moment.",
    sqlite3.SQLITE_LOCKED: "The database was in use by others for too long. Try again in a moment.",
    sqlite3.SQLITE_CORRUPT: "The database is damaged. Keep its file as it is, and put back the "
    "last good backup with: quizapp restore",
    sqlite3.SQLITE_NOTADB: "The file where the database should be holds something else. Look "
    "whether QUIZAPP_DATA_DIR and QUIZAPP_DATABASE_URL name the right one. If they do, it is "
    "damaged: keep it as it is, and put back the last good backup with: quizapp restore",
    sqlite3.SQLITE_CANTOPEN: "The file of the database cannot be opened. Look whether its folder "
    "is there, and run this as the user of the server. To look further: quizapp doctor",
    sqlite3.SQLITE_READONLY: "This user may not write to the database. Run this as the user of the "
    "server. To look further: quizapp doctor",
    sqlite3.SQLITE_IOERR: "The disk could not be read or written. Look whether it is connected "
    "and sound, then run this again. To look further: quizapp doctor",
}
"""By SQLite's own codes of errors."""

_CONNECTION_TROUBLE = "OperationalError"


def told_trouble(error: Exception) -> str:
    """Why a database refused, and what to do; `error` is one of SQLAlchemy's."""
    told = getattr(error, "orig", None) or error
    code = getattr(told, "sqlite_errorcode", 0) & 0xFF
    if code in SENTENCES:
        return SENTENCES[code]
    reason = (str(told).strip() or "no reason given").splitlines()[0].rstrip(".")
    if not isinstance(told, sqlite3.Error) and type(told).__name__ == _CONNECTION_TROUBLE:
        return (
            f"The database does not answer: {reason}. Look whether it is running, and whether "
            "QUIZAPP_DATABASE_URL names the right one."
        )
    return (
        f"The database did not take this: {reason}. If it is new or older than this version, run: "
        "quizapp db upgrade. If not, see: quizapp doctor"
    )
