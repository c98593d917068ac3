"""`quizapp serve`: what it prepares and prints, and the real server in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.error import URLError

import pytest
from sqlalchemy import event
from sqlalchemy.pool import Pool

from quizapp.web.sqlite_library import sqlite3
from tests.cli.conftest import Command
from tests.support.people import Visitor
from tests.support.places import SMALL_BANK
from tests.support.records import on_sqlite
from tests.support.served import free_port

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


@contextmanager
def real_server(folder: Path, workers: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`quizapp serve` in a process of its own, ready to answer."""
    address = f"http://127.0.0.1:{free_port()}"
    settings = {"QUIZAPP_DATA_DIR": str(folder / "data"), "QUIZAPP_BANK": str(SMALL_BANK)}
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "quizapp.cli", "serve"),
            *("--port", address.rsplit(":", 1)[1], "--workers", str(workers)),
        ],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until_ready(process, address)
        yield process, address
    finally:
        process.kill()
        process.communicate()


def wait_until_ready(process: subprocess.Popen[str], address: str) -> None:
    give_up_at = time.monotonic() + 120
    while time.monotonic() < give_up_at and process.poll() is None:
        try:
            answer(f"{address}/readyz")
        except (URLError, TimeoutError):  # a busy machine may take longer to read than to connect
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server did not become ready")


def answer(url: str) -> tuple[int, str]:
    with urllib.request.urlopen(url, timeout=30) as response:  # noqa: S310  our own server
        return response.status, response.read().decode()


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_real_server_answers_and_ends_when_told_to(workers: int, tmp_path: Path) -> None:
    with real_server(tmp_path, workers) as (process, address):
        health, home = answer(f"{address}/healthz"), answer(f"{address}/")

        process.send_signal(signal.SIGTERM)
        output, complaints = process.communicate(timeout=120)

    assert health[0] == 200
    assert json.loads(health[1])["status"] == "alive"
    assert "Everything about the tides" in home[1]
    assert process.returncode == 0
    assert f"{address}/setup/" in output
    assert "Traceback" not in complaints


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_who_comes_while_a_server_ends_is_turned_away_and_does_not_wait(
    workers: int, tmp_path: Path
) -> None:
    with real_server(tmp_path, workers) as (process, address):
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as slow:
            slow.sendall(b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n")
            process.send_signal(signal.SIGTERM)
            is_turned_away = False
            give_up_at = time.monotonic() + 25
            while not is_turned_away and time.monotonic() < give_up_at:
                slow.sendall(b"x")  # for as long as it goes on it is waited for
                time.sleep(0.1)
                is_turned_away = not _is_let_in(host, int(port))
            was_ending = process.poll() is None
        process.wait(60)

    assert is_turned_away
    assert was_ending


def _is_let_in(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port)).close()
    except ConnectionRefusedError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2])
def test_a_real_server_that_is_told_twice_ends_at_once(workers: int, tmp_path: Path) -> None:
    with real_server(tmp_path, workers) as (process, address):
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as slow:
            slow.sendall(b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n")
            process.send_signal(signal.SIGTERM)
            time.sleep(1.5)
            was_waiting = process.poll() is None
            process.send_signal(signal.SIGTERM)
            give_up_at = time.monotonic() + 60
            while process.poll() is None and time.monotonic() < give_up_at:
                with suppress(OSError):
                    slow.sendall(b"x")  # for as long as it goes on it would be waited for
                time.sleep(0.2)

        assert was_waiting
        assert process.poll() is not None
