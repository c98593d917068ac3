"""Apps to write with, and an environment that says nothing."""

from __future__ import annotations

import os
from pathlib import Path

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


@pytest.fixture
def quiet_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings but the test's own, and an empty working directory."""
    for name in [name for name in os.environ if name.startswith("QUIZAPP_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
