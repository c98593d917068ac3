"""`quizapp rehearse`: simulated learners on a copy, and the real records left alone."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from tests.cli.conftest import Command
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.served import Server, free_port

QUICKLY = ("--learners", "3", "--up-to", "6", "--seconds", "5", "--pause", "0.5")


def digests(folder: Path) -> dict[str, str]:
    """What lies in a folder, and what it says."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in files}


@on_sqlite
@pytest.mark.slow
def test_a_rehearsal_says_how_many_are_carried_and_leaves_no_trace(
    quizapp: Command, app: Flask, learner: Visitor, database: Path, settings: dict[str, Any]
):
    before = digests(database.parent) | digests(settings["DATA_DIR"])

    result = quizapp("rehearse", *QUICKLY, "--port", str(free_port()))

    counts = re.findall(r"(\d+) learners: (\d+) answers, 95 of 100 within", result.output)
    assert counts[0][0] == "3"
    assert int(counts[0][1]) > 3
    assert re.search(r"This server (carries|does not carry) [36] learners", result.output)
    assert "errors: none" in result.output
    assert "connections" in result.output
    assert digests(database.parent) | digests(settings["DATA_DIR"]) == before


@on_sqlite
@pytest.mark.slow
def test_learners_are_played_on_another_machine_against_a_copy_that_goes_when_told(
    quizapp: Command, settings: dict[str, Any], tmp_path: Path
):
    port = free_port()
    settings["DATA_DIR"].mkdir()
    process = subprocess.Popen(
        [sys.executable, "-m", "quizapp.cli", "rehearse", "--serve", "--port", str(port)],
        env={**os.environ, **{f"QUIZAPP_{name}": str(settings[name]) for name in settings}},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    said = process.stdout.readline()
    was_there = list(settings["DATA_DIR"].glob("rehearsal-*"))

    result = quizapp("rehearse", *QUICKLY, "--at", f"http://127.0.0.1:{port}", "--format", "json")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)

    told = json.loads(result.stdout)
    assert f"http://127.0.0.1:{port}" in said
    assert told["steps"][0]["learners"] == 3
    assert told["steps"][0]["errors"] == {}
    assert told["steps"][0]["server_cores"] is None
    assert len(was_there) == 1
    assert not list(settings["DATA_DIR"].glob("rehearsal-*"))
    assert is_gone(port)


def is_gone(port: int) -> bool:
    give_up_at = time.monotonic() + 30
    while time.monotonic() < give_up_at:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).close()
        except OSError:
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def real_server(tmp_path: Path, bank_file: Path) -> Iterator[Server]:
    server = Server(tmp_path / "real", bank_file)
    server.start()
    yield server
    server.kill()


@on_sqlite
@pytest.mark.slow
def test_a_server_with_real_records_is_refused(quizapp: Command, real_server: Server):
    before = digests(real_server.data_dir)

    result = quizapp("rehearse", *QUICKLY, "--at", real_server.url)

    assert result.exit_code == 2
    assert "real records" in result.output
    assert digests(real_server.data_dir) == before


@on_sqlite
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--at", "ftp://127.0.0.1"], "is no address"),
        (["--at", "http://127.0.0.1:1"], "nothing that could be rehearsed with"),
        (["--database", "nonsense"], "the database cannot be used"),
        (["--serve", "--host", "192.0.2.1"], "cannot listen at 192.0.2.1"),
    ],
)
def test_what_cannot_be_rehearsed_is_told_in_a_sentence(
    quizapp: Command, words: list[str], sentence: str
):
    result = quizapp("rehearse", *words)

    assert result.exit_code == 2
    assert sentence in result.output


@on_sqlite
def test_a_database_with_tables_is_refused(quizapp: Command, database: Path):
    before = digests(database.parent)

    result = quizapp("rehearse", "--database", f"sqlite:///{database}")

    assert result.exit_code == 2
    assert "Name an empty one" in result.output
    assert digests(database.parent) == before
