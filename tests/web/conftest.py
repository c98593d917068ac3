"""Apps to write with."""

from __future__ import annotations

import pytest

from quizapp import create_app
from quizapp.web.extensions import db
from tests.support.places import SMALL_BANK


@pytest.fixture
def inside(app):
    """The app, in its context."""
    with app.app_context():
        yield app


@pytest.fixture
def sqlite_app(tmp_path, sqlite_template):
    """An app on SQLite alone."""
    path = tmp_path / "quizapp.sqlite3"
    path.write_bytes(sqlite_template.read_bytes())
    app = create_app(
        {
            "DATA_DIR": tmp_path,
            "DATABASE_URL": f"sqlite:///{path}",
            "BANK": SMALL_BANK,
            "SECRET_KEY": "t" * 40,
        }
    )
    with app.app_context():
        yield app
        db.engine.dispose()
