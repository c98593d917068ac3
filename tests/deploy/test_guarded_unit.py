"""The unit takes from a server what it does not need, and nothing that it does."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.support.places import SHIPPED_BANK
from tests.support.proxied import DEPLOY, program
from tests.support.served import Caller, Server

UNIT = DEPLOY / "quizapp@.service"
MOST_EXPOSED = "20"
"""Of 100, as systemd counts; one that is guarded by nothing has over 90."""

TRACED = """
import os, sys
traced = ["strace", "-D", "-f", "-qq", "-o", os.environ["QUIZAPP_TRACE"], sys.executable]
os.execvp(traced[0], [*traced, "-m", "quizapp.cli", *sys.argv[1:]])
"""


def test_systemd_finds_little_that_a_server_could_do_elsewhere(
    request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    path = tmp_path / "quizapp@8000.service"
    text = re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", UNIT.read_text(), flags=re.MULTILINE)
    path.write_text(text)
    words = ["security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", str(path)]

    judged = subprocess.run(
        [program(request, "systemd-analyze"), *words], capture_output=True, text=True, check=False
    )

    assert judged.returncode == 0, judged.stdout


@pytest.mark.slow
def test_the_unit_lets_a_server_ask_the_system_for_all_that_it_needs(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyze, _ = program(request, "systemd-analyze"), program(request, "strace")
    (filtered,) = re.findall(r"^SystemCallFilter=(.*)$", UNIT.read_text(), re.MULTILINE)
    trace = tmp_path / "trace"
    monkeypatch.setenv("QUIZAPP_TRACE", os.fspath(trace))
    server = Server(tmp_path / "data", SHIPPED_BANK, workers=2, code=TRACED)

    server.start()
    try:
        learner = Caller(server.url)
        attempt = learner.start("mixed")
        assert learner.post(f"{attempt}/responses", position=1, dont_know="1")[0] == 303
    finally:
        server.stop()

    asked = set(re.findall(r"^\d+ +(?:<\.\.\. )?(\w+)", trace.read_text(), re.MULTILINE))
    assert {"accept4", "pwrite64"} <= asked
    assert asked - calls_in(analyze, filtered) == set()


def calls_in(analyze: str, group: str) -> set[str]:
    """The system calls of a group of systemd's, with those of the groups in it."""
    listed = subprocess.run(
        [analyze, "syscall-filter", "--no-pager", group], capture_output=True, text=True, check=True
    )
    calls: set[str] = set()
    for name in (line.strip() for line in listed.stdout.splitlines()[1:]):
        if name.startswith("@"):
            calls |= calls_in(analyze, name)
        elif not name.startswith("#"):
            calls.add(name)
    return calls
