"""Several processes of one server: what they share, and what becomes of them."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.support.places import SMALL_BANK
from tests.support.served import Server

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="it looks at processes in /proc"),
]

PATIENCE_SECONDS = 60


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Two processes and the one that sees to them, on a bank that can be changed."""
    bank = tmp_path / "bank.yaml"
    shutil.copy(SMALL_BANK, bank)
    made = Server(tmp_path / "data", bank, workers=2, log=tmp_path / "log")
    made.start()
    yield made
    for pid in forks_of(made):
        os.kill(pid, signal.SIGKILL)
    made.kill()


def forks_of(server: Server) -> list[int]:
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    return [int(pid) for pid in children.read_text().split()] if children.exists() else []


def wait_until(is_so: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < give_up_at, "it never came to that"
        time.sleep(0.1)


def title_told(server: Server) -> str:
    """By whichever process answers."""
    with urllib.request.urlopen(f"{server.url}/article", timeout=30) as response:  # noqa: S310  our own server
        return str(response.read().decode())


def memory_of(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text()
    return {name: int(size) for name, size in re.findall(r"(?m)^(\w+):\s+(\d+) kB", lines)}


def test_what_processes_have_in_common_fills_memory_once(server: Server):
    first, *others = (memory_of(pid) for pid in (server.pid, *forks_of(server)))

    assert len(others) == 2
    for other in others:
        assert other["Private_Dirty"] + other["Private_Clean"] < other["Rss"] / 2
    assert first["Pss"] + sum(other["Pss"] for other in others) < 2 * first["Rss"]


def test_at_a_fork_there_is_no_other_thread_that_could_hold_a_lock(server: Server):
    threads = re.search(r"Threads:\s+(\d+)", Path(f"/proc/{server.pid}/status").read_text())

    assert threads is not None
    assert threads[1] == "1"


def test_one_that_is_begun_anew_serves_the_bank_as_it_is_by_then(server: Server):
    before = forks_of(server)
    text = server.bank.read_text(encoding="utf-8")
    server.bank.write_text(text.replace("How the tides come", "How tides come"), encoding="utf-8")
    wait_until(lambda: "How tides come about" in title_told(server))

    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: len(set(forks_of(server)) - set(before)) == 2)

    assert all("How tides come about" in title_told(server) for _ in range(10))
    assert "Another one begins" in server.log.read_text()


def test_without_the_first_process_the_others_end(server: Server):
    others = forks_of(server)

    server.kill()

    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in others))
