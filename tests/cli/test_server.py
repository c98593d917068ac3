"""The server itself, over real sockets: who gets in, who is answered at the end."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPException, HTTPResponse
from typing import Any

import pytest
from waitress.server import BaseWSGIServer

from quizapp.cli.server import CannotListen, ClassServer, listening_sockets, options_for

HOST = "127.0.0.1"
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Slow:
    """An app that answers when it is let, and knows how many have asked."""

    def __init__(self) -> None:
        self.may_answer = threading.Event()
        self.asked = 0

    def __call__(self, _environ: dict[str, Any], start_response: Any) -> list[bytes]:
        """Wait, and answer."""
        self.asked += 1
        self.may_answer.wait(20)
        start_response("200 OK", [("Content-Length", "2")])
        return [b"ok"]


def quick(_environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Length", "2")])
    return [b"ok"]


@contextmanager
def running(app: Any, connections: int = 2000) -> Iterator[tuple[ClassServer, int, Any]]:
    """A server in a thread of its own, its port, and its thread."""
    sockets = listening_sockets(HOST, 0)
    port = sockets[0].getsockname()[1]
    server = ClassServer(app, sockets, options_for(connections))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server, port, thread
    finally:
        with suppress(SystemExit):  # it may have been told before
            server.stop()
        thread.join(40)
        assert not thread.is_alive()


@contextmanager
def connected(port: int, count: int = 1) -> Iterator[list[socket.socket]]:
    """So many connections."""
    made = [socket.create_connection((HOST, port), timeout=20) for _ in range(count)]
    try:
        yield made
    finally:
        for each in made:
            each.close()


def answer_on(connection: socket.socket) -> bytes:
    """The status line of an answer, read to its end; nothing where the connection was closed."""
    with HTTPResponse(connection) as answer:
        try:
            answer.begin()
            answer.read()
        except (OSError, HTTPException):
            return b""
        return f"HTTP/1.1 {answer.status} {answer.reason}".encode()


def comes_to_be_refused(port: int) -> bool:
    """Whether nobody new gets in, at the latest after a while.

    Who is at the door while it closes is not refused, but cut off.
    """
    for _ in range(300):
        try:
            socket.create_connection((HOST, port), timeout=20).close()
        except (ConnectionRefusedError, ConnectionResetError):
            return True
        time.sleep(0.1)
    return False


def read_to_the_end(connection: socket.socket) -> bytes:
    """What is left to be read until the other side closes it; an error where it does not."""
    rest = b""
    while more := connection.recv(100):
        rest += more
    return rest


def test_six_hundred_idle_connections_keep_nobody_out():
    with running(quick) as (_, port, _thread), connected(port, 600) as idle:
        for connection in idle:
            connection.sendall(GET)
        first = [answer_on(connection) for connection in idle]
        with connected(port) as newcomer:
            newcomer[0].sendall(GET)
            last = answer_on(newcomer[0])

    assert first == [b"HTTP/1.1 200 OK"] * 600
    assert last == b"HTTP/1.1 200 OK"


def test_where_few_connections_are_allowed_the_longest_idle_makes_room():
    with running(quick, connections=60) as (_, port, _thread), ExitStack() as inside:
        one_by_one = []
        for _ in range(150):
            connection = inside.enter_context(socket.create_connection((HOST, port), timeout=20))
            connection.sendall(GET)
            one_by_one.append((connection, answer_on(connection)))
        first, last = one_by_one[0][0], one_by_one[-1][0]
        last.sendall(GET)

        assert [status for _, status in one_by_one] == [b"HTTP/1.1 200 OK"] * 150
        assert read_to_the_end(first) == b""
        assert answer_on(last) == b"HTTP/1.1 200 OK"


@pytest.mark.slow
def test_all_requests_that_wait_are_answered_before_a_stop():
    app = Slow()
    with running(app) as (server, port, thread), connected(port, 24) as waiting:
        for connection in waiting:
            connection.sendall(GET)
        while app.asked < 8:
            time.sleep(0.01)
        server.stop()
        threading.Timer(0.5, app.may_answer.set).start()

        assert [answer_on(each) for each in waiting] == [b"HTTP/1.1 200 OK"] * 24
        thread.join(20)
        assert not thread.is_alive()


def test_once_it_is_told_to_stop_nobody_new_gets_in():
    app = Slow()
    with running(app) as (server, port, _thread), connected(port) as waiting:
        waiting[0].sendall(GET)
        while not app.asked:
            time.sleep(0.01)
        server.stop()

        assert comes_to_be_refused(port)
        app.may_answer.set()
        assert answer_on(waiting[0]) == b"HTTP/1.1 200 OK"


def test_idle_connections_hold_up_no_stop(monkeypatch):
    monkeypatch.setattr("quizapp.cli.server.DRAIN_SECONDS", 600)
    with running(quick) as (server, port, thread), connected(port, 50) as idle:
        for connection in idle:
            connection.sendall(GET)
            answer_on(connection)
        server.stop()
        thread.join(30)

        assert not thread.is_alive()


@pytest.mark.slow
def test_half_sent_requests_hold_up_a_stop_only_so_long(monkeypatch):
    monkeypatch.setattr("quizapp.cli.server.HALF_SENT_SECONDS", 0.5)
    with running(quick) as (server, port, thread), connected(port, 12) as halves:
        for connection in halves:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
        time.sleep(0.3)
        server.stop()
        thread.join(10)

        assert not thread.is_alive()


def test_half_sent_bodies_keep_nobody_waiting():
    with running(quick) as (_, port, _thread), connected(port, 40) as halves:
        for connection in halves:
            connection.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
        with connected(port) as other:
            other[0].sendall(GET)

            assert answer_on(other[0]) == b"HTTP/1.1 200 OK"


def test_told_twice_it_ends_at_once():
    server = ClassServer(quick, listening_sockets(HOST, 0), options_for(100))
    server.stop()

    with pytest.raises(SystemExit):
        server.stop()
    server.run()


@pytest.mark.slow
def test_whoever_tells_it_to_stop_is_not_overtaken_by_its_end(monkeypatch):
    pull = BaseWSGIServer.pull_trigger

    def pull_late(listener):
        time.sleep(0.6)
        pull(listener)

    monkeypatch.setattr("quizapp.cli.server.TURN_SECONDS", 0.05)
    monkeypatch.setattr(BaseWSGIServer, "pull_trigger", pull_late)
    with running(quick) as (server, _port, thread):
        server.stop()
        thread.join(20)

        assert not thread.is_alive()


def test_an_address_that_is_taken_is_told():
    taken = listening_sockets(HOST, 0)[0]

    with pytest.raises(CannotListen, match=r"in use.+another port"):
        listening_sockets(HOST, taken.getsockname()[1])
    taken.close()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1"])
def test_an_address_that_is_not_this_machines_is_told(host):
    with pytest.raises(CannotListen, match=r"no such address.+--host 0\.0\.0\.0"):
        listening_sockets(host, 8999)


def test_a_name_with_several_addresses_is_served_at_those_there_are():
    sockets = listening_sockets("localhost", 0)

    assert HOST in {each.getsockname()[0] for each in sockets}
    for each in sockets:
        each.close()
