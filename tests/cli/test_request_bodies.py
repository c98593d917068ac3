"""Bodies that are too large are refused before they are read; real sockets, and the real app."""

from __future__ import annotations

import re
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from quizapp.cli.server import ClassServer, listening_sockets, options_for
from quizapp.web.edges import LARGEST_BANK_BODY, LARGEST_BODY, largest_body
from tests.support.records import on_sqlite

pytestmark = on_sqlite
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture
def port(app: Flask) -> Iterator[int]:
    """Where the app is served."""
    sockets = listening_sockets("127.0.0.1", 0)
    server = ClassServer(app, sockets, options_for(100))
    number = sockets[0].getsockname()[1]
    thread = threading.Thread(target=server.run)
    thread.start()
    yield number
    server.stop()
    thread.join(40)


def head(path: str, length: str) -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: localhost\r\n{FORM}{length}\r\n\r\n".encode()


def answer(connection: socket.socket) -> str:
    """All that comes until the other side has no more to say."""
    said = b""
    while more := connection.recv(65_536):
        said += more
    return said.decode()


@pytest.mark.parametrize(
    ("path", "length"),
    [
        ("/login", 200_000_000),
        ("/login", LARGEST_BODY + 1),
        ("/join?x=/teach/bank", LARGEST_BODY + 1),
        ("/teach/bank/import", LARGEST_BANK_BODY + 1),
        ("/teach/classrooms/abc/people/import", LARGEST_BODY + 1),
    ],
)
def test_too_much_is_answered_by_our_page_before_any_of_it_comes(port, path, length):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(head(path, f"Content-Length: {length}"))
        said = answer(connection)

    assert said.startswith("HTTP/1.1 413 ")
    assert "Too much at once" in said
    assert re.search(r"(?i)connection: close", said)


def test_the_answer_arrives_though_the_browser_is_still_sending(port):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(head("/login", "Content-Length: 20000000"))
        for _ in range(20):
            connection.sendall(b"x" * 1_000_000)
        said = answer(connection)

    assert said.startswith("HTTP/1.1 413 ")


def test_nothing_of_it_is_written_to_the_disk(port, monkeypatch):
    made: list[object] = []
    original: Any = tempfile.TemporaryFile

    def make(*given: object, **named: object) -> object:
        made.append(given)
        return original(*given, **named)

    monkeypatch.setattr(tempfile, "TemporaryFile", make)
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(head("/login", "Content-Length: 20000000"))
        connection.sendall(b"x" * 5_000_000)
        answer(connection)

    assert made == []


def test_a_body_of_unknown_length_is_read_no_further_than_allowed(port):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(head("/login", "Transfer-Encoding: chunked"))
        for _ in range(3):
            connection.sendall(b"7a120\r\n" + b"x" * 500_000 + b"\r\n")
        said = answer(connection)

    assert said.startswith("HTTP/1.1 413 ")


def test_a_browser_that_asks_first_is_told_to_keep_it(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(head("/login", "Content-Length: 20000000\r\nExpect: 100-continue"))
        said = answer(connection)

    assert said.startswith("HTTP/1.1 413 ")


def test_what_is_allowed_is_read(port):
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(head("/login", f"Content-Length: {LARGEST_BODY}"))
        connection.sendall(b"x" * LARGEST_BODY)
        first = connection.recv(4096).decode()

    assert not first.startswith("HTTP/1.1 413 ")


@pytest.mark.slow
def test_who_never_reads_the_answer_is_let_go(port, monkeypatch):
    monkeypatch.setattr("quizapp.cli.request_bodies.LINGER_SECONDS", 0.3)
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(head("/login", "Content-Length: 20000000"))

        assert is_closed_while_sending(connection)


def is_closed_while_sending(connection: socket.socket) -> bool:
    for _ in range(100):
        try:
            connection.sendall(b"x" * 10_000)
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_the_pages_of_a_bank_and_no_others_take_a_whole_bank(app):
    longer = set()
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<[^>]*>", "a1", rule.rule)
        is_of_a_class = rule.rule.startswith("/teach/classrooms/")  # with a short answer of it
        if (
            "POST" in (rule.methods or ())
            and rule.endpoint.startswith("authoring.")
            and not is_of_a_class
        ):
            assert largest_body(path) == LARGEST_BANK_BODY, rule
        if largest_body(path) == LARGEST_BANK_BODY:
            longer.add(rule.endpoint.partition(".")[0])

    assert longer <= {"authoring", "grades", "regrades"}
    assert largest_body("/teach/banked") == LARGEST_BODY
