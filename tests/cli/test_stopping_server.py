"""The real server in a process of its own: it answers, and ends as it is told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.support.places import SMALL_BANK
from tests.support.served import free_port


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
