"""The tables of a new database."""

from __future__ import annotations

from pathlib import Path

import flask_migrate
import pytest
from sqlalchemy import inspect, text

from quizapp import create_app
from quizapp.models import Base
from quizapp.web.database import writing
from quizapp.web.extensions import db
from quizapp.web.schema import Schema, WrongSchema, bring_schema_up, expect_schema
from tests.support.places import SMALL_BANK


@pytest.fixture
def new_app(tmp_path: Path):
    """An app whose database is still empty."""
    app = create_app({"DATA_DIR": tmp_path / "data", "BANK": SMALL_BANK, "SECRET_KEY": "t" * 40})
    with app.app_context():
        yield app
        db.engine.dispose()


@pytest.mark.slow
def test_a_new_database_gets_its_tables(new_app):
    assert bring_schema_up() is True

    assert set(inspect(db.engine).get_table_names()) == {*Base.metadata.tables, "alembic_version"}


def test_a_database_that_is_up_to_date_is_left_alone(inside):
    assert bring_schema_up() is True


@pytest.mark.slow
def test_a_database_of_another_version_is_left_alone_and_told(new_app):
    flask_migrate.upgrade()
    with writing(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    assert bring_schema_up() is False

    with db.engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == "0000"


@pytest.mark.slow
@pytest.mark.parametrize(("revision", "schema"), [("0001", Schema.OLDER), ("9999", Schema.FOREIGN)])
def test_a_server_is_not_ready_for_a_database_of_another_version(new_app, revision, schema):
    flask_migrate.upgrade()
    browser = new_app.test_client()
    assert browser.get("/readyz").status_code == 200

    with writing(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})

    answer = browser.get("/readyz")
    assert (answer.status_code, answer.json["database"]) == (503, False)
    with pytest.raises(WrongSchema) as wrong:
        expect_schema()
    assert wrong.value.schema is schema
    assert ("db upgrade" in str(wrong.value)) == (schema is Schema.OLDER)


def test_a_database_without_tables_is_told_and_none_are_made(new_app):
    with pytest.raises(WrongSchema, match="quizapp db upgrade"):
        expect_schema()

    assert inspect(db.engine).get_table_names() == []
    assert new_app.test_client().get("/readyz").status_code == 503
