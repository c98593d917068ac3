from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.support.records import on_sqlite

pytestmark = on_sqlite


@pytest.mark.slow
def test_upgrading_makes_the_tables_and_twice_is_the_same_as_once(
    empty_database: Path, quizapp: Command
) -> None:
    first, second = quizapp("db", "upgrade"), quizapp("db", "upgrade")

    with closing(sqlite3.connect(empty_database)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert {"users", "attempts", "responses", "alembic_version"} <= tables


def test_a_database_that_was_upgraded_passes_the_check(quizapp: Command) -> None:
    result = quizapp("db", "check")

    assert result.exit_code == 0
