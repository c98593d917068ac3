"""Apps that are lent to one test after another.

An app of its own for each test took most of the suite's time: its addresses are taken apart, and
its engine begins with no statement compiled. A kept app is as new for each test: its settings, its
bank, its limits, its attributes, and the database below its engine.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined
from sqlalchemy import Engine, event

from quizapp import create_app
from quizapp.banks.shelf import BankShelf
from quizapp.web import config
from quizapp.web.extensions import db, limiter
from tests.support.lock_order import watch_lock_order
from tests.support.templates import KEPT_TEMPLATES

CHANGED_IN_PLACE = frozenset({"BANK", "DATA_DIR", "SECRET_KEY"})
"""The settings that an app does not need to be made anew for."""


def made_app(settings: Mapping[str, Any]) -> Flask:
    """An app for tests, with templates that were compiled before."""
    app = create_app(settings)
    app.config["TESTING"] = True
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.bytecode_cache = KEPT_TEMPLATES
    with app.app_context():
        forgo_safety(db.engine)
        watch_lock_order(db.engine)
    return app


def forgo_safety(engine: Engine) -> None:
    """Let commits to SQLite not wait for the disk: no test of these pulls the plug."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute(_NO_WAITING))


def close_connections(app: Flask) -> None:
    """Let go of every connection that the app's engine holds."""
    with app.app_context():
        db.engine.dispose()


class KeptApp:
    """An app, and how it was before any test had it."""

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.app = made_app(settings)
        self.app._got_first_request = True  # so that no test can add to it
        self._attributes = dict(vars(self.app))
        self._config = dict(self.app.config)
        self._extensions = dict(self.app.extensions)
        self._limits = dict(vars(limiter))

    def renew(self, settings: Mapping[str, Any]) -> None:
        """Make the app as one that was made with these settings just now."""
        values = config.settings(settings)
        config.prepare_data_dir(values)
        _put_back(vars(self.app), self._attributes)
        _put_back(self.app.config, {**self._config, **config.flask_config(values)})
        _put_back(self.app.extensions, self._extensions)
        self.app.extensions["bank_shelf"] = BankShelf(values["BANK"])
        _put_back(vars(limiter), self._limits)
        limiter.reset()


class KeptApps:
    """The apps that are kept: one for each address of a database and other settings."""

    def __init__(self) -> None:
        self._kept: dict[frozenset[tuple[str, str]], KeptApp] = {}

    @contextmanager
    def lent(self, settings: Mapping[str, Any]) -> Iterator[Flask]:
        """Lend the app for these settings, as new."""
        fixed = frozenset((k, str(v)) for k, v in settings.items() if k not in CHANGED_IN_PLACE)
        if fixed not in self._kept:
            self._kept[fixed] = KeptApp(settings)
        kept = self._kept[fixed]
        kept.renew(settings)
        try:
            yield kept.app
        finally:
            close_connections(kept.app)


class KeptFile:
    """A place for an SQLite database, where each test finds a new one."""

    def __init__(self, template: Path, folder: Path) -> None:
        self._template = template
        self.path = folder / template.name

    @property
    def url(self) -> str:
        """The address of the database."""
        return f"sqlite:///{self.path}"

    def renew(self) -> None:
        """Put an empty database in place of what was left there."""
        for path in self.path.parent.iterdir():
            path.unlink()
        shutil.copy(self._template, self.path)


_NO_WAITING = "PRAGMA synchronous=OFF"


def _put_back(present: dict[str, Any], before: Mapping[str, Any]) -> None:
    present.clear()
    present.update(before)
