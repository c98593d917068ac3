"""Flask-Migrate, bound to the app when something asks for it.

With Alembic it takes a tenth of the time in which a server starts, and a server that runs changes
no tables.
"""

from __future__ import annotations

from typing import Any

from flask import Flask

from quizapp.web import config
from quizapp.web.extensions import db


class LateMigrations:
    """Stands where Flask-Migrate looks for its settings, until it does."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def __getattr__(self, name: str) -> Any:
        """Bind it, which puts its own settings in this place, and answer from them."""
        from flask_migrate import Migrate

        Migrate().init_app(
            self._app, db, directory=str(config.migrations_folder()), render_as_batch=True
        )
        return getattr(self._app.extensions["migrate"], name)


def bind_migrations(app: Flask) -> None:
    """Let Flask-Migrate find how this app's tables are migrated."""
    app.extensions["migrate"] = LateMigrations(app)
