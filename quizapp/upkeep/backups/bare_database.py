"""A database opened with as little of the app round it as writing and migrating need.

A whole app would make a data folder and a secret.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from quizapp.web import config
from quizapp.web.database import prepare_engine
from quizapp.web.extensions import db
from quizapp.web.late_migrations import bind_migrations


@contextmanager
def opened_database(address: str) -> Iterator[None]:
    """Have `db` be this database within the block, and let go of it at the end."""
    app = Flask("quizapp")
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = config.engine_options(address)
    db.init_app(app)
    bind_migrations(app)
    prepare_engine(app)
    with app.app_context():
        try:
            yield
        finally:
            db.session.remove()
            db.engine.dispose()
