"""waitress set up for classes: everybody gets in, and a stop drops no answer.

waitress by itself holds 100 connections, and drops requests that wait when it is told to stop. It
has no interface for the second, so its loop is turned here: `tests/cli/test_server.py` holds what
is relied on.
"""

from __future__ import annotations

import errno
import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

from quizapp.banks.watching import watch_banks
from quizapp.cli.request_bodies import LingeringChannel
from quizapp.web.observability.logs import set_up_logs
from quizapp.web.observability.shared_figures import kept_figures

THREADS = 8
BACKLOG = 1024
IDLE_SECONDS = 60
DRAIN_SECONDS = 30
TURN_SECONDS = 1.0
HALF_SENT_SECONDS = 5
"""For so long something must have come of a request that is still being sent, to be waited for."""

SWITCH_SECONDS = 0.001
"""How long a thread that works something out keeps Python from those that answer. As delivered it
is 5 ms, and an answer waits for its turn some fifty times."""

HURRYING_SECONDS = 0.000_01
"""The same, for the moment in which the door is closed."""


NO_ADDRESS = (
    "this machine has no such address. For this machine alone, leave --host out; for all its "
    "networks, take --host 0.0.0.0"
)
CURES = {
    errno.EADDRINUSE: "Another server has it, perhaps this very one. Stop that, or take another "
    "port with --port",
    errno.EACCES: "Ports below 1024 are for the system. Take a higher one with --port",
}
"""What to do where an address cannot be had."""


class CannotListen(Exception):
    """The address cannot be had; the message says why, and what to do."""


def listening_sockets(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen at every address of a host.

    Raises:
        CannotListen: the address is taken, or not this machine's.
    """
    try:
        found = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
        listeners = list(_listeners(dict.fromkeys((each[0], each[4]) for each in found)))
    except OSError as error:
        raise CannotListen(_why(error)) from error
    if not listeners:
        raise CannotListen(NO_ADDRESS)
    return listeners


def _why(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return NO_ADDRESS
    cure = CURES.get(error.errno or 0, "Take another port with --port, or another host with --host")
    return f"{error.strerror or error}. {cure}"


def _listeners(addresses: Iterable[tuple[int, Any]]) -> Iterator[socket.socket]:
    """Of a name such as localhost, the addresses that this machine has."""
    for family, address in addresses:
        try:
            yield _listening(family, address)
        except OSError as error:
            if error.errno not in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT):
                raise


def _listening(family: int, address: Any) -> socket.socket:
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        if sys.platform != "win32":  # there it would let two servers have one port
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError:
        listener.close()
        raise
    return listener


def options_for(connections: int) -> dict[str, Any]:
    """What waitress is told."""
    return {
        "threads": THREADS,
        "ident": None,
        "backlog": BACKLOG,
        "connection_limit": connections,
        "asyncore_use_poll": True,
        "channel_timeout": IDLE_SECONDS,
        # Whose forwarded headers are believed is decided in one place: quizapp/web/proxies.py.
        "clear_untrusted_proxy_headers": False,
    }


class ClassServer:
    """A WSGI app behind listening sockets, until it is told to stop."""

    def __init__(self, app: Any, sockets: list[socket.socket], options: dict[str, Any]) -> None:
        self._map: dict[int, Any] = {}
        server = create_server(app, map=self._map, sockets=sockets, **options)
        self._threads = server.task_dispatcher
        self._listeners = [each for each in self._map.values() if isinstance(each, BaseWSGIServer)]
        for listener in self._listeners:
            listener.channel_class = LingeringChannel
        self._limit: int = options["connection_limit"]
        self._is_told = False
        self._waking = threading.RLock()

    def run(self) -> None:
        """Serve until told to stop; then answer what has come, and end."""
        while not self._is_told:
            self._turn(TURN_SECONDS)
            self._make_room()
        self._drain()
        self._threads.shutdown()
        with self._waking:  # a thread that has told it may still be waking it
            wasyncore.close_all(self._map)

    def stop(self, *_: object) -> None:
        """Tell it to stop, from a signal or another thread; told twice, it ends at once."""
        if self._is_told:
            raise SystemExit(1)
        with self._waking:
            self._is_told = True
            for listener in self._listeners:
                listener.pull_trigger()

    def _turn(self, seconds: float) -> None:
        wasyncore.loop(timeout=seconds, use_poll=True, map=self._map, count=1)

    def _channels(self) -> list[HTTPChannel]:
        return [each for each in self._map.values() if isinstance(each, HTTPChannel)]

    def _close(self, listener: BaseWSGIServer) -> None:
        """Let in who is at this door, and close it."""
        listener.del_channel()
        before = -1
        while before < len(self._map):
            before = len(self._map)
            listener.handle_accept()
        listener.socket.close()
        listener.accepting = False

    def _make_room(self) -> None:
        """Close the connections that were idle longest, before the last place is taken."""
        if len(self._map) < self._limit * 0.95:
            return
        idle = sorted(filter(_can_go, self._channels()), key=lambda each: each.last_activity)
        for channel in idle[: self._limit // 10]:
            channel.handle_close()

    def _drain(self) -> None:
        """Let in who is at the door, close it, and answer all that has been asked."""
        give_up_at = time.monotonic() + DRAIN_SECONDS
        with _hurrying():
            for listener in self._listeners:
                self._close(listener)
        self._turn(0.1)  # a request that is on its way is one that has come
        while time.monotonic() < give_up_at:
            for channel in filter(_can_go, self._channels()):
                channel.handle_close()
            if not self._channels():
                return
            self._turn(0.1)


@contextmanager
def _hurrying() -> Iterator[None]:
    """Hardly wait for other threads while a door is closed.

    Whoever comes after the last one was let in, and before it is closed, is cut off.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(HURRYING_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _can_go(channel: HTTPChannel) -> bool:
    """Whether nobody is waiting for anything on this connection."""
    if channel.requests or channel.total_outbufs_len or channel.close_when_flushed:
        return False
    has_half = channel.request is not None
    return not has_half or time.time() - channel.last_activity > HALF_SENT_SECONDS


def serve_app(
    app: Flask,
    sockets: list[socket.socket],
    connections: int,
    figures: Path | None,
    stop_signals: Iterable[int] = (signal.SIGTERM, signal.SIGINT),
) -> None:
    """Serve in this process until told to stop. `figures` is where all processes leave theirs."""
    set_up_logs(app.config)
    sys.setswitchinterval(SWITCH_SECONDS)
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that some wait is no news
    watcher = watch_banks(app)
    server = ClassServer(app, sockets, options_for(connections))
    for number in stop_signals:
        signal.signal(number, server.stop)
    try:
        watcher.be_at_work()
        with kept_figures(app, figures):
            server.run()
    finally:
        watcher.stop()
