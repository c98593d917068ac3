"""Where an SQLite database lies, and who has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.web.database_files import (
    RestoreAtWork,
    ServerAtWork,
    alone,
    database_file,
    hold_as_server,
    serving,
)


@pytest.fixture
def values(tmp_path: Path) -> dict[str, object]:
    return {"DATA_DIR": tmp_path, "DATABASE_URL": f"sqlite:///{tmp_path / 'quizapp.sqlite3'}"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("sqlite:////srv/class.sqlite3", Path("/srv/class.sqlite3")),
        ("sqlite:///class.sqlite3", Path("/data/class.sqlite3")),
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("sqlite:///file:class?mode=memory&uri=true", None),
        ("postgresql+psycopg://user@host/name", None),
    ],
)
def test_a_relative_path_starts_at_the_data_folder(address: str, expected: Path | None):
    assert database_file({"DATA_DIR": Path("/data"), "DATABASE_URL": address}) == expected


def test_several_servers_share_a_database_and_a_restore_waits_for_the_last(values, tmp_path):
    path = tmp_path / "quizapp.sqlite3"

    with serving(values):
        with serving(values), pytest.raises(ServerAtWork), alone(path):
            pass
        with pytest.raises(ServerAtWork), alone(path):
            pass
    with alone(path):
        pass


def test_no_server_begins_during_a_restore_and_no_second_restore(values, tmp_path):
    path = tmp_path / "quizapp.sqlite3"

    with alone(path):
        with pytest.raises(RestoreAtWork), serving(values):
            pass
        with pytest.raises(ServerAtWork), alone(path):
            pass
    with serving(values):
        pass


def test_without_a_file_there_is_nothing_to_hold(values, tmp_path):
    on_postgresql = {**values, "DATABASE_URL": "postgresql+psycopg://user@host/name"}
    nowhere = {**values, "DATABASE_URL": f"sqlite:///{tmp_path / 'gone' / 'quizapp.sqlite3'}"}

    assert hold_as_server(on_postgresql) is None
    assert hold_as_server(nowhere) is None
