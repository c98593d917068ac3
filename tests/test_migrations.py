"""Migrations: up from nothing, down again, and never left halfway."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import inspect, text

from quizapp import create_app
from quizapp.models import Base, LoginSession, User
from quizapp.web.config import migrations_folder
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support import postgresql
from tests.support.places import SMALL_BANK

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
SETTINGS = {"BANK": SMALL_BANK, "SECRET_KEY": "t" * 40}
UPGRADE = (sys.executable, "-m", "quizapp.cli", "db", "upgrade")
OUR_TABLES = {*Base.metadata.tables, "alembic_version"}

NEXT = '''\
"""The next migration"""

import os
import signal

import sqlalchemy as sa
from alembic import op

revision = "next"
down_revision = {before!r}
branch_labels = None
depends_on = None


def upgrade():
    {steps}


def downgrade():
    pass
'''
OLD_USER = """INSERT INTO users (public_id, display_name, role, created_at)
VALUES ('u', 'Lena', 'learner', :now)"""
OLD_CLASS = """INSERT INTO classrooms
(public_id, title, term, time_zone, desired_retention, is_demo, created_at)
VALUES ('c', '7b', '', 'UTC', 0.99, false, :now)"""
HALF = """op.create_table("half_done", sa.Column("id", sa.Integer, primary_key=True))
    op.execute("DELETE FROM users")
    {end}"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def new_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables, of each kind."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new.sqlite3'}"
        return
    socket = request.getfixturevalue("postgresql_socket")
    name = f"new-{uuid4().hex[:12]}"
    postgresql.create_database(socket, name)
    yield postgresql.url(socket, name)
    postgresql.drop_database(socket, name)


