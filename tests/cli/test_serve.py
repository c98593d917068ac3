"""`quizapp serve`: what it prepares and prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.support.people import Visitor
from tests.support.records import on_sqlite

serving = import_module("quizapp.cli.serve")


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the server would have been started with; it listens to no network."""
    given: dict[str, Any] = {}

    def listen(host: str, port: int) -> list[Any]:
        given.update(host=host, port=port)
        return []

    monkeypatch.setattr(serving, "listening_sockets", listen)
    monkeypatch.setattr(serving, "serve_app", lambda app, *_: given.update(app=app))
    return given


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_postgresql_that_may_lose_answers_is_told_of_at_the_start(
    quizapp: Command, served: dict[str, Any]
) -> None:
    said = quizapp("serve").output  # the tests' own server is set to be quick

    assert "may lose answers in a power cut: fsync, synchronous_commit" in said
    assert "postgresql.conf" in said


@pytest.mark.postgresql
@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_machine_of_postgresql_that_is_away_is_told_of_at_the_start(
    quizapp: Command,
    served: dict[str, Any],
    database_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path, socket = database_url.split("?host=")
    places = f"host={socket}:5432&host={tmp_path}/gone:5432&target_session_attrs=read-write"
    monkeypatch.setenv("QUIZAPP_DATABASE_URL", f"{path}?{places}")

    said = quizapp("serve").output

    assert f"{tmp_path}/gone does not answer" in said
    assert "Serving “The tides”" in said


def test_serving_says_where_to_go_and_how_to_become_the_teacher(
    quizapp: Command, served: dict[str, Any], anonymous: Visitor
) -> None:
    result = quizapp("serve", "--port", "8123")

    address = "http://127.0.0.1:8123/"
    assert result.exit_code == 0
    assert f"Serving “The tides” at {address}" in result.output
    token = result.output.split(f"{address}setup/")[1].split()[0]
    assert anonymous.get(f"/setup/{token}").status_code == 200
    assert (served["host"], served["port"]) == ("127.0.0.1", 8123)


def test_once_there_is_a_teacher_no_link_is_printed(
    quizapp: Command, served: dict[str, Any], teacher: Visitor
) -> None:
    result = quizapp("serve")

    assert "/setup/" not in result.output
    assert "Serving" in result.output


def test_no_connection_is_open_when_the_server_begins(
    quizapp: Command, served: dict[str, Any], teacher: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: set[int] = set()
    left_open: list[int] = []
    monkeypatch.setattr(serving, "serve_app", lambda *_: left_open.append(len(opened)))

    with (
        listening("connect", lambda connection, _: opened.add(id(connection))),
        listening("close", lambda connection, _: opened.discard(id(connection))),
    ):
        quizapp("serve")

    assert left_open == [0]


@contextmanager
def listening(name: str, listener: Callable[..., None]) -> Iterator[None]:
    """Hear of every connection to a database."""
    event.listen(Pool, name, listener)
    yield
    event.remove(Pool, name, listener)


@pytest.mark.slow
@on_sqlite
def test_a_new_database_gets_its_tables(
    empty_database: Path, quizapp: Command, served: dict[str, Any]
) -> None:
    result = quizapp("serve")

    assert result.exit_code == 0
    assert "Serving" in result.output


@on_sqlite
@pytest.mark.parametrize(
    ("revision", "cure"), [("0001", "quizapp db upgrade"), ("later", "quizapp restore")]
)
def test_a_database_of_another_version_is_left_alone(
    revision: str, cure: str, quizapp: Command, served: dict[str, Any], settings: dict[str, Any]
) -> None:
    path = settings["DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
        connection.commit()

    result = quizapp("serve")

    assert result.exit_code == 1
    assert "Usage:" not in result.output
    assert cure in result.output
    assert ("db upgrade" in result.output) == (revision == "0001")
    assert "app" not in served


@on_sqlite
@pytest.mark.parametrize("content", ["id: [", None], ids=["broken", "missing"])
def test_a_bank_with_errors_is_told_and_the_server_starts_all_the_same(
    content: str | None, quizapp: Command, served: dict[str, Any], bank_file: Path
) -> None:
    bank_file.unlink()
    if content is not None:
        bank_file.write_text(content)

    result = quizapp("serve")

    assert result.exit_code == 0
    assert "quizapp check" in result.output
    assert "at http://127.0.0.1:8000/ without a bank" in result.output
    assert str(bank_file) in result.output
    assert "app" in served


@on_sqlite
def test_a_folder_without_a_bank_is_told_and_the_server_starts_all_the_same(
    quizapp: Command, served: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "banks").mkdir()

    result = quizapp("serve", "--bank", str(tmp_path / "banks"))

    assert result.exit_code == 0
    assert "banks is a folder without a bank. To write one into it: quizapp new" in result.output


@on_sqlite
def test_another_bank_can_be_named(
    quizapp: Command, served: dict[str, Any], bank_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(bank_file.read_text().replace("title: The tides", "title: Other tides"))

    result = quizapp("serve", "--bank", str(other))

    assert "Serving “Other tides”" in result.output


@on_sqlite
def test_a_folder_of_banks_can_be_named(
    quizapp: Command, served: dict[str, Any], bank_file: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "banks"
    folder.mkdir()
    text = bank_file.read_text().replace("id: tides\n", "id: {}\n", 1)
    for name, bank_id, title in (
        ("a.yaml", "seas", "The seas"),
        ("b.yaml", "rivers", "The rivers"),
        ("c.yaml", "seas", "The seas again"),
    ):
        new = text.replace("id: {}", f"id: {bank_id}").replace("The tides", title)
        (folder / name).write_text(new)

    result = quizapp("serve", "--bank", str(folder))

    assert "Serving “The seas”, “The rivers” at http://" in result.output
    assert "c.yaml has the same bank id as a.yaml" in result.output


@on_sqlite
def test_all_networks_are_shown_as_an_address_to_click(
    quizapp: Command, served: dict[str, Any]
) -> None:
    result = quizapp("serve", "--host", "0.0.0.0")  # noqa: S104  handed on, not bound

    assert "http://127.0.0.1:8000/" in result.output
    assert served["host"] == "0.0.0.0"  # noqa: S104  compared, not bound


@on_sqlite
@pytest.mark.parametrize("words", [("--port", "0"), ("--port", "x"), ("--workers", "0")])
def test_numbers_that_make_no_sense_are_refused(words: tuple[str, str], quizapp: Command) -> None:
    assert quizapp("serve", *words).exit_code == 2
