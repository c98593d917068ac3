"""An answer is acknowledged after one wait for the disk, and not before."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from quizapp.web.journals import WAL, journal_mode
from tests.support.places import leave_out

pytestmark = pytest.mark.slow


def test_an_answer_waits_for_the_disk_once(request: pytest.FixtureRequest) -> None:
    if shutil.which("strace") is None:
        leave_out(request, "strace")
    if journal_mode() != WAL:
        leave_out(request, "a sound SQLite library")

    counted = subprocess.run(
        [sys.executable, "-m", "bench.syncs"], capture_output=True, text=True, check=False
    )

    assert counted.returncode == 0, counted.stdout + counted.stderr
    assert "database-wal          20 syncs, 1.00 an answer" in counted.stdout