@pytest.fixture
def new_app(new_database_url: str) -> Iterator[Flask]:
    app = create_app({**SETTINGS, "DATABASE_URL": new_database_url})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the migrations, to add to."""
    return Path(shutil.copytree(migrations_folder(), tmp_path / "migrations"))


@pytest.fixture
def with_next(folder: Path) -> Callable[[str], str]:
    """Add a migration that takes these steps, in place of the last one; gives the folder."""
    head = max(path.stem.partition("_")[0] for path in folder.glob("versions/*.py"))

    def add(steps: str) -> str:
        for path in folder.glob("versions/next*.py"):
            path.unlink()
        path = folder / "versions" / f"next_{uuid4().hex}.py"  # a name that no bytecode is kept of
        path.write_text(NEXT.format(before=head, steps=steps), encoding="utf-8")
        return str(folder)

    return add


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


def version() -> str | None:
    with db.engine.connect() as connection:
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


def add_user() -> int:
    with write_transaction() as tx:
        user = User(display_name="Lena", created_at=NOW)
        tx.add(user)
        tx.flush()
        tx.add(LoginSession(token_hash="t", user_id=user.id, created_at=NOW, expires_at=NOW))
        return user.id


def row_counts() -> tuple[int, int]:
    """How many users and sessions there are."""
    with db.engine.connect() as connection:
        return (
            connection.scalar(text("SELECT count(*) FROM users")) or 0,
            connection.scalar(text("SELECT count(*) FROM login_sessions")) or 0,
        )


def test_upgrading_from_nothing_makes_every_table(new_app):
    flask_migrate.upgrade()

    assert tables() == OUR_TABLES


def test_migrations_make_what_the_models_say(new_app):
    flask_migrate.upgrade()

    flask_migrate.check()  # exits where they differ


@pytest.mark.slow
def test_upgrading_again_changes_nothing(new_app):
    flask_migrate.upgrade()
    add_user()

    flask_migrate.upgrade()

    assert row_counts() == (1, 1)


@pytest.mark.slow
def test_down_to_nothing_and_up_again(new_app):
    flask_migrate.upgrade()

    flask_migrate.downgrade(revision="base")
    assert tables() == {"alembic_version"}

    flask_migrate.upgrade()
    flask_migrate.check()


@pytest.mark.slow
def test_who_was_there_before_gets_the_usual_minutes_and_a_possible_retention(new_app):
    flask_migrate.upgrade(revision="0004")
    with write_transaction() as tx:
        tx.execute(text(OLD_USER), {"now": NOW.isoformat(" ")})
        tx.execute(text(OLD_CLASS), {"now": NOW.isoformat(" ")})

    flask_migrate.upgrade()

    with db.engine.connect() as connection:
        user = connection.execute(text("SELECT minutes_a_day, text_size, appearance FROM users"))
        assert user.one() == (5, "normal", "auto")
        classroom = connection.execute(text("SELECT desired_retention, exam_on FROM classrooms"))
        assert classroom.one() == (0.9, None)


@pytest.mark.slow
def test_a_migration_that_fails_halfway_leaves_nothing_behind(new_app, with_next):
    flask_migrate.upgrade()
    add_user()
    before = version()
    folder = with_next(HALF.format(end="1 / 0"))

    with pytest.raises(ZeroDivisionError):
        flask_migrate.upgrade(directory=folder)

    assert tables() == OUR_TABLES
    assert version() == before
    assert row_counts() == (1, 1)


@pytest.mark.slow
def test_a_first_migration_that_fails_leaves_an_empty_database(new_app, with_next):
    folder = with_next("1 / 0")

    with pytest.raises(ZeroDivisionError):
        flask_migrate.upgrade(directory=folder)

    assert tables() == set()


@pytest.mark.slow
def test_after_a_failed_migration_a_mended_one_runs(new_app, with_next):
    flask_migrate.upgrade()
    folder = with_next(HALF.format(end="1 / 0"))
    with pytest.raises(ZeroDivisionError):
        flask_migrate.upgrade(directory=folder)

    with_next(HALF.format(end="pass"))
    flask_migrate.upgrade(directory=folder)

    assert "half_done" in tables()
    assert version() == "next"


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows kills otherwise")
def test_a_migration_killed_halfway_leaves_nothing_behind(new_app, new_database_url, with_next):
    flask_migrate.upgrade()
    add_user()
    folder = with_next(HALF.format(end="os.kill(os.getpid(), signal.SIGKILL)"))
    db.session.remove()
    db.engine.dispose()

    killed = subprocess.run(
        [*UPGRADE, "--without-backup", "-d", folder],
        env={
            **os.environ,
            "QUIZAPP_DATABASE_URL": new_database_url,
            "QUIZAPP_BANK": str(SMALL_BANK),
            "QUIZAPP_SECRET_KEY": "t" * 40,
        },
        check=False,
        capture_output=True,
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert tables() == OUR_TABLES
    assert row_counts() == (1, 1)


@pytest.mark.slow
@pytest.mark.parametrize("new_database_url", ["sqlite"], indirect=True)
def test_rebuilding_a_table_keeps_the_rows_that_hang_on_it(new_app, with_next):
    flask_migrate.upgrade()
    add_user()
    folder = with_next("""with op.batch_alter_table("users", recreate="always") as batch:
        batch.alter_column("display_name", type_=sa.String(length=90))""")

    flask_migrate.upgrade(directory=folder)

    assert row_counts() == (1, 1)
    with db.engine.connect() as connection:
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "new_database_url",
    [pytest.param("postgresql", marks=pytest.mark.postgresql)],
    indirect=True,
)
def test_two_servers_migrating_at_once_both_end_well(new_app, new_database_url):
    environment = {
        **os.environ,
        "QUIZAPP_DATABASE_URL": new_database_url,
        "QUIZAPP_BANK": str(SMALL_BANK),
        "QUIZAPP_SECRET_KEY": "t" * 40,
    }

    servers = [subprocess.Popen(UPGRADE, env=environment, stderr=subprocess.PIPE) for _ in range(2)]
    said = [server.communicate()[1] for server in servers]

    assert [server.returncode for server in servers] == [0, 0], said
    assert tables() == OUR_TABLES
