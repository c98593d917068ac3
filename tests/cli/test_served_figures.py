"""The log and the figures of a real server, whose processes count for one another."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.web.observability.shared_figures import WRITE_SECONDS
from tests.support.places import SMALL_BANK
from tests.support.served import Server

pytestmark = pytest.mark.slow

REQUESTS = 40
ARTICLE = 'quizapp_requests_total{route="practice.read_article",status="200"}'


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Two processes that count and log."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    settings = {"METRICS": "loopback", "LOG_FORMAT": "json", "LOG_REQUESTS": "1"}
    made = Server(tmp_path / "data", SMALL_BANK, workers=2, settings=settings, log=tmp_path / "log")
    made.start()
    yield made
    assert made.process is not None
    made.process.terminate()
    made.process.wait(60)


def read(server: Server, path: str) -> str:
    """A page, asked for on a connection of its own, so that any process may answer."""
    with urllib.request.urlopen(server.url + path, timeout=30) as response:  # noqa: S310  our own server
        return str(response.read().decode())


def counted(server: Server) -> tuple[float, float]:
    """How many pages were read, and how many processes there are."""
    told = dict(re.findall(r"^(\S+) (\S+)$", read(server, "/metrics"), re.MULTILINE))
    return float(told.get(ARTICLE, 0)), float(told["quizapp_processes"])


def test_the_sums_hold_what_all_processes_did_and_never_fall(server: Server):
    seen = []
    for _ in range(REQUESTS):
        read(server, "/article")
        seen.append(counted(server)[0])
    time.sleep(WRITE_SECONDS + 2)
    pages_read, processes = counted(server)

    assert pages_read == REQUESTS
    assert processes == 2
    assert seen == sorted(seen)
    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    pages = [line for line in lines if line.get("route") == "/article"]
    assert len(pages) == REQUESTS
    assert len({line["request_id"] for line in pages}) == REQUESTS


def test_no_page_is_counted_that_nobody_has_asked_for(server: Server):
    told = read(server, "/metrics")

    assert "quizapp_info" in told
    assert 'route="home.home"' not in told
    assert '"route": "/"' not in server.log.read_text()


def test_the_folder_of_the_figures_goes_with_the_server(server: Server, tmp_path: Path):
    pattern = "quizapp-figures-*"
    while_served = list(tmp_path.glob(pattern))

    assert server.process is not None
    server.process.terminate()
    server.process.wait(60)

    assert len(while_served) == 1
    assert list(tmp_path.glob(pattern)) == []
