"""Databases for tests: an empty one of each kind, quickly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import flask_migrate
import pytest

from quizapp import create_app
from quizapp.web.extensions import db
from tests.support import postgresql
from tests.support.kept_apps import KeptFile
from tests.support.places import SMALL_BANK


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite database to copy."""
    folder = tmp_path_factory.mktemp("template")
    app = create_app({"DATA_DIR": folder, "BANK": SMALL_BANK, "SECRET_KEY": "t" * 40})
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()
    return folder / "quizapp.sqlite3"


@pytest.fixture(scope="session")
def postgresql_socket(request: pytest.FixtureRequest) -> Iterator[Path]:
    """A running PostgreSQL with a migrated, empty database to copy."""
    programs = postgresql.wanted_programs(request)
    with postgresql.server(programs) as socket:
        postgresql.create_database(socket, "migrated")
        settings = {"SECRET_KEY": "t" * 40, "BANK": SMALL_BANK}
        app = create_app({**settings, "DATABASE_URL": postgresql.url(socket, "migrated")})
        with app.app_context():
            flask_migrate.upgrade()
            db.engine.dispose()
        yield socket


class KeptDatabase:
    """A PostgreSQL database that is emptied after each test: quicker than a new one."""

    def __init__(self, socket: Path) -> None:
        self.socket = socket
        self.name = ""
        self.renew()

    @property
    def url(self) -> str:
        return postgresql.url(self.socket, self.name)

    def empty(self) -> None:
        """Take the rows out; where a test has left it locked or altered, take another one."""
        if not postgresql.empty_database(self.socket, self.name, self.schema):
            postgresql.drop_database(self.socket, self.name)
            self.renew()

    def renew(self) -> None:
        self.name = f"test-{uuid4().hex[:12]}"
        postgresql.create_database(self.socket, self.name, template="migrated")
        self.schema = postgresql.schema(self.socket, self.name)


@pytest.fixture(scope="session")
def kept_database(postgresql_socket: Path) -> KeptDatabase:
    return KeptDatabase(postgresql_socket)


@pytest.fixture(scope="session")
def kept_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> KeptFile:
    return KeptFile(sqlite_template, tmp_path_factory.mktemp("kept"))


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of each kind: what holds on one holds on the other."""
    if request.param == "sqlite":
        file: KeptFile = request.getfixturevalue("kept_file")
        file.renew()
        yield file.url
        return
    kept: KeptDatabase = request.getfixturevalue("kept_database")
    yield kept.url
    kept.empty()
