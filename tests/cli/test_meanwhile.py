"""Half of the lint of a large bank, done by a second processor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.lint import MANY
from quizapp.domain.bank.report import as_json
from tests.conftest import SMALL_BANK

# A child of its own for each test: the test runner's threads would rule out a fork.
FORKED = """
import os, sys
from quizapp.cli.meanwhile import in_another_process
later = in_another_process({job})
print(later() != os.getpid())
"""


def printed_by(job: str) -> str:
    code = FORKED.format(job=job)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def large_bank() -> str:
    """The small bank, and many items beside it, of which each two ask nearly the same."""
    head, quizzes = SMALL_BANK.read_text("utf-8").split("quizzes:\n")
    items = [
        f"  - id: many-{number}\n    topic: moon\n    type: term\n"
        f"    term: word {number}\n    definition: what the harbour calls thing {number // 2}\n"
        for number in range(MANY)
    ]
    return f"{head}{''.join(items)}quizzes:\n{quizzes}"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_the_job_is_done_by_another_process() -> None:
    assert printed_by("os.getpid") == str((os.cpu_count() or 1) > 1)


def test_a_job_that_is_killed_is_done_again_here() -> None:
    parent = "os.getpid if os.environ.setdefault('PARENT', str(os.getpid())) else None"
    job = f"lambda here={parent}: here() if str(here()) == os.environ['PARENT'] else os.abort()"

    assert printed_by(job) == "False"


def test_where_threads_are_running_nothing_is_forked() -> None:
    code = (
        "import os, threading\n"
        "from quizapp.cli.meanwhile import in_another_process\n"
        "threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "print(in_another_process(os.getpid) is os.getpid)"
    )

    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "True"


def test_a_large_bank_has_the_same_findings_either_way(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.write_text(large_bank(), encoding="utf-8")

    command = [sys.executable, "-m", "quizapp.cli", "check", "--format", "json", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    findings = read_bank(file.read_bytes(), lint=True).findings
    assert len(findings) > 100
    assert json.loads(done.stdout) == as_json(findings, str(file))
