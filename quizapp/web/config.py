"""Settings read, and what Flask and its extensions are told of them.

Settings come from the environment, from a `.env` file in the working directory, or from the
mapping that `create_app` is given, the last one winning.
"""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from quizapp.web.addresses import without_password
from quizapp.web.settings import PREFIX, SETTINGS, Setting

PACKAGE = Path(__file__).parents[1]
CHECKOUT = PACKAGE.parent if (PACKAGE.parent / "migrations" / "env.py").exists() else None
BUNDLED = PACKAGE / "_bundled"
"""What a package that is installed carries in place of a checkout: migrations, and a bank."""
DATABASE_FILE = "quizapp.sqlite3"
BACKUPS = "backups"
SECRET_FILE = "secret_key"  # noqa: S105  the name of a file
SECRET_BYTES = 32
SHORTEST_SECRET = 32


class BadSetting(ValueError):
    """A setting cannot be used as it stands; the message says which, why, and what to do."""


def given(name: str) -> str | None:
    """A setting as it is written in the environment or in `.env`, None where it is not."""
    return _environment().get(PREFIX + name) or None


def settings(overrides: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """All settings by name, parsed, with defaults that depend on the folder filled in.

    Raises:
        BadSetting: naming the variable, what is wrong with it and what to use.
    """
    overrides = overrides or {}
    environment = _environment()
    values = {setting.name: _value(setting, environment, overrides) for setting in SETTINGS}
    data_dir = Path(values["DATA_DIR"] or (CHECKOUT or Path.cwd()) / "instance").absolute()
    values["DATA_DIR"] = data_dir
    values["DATABASE_URL"] = values["DATABASE_URL"] or f"sqlite:///{data_dir / DATABASE_FILE}"
    if values["BACKUPS"] is not None:
        is_named = values["BACKUPS"] != Path()
        values["BACKUPS"] = values["BACKUPS"].absolute() if is_named else data_dir / BACKUPS
    values["BANK"] = Path(values["BANK"] or _default_bank()).absolute()
    return values


def _environment() -> dict[str, str | None]:
    if not Path(".env").exists():
        return {**os.environ}
    from dotenv import dotenv_values

    return {**dotenv_values(".env"), **os.environ}


def _value(
    setting: Setting, environment: Mapping[str, str | None], given: Mapping[str, Any]
) -> Any:
    raw = given.get(setting.name, environment.get(setting.variable))
    text = setting.default if raw in (None, "") else str(raw)
    try:
        return setting.parse(text)
    except ValueError as error:
        shown = without_password(text)
        raise BadSetting(f"{setting.variable}={shown!r} cannot be used: {error}.") from None


def _default_bank() -> Path:
    candidates = [Path.cwd() / "questions.yaml"]
    if CHECKOUT:
        candidates.append(CHECKOUT / "questions.yaml")
    candidates.append(BUNDLED / "questions.yaml")
    return next((path for path in candidates if path.exists()), candidates[0])


def prepare_data_dir(values: Mapping[str, Any]) -> None:
    """Make the data folder, and the database file in it, for this user's eyes only."""
    data_dir: Path = values["DATA_DIR"]
    file = data_dir / DATABASE_FILE
    with _told_where(data_dir):
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        if values["DATABASE_URL"] == f"sqlite:///{file}" and not file.exists():
            file.touch(mode=0o600)


@contextmanager
def _told_where(data_dir: Path) -> Iterator[None]:
    """Turn what keeps files from being made or read into a sentence."""
    try:
        yield
    except OSError as error:
        raise BadSetting(
            f"The data folder cannot be used: {error.filename or data_dir}: {error.strerror}. See "
            "to its owner and mode, or to the disk, or name another folder in "
            f"{PREFIX}DATA_DIR."
        ) from error


def folder_of_backups(values: Mapping[str, Any]) -> Path:
    """Where a command puts a backup: beside the daily ones, or where those would be."""
    folder: Path = values["BACKUPS"] or values["DATA_DIR"] / BACKUPS
    return folder


def migrations_folder() -> Path:
    """The folder of the database migrations: the checkout's, or the one in the package."""
    return (CHECKOUT or BUNDLED) / "migrations"


def flask_config(values: Mapping[str, Any]) -> dict[str, Any]:
    """What Flask and its extensions need to know, worked out from the settings.

    Raises:
        BadSetting: one that another needs is missing.
    """
    if values["MAIL_SERVER"] and not values["MAIL_FROM"]:
        raise BadSetting(f"{PREFIX}MAIL_FROM is missing: say which address reminders come from.")
    return {
        **values,
        "SECRET_KEY": (
            _checked_secret(values["SECRET_KEY"], f"{PREFIX}SECRET_KEY")
            if values["SECRET_KEY"]
            else secret_key_in(values["DATA_DIR"])
        ),
        "SQLALCHEMY_DATABASE_URI": values["DATABASE_URL"],
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(values["DATABASE_URL"]),
        "WTF_CSRF_ENABLED": False,  # quizapp/web/form_tokens.py guards all forms alike
        "RATELIMIT_STORAGE_URI": values["REDIS_URL"] or "memory://",
        "RATELIMIT_STRATEGY": "moving-window",
        "RATELIMIT_IN_MEMORY_FALLBACK_ENABLED": bool(values["REDIS_URL"]),  # while Redis is away
        "BABEL_DEFAULT_TIMEZONE": values["TIMEZONE"],
        "BABEL_TRANSLATION_DIRECTORIES": str(PACKAGE / "web" / "translations"),
        "SESSION_COOKIE_NAME": "__Host-quizapp" if values["HTTPS"] else "quizapp",
        "SESSION_COOKIE_SECURE": values["HTTPS"],
        "PERMANENT_SESSION_LIFETIME": timedelta(days=180),  # a guest's; accounts end earlier
        # Renewed every few minutes, when the last visit is noted in it, and not with each page.
        "SESSION_REFRESH_EACH_REQUEST": False,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
    }


def engine_options(url: str) -> dict[str, Any]:
    """How to open connections: patient on SQLite, suspicious of stale ones on PostgreSQL.

    What fails is told without the values, which may be what somebody typed: it goes to the log.
    """
    silent = {"hide_parameters": True}
    if url.startswith("sqlite"):
        # Loaded here: commands about files alone start without a database.
        from quizapp.web.sqlite_library import sqlite3

        # The library that is brought along lets go of the newest statement where its room is full,
        # and reads it anew each time: 1 ms for the long ones.
        room = {"cached_statements": 1000}
        # A value that a statement asks about in many places is given once, by its name.
        given = {"paramstyle": "named", "connect_args": {"timeout": 10, **room}}
        return {**silent, "module": sqlite3, **given}
    return {**silent, "pool_pre_ping": True, "pool_size": 10, "max_overflow": 10}


def secret_key_in(data_dir: Path) -> str:
    """The secret kept in the data folder, made on the first call for this user's eyes only."""
    path = data_dir / SECRET_FILE
    with _told_where(data_dir):
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not path.exists():
            _write_once(path, secrets.token_hex(SECRET_BYTES))
        secret = path.read_text(encoding="utf-8").strip()
    return _checked_secret(secret, str(path))


def _write_once(path: Path, text: str) -> None:
    """Put the whole file in place at once; another process that is faster wins."""
    descriptor, name = tempfile.mkstemp(dir=path.parent)  # for this user's eyes only
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        os.link(name, path)
    except FileExistsError:
        pass
    finally:
        Path(name).unlink()


def _checked_secret(secret: str, origin: str) -> str:
    if len(secret) < SHORTEST_SECRET:
        other = "leave it empty" if origin.startswith(PREFIX) else "delete the file"
        raise BadSetting(
            f"The secret in {origin} is shorter than {SHORTEST_SECRET} characters. Use a long "
            f"random one, or {other} to have one made."
        )
    return secret
