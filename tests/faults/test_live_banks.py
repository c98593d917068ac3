"""Several processes that serve one bank see a save within two seconds, and agree for good."""

from __future__ import annotations

import json
import shutil
import time
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from quizapp.banks.files import replace_content
from tests.support.places import SMALL_BANK
from tests.support.served import Server

pytestmark = pytest.mark.slow

TEXT = SMALL_BANK.read_text(encoding="utf-8")
PATIENCE_SECONDS = 120


@pytest.fixture
def started(tmp_path: Path, sqlite_template: Path) -> Iterator[Callable[[int], list[Server]]]:
    """Start processes with one database and one bank."""
    data, bank = tmp_path / "data", tmp_path / "questions.yaml"
    data.mkdir()
    shutil.copy(sqlite_template, data / "quizapp.sqlite3")
    bank.write_text(TEXT, encoding="utf-8")
    servers: list[Server] = []

    def start(count: int) -> list[Server]:
        new = [Server(data, bank) for _ in range(count)]
        servers.extend(new)
        for server in new:
            server.start()
        return new

    yield start
    for server in servers:
        if server.process is not None:
            server.kill()


def title(server: Server) -> str:
    with urllib.request.urlopen(f"{server.url}/healthz", timeout=20) as response:  # noqa: S310  our own server
        return str(json.load(response)["banks"][0]["title"])


def seconds_until(wanted: str, began: float, server: Server) -> float:
    """How long after the save a process serves it."""
    while (seconds := time.monotonic() - began) < PATIENCE_SECONDS:
        if title(server) == wanted:
            return seconds
        time.sleep(0.05)
    return float("inf")


def seconds_to_reach(servers: list[Server], wanted: str) -> float:
    """How long a save takes until the last of these processes serves it."""
    data = TEXT.replace("title: The tides", f"title: {wanted}").encode()
    began = time.monotonic()
    replace_content(servers[0].bank, data)
    with ThreadPoolExecutor() as pool:
        return max(pool.map(partial(seconds_until, wanted, began), servers))


def test_a_save_reaches_every_process_and_a_broken_file_none(
    started: Callable[[int], list[Server]],
) -> None:
    servers = started(3)

    waits = [seconds_to_reach(servers, f"Tides, edition {number}") for number in range(3)]
    replace_content(servers[0].bank, b"nonsense")
    (late,) = started(1)

    assert max(waits) < PATIENCE_SECONDS
    assert min(waits) < 2  # on a busy machine a save may take longer, but not each of them
    assert {title(server) for server in (*servers, late)} == {"Tides, edition 2"}
