"""What the doctor says of Redis or Valkey, where tries to log in are counted."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from threading import Thread

import pytest

from tests.cli.doctor.conftest import Told
from tests.support.records import on_sqlite
from tests.support.served import free_port

pytestmark = on_sqlite


@pytest.fixture
def redis() -> Iterator[int]:
    """The port of something that answers as Redis does, as far as it is asked here."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=answer_all, args=[listener])
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
        thread.join()


def answer_all(listener: socket.socket) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as asked:
            for line in asked:
                if line.startswith(b"*"):  # a command begins
                    words = [
                        asked.readline() and asked.readline().strip() for _ in range(int(line[1:]))
                    ]
                    connection.sendall(b"+PONG\r\n" if words == [b"PING"] else b"+OK\r\n")


def test_where_nothing_is_named_nothing_is_said(told: Told) -> None:
    assert "limits" not in told()


def test_redis_that_answers_is_well(
    told: Told, redis: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_REDIS_URL", f"redis://:secret@127.0.0.1:{redis}/0")

    remark = told()["limits"]

    assert remark["state"] == "well"
    assert "answers" in remark["sentence"]
    assert "secret" not in remark["sentence"]


def test_redis_that_is_away_is_to_be_started(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZAPP_REDIS_URL", f"redis://127.0.0.1:{free_port()}/0")

    remark = told()["limits"]

    assert remark["state"] == "to do"
    assert "does not answer" in remark["sentence"]
    assert "QUIZAPP_REDIS_URL" in remark["cure"]


@pytest.mark.parametrize(
    "address", ["localhost:6379", "carrier-pigeon://host", "redis://host:port"]
)
def test_an_address_that_cannot_be_used_is_told(
    address: str, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUIZAPP_REDIS_URL", address)

    remark = told()["limits"]

    assert remark["state"] == "to do"
    assert "redis://localhost:6379/0" in remark["cure"]
