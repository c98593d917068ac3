"""How many connections are held: the limit of open files is raised, or what it allows is said."""

from __future__ import annotations

import subprocess
import sys

import pytest

from quizapp.cli.open_files import WANTED_CONNECTIONS, told_connections

ASK = (
    "import resource; from quizapp.cli.open_files import *; allowed = connections_allowed(); "
    "print(allowed, resource.getrlimit(resource.RLIMIT_NOFILE)[0]); "
    "print(told_connections(allowed))"
)


def asked(soft: int, hard: int) -> tuple[int, int, str]:
    """What a process says that is allowed so many open files."""
    limits = f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, ({soft}, {hard})); "
    result = subprocess.run(
        [sys.executable, "-c", limits + ASK], capture_output=True, text=True, check=True
    )
    numbers, sentence = result.stdout.split("\n", 1)
    allowed, limit = numbers.split()
    return int(allowed), int(limit), sentence.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize(
    ("soft", "hard", "allowed"), [(1024, 4096, 2000), (1024, 1024, 824), (256, 300, 150)]
)
def test_the_limit_is_raised_as_far_as_it_goes(soft, hard, allowed):
    connections, limit, sentence = asked(soft, hard)

    assert connections == allowed
    assert limit == min(hard, 2200)
    assert (sentence == "None") == (allowed == WANTED_CONNECTIONS)


def test_what_is_said_names_the_cure():
    assert told_connections(WANTED_CONNECTIONS) is None
    assert "LimitNOFILE=2200" in (told_connections(824) or "")
