"""A backup of every released version is restored by this one (`tests/fixtures/make_backup.py`)."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from quizapp.models import Attempt, Card, User
from tests.cli.conftest import Command
from tests.support.backups import manifest_of
from tests.support.people import PASSWORD, visitor
from tests.support.records import count_of, on_sqlite

FIXTURES = Path(__file__).parents[1] / "fixtures"
RELEASED = sorted(FIXTURES.glob("backup-*.zip"))


def test_there_is_one() -> None:
    assert RELEASED


@pytest.mark.slow
@on_sqlite
@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_a_backup_of_a_released_version_is_restored_with_all_records(
    path: Path, quizapp: Command, app: Flask
) -> None:
    rows = manifest_of(path)["rows"]

    restored = quizapp("restore", str(path))

    assert restored.exit_code == 0, restored.output
    assert count_of(app, User) == rows["users"]
    assert count_of(app, Attempt) == rows["attempts"]
    assert count_of(app, Card) == rows["cards"]
    assert f"{rows['attempts']} attempts, 0 differences" in quizapp("verify-scores").output
    assert quizapp("db", "check").exit_code == 0


@pytest.mark.slow
@on_sqlite
@pytest.mark.parametrize("path", RELEASED, ids=lambda path: path.stem)
def test_people_of_a_released_version_log_in_and_find_their_work(
    path: Path, quizapp: Command, app: Flask
) -> None:
    quizapp("restore", str(path))
    lena, tove = visitor(app), visitor(app)

    for person, name in ((lena, "lena"), (tove, "tove")):
        response = person.send("/login", username=name, password=PASSWORD)
        assert response.status_code == 303

    assert lena.get("/progress").status_code == 200
    assert tove.get("/teach/bank").status_code == 200
