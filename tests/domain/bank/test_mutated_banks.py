"""5,000 banks spoilt at random: each loads, or is refused with a place inside the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="measures memory as Unix does")

ROOT = Path(__file__).parents[3]
AT_ONCE = 1_000
SECONDS, MEGABYTES = 2, 200


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 5_000, AT_ONCE))
def test_spoilt_banks_load_or_are_refused_with_a_true_place(first):
    command = [sys.executable, "-m", "tests.support.spoilt_banks", str(first), str(AT_ONCE)]

    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)

    assert ran.returncode == 0, ran.stderr
    record = json.loads(ran.stdout)
    seconds, seed = record["slowest"]
    assert record["faults"] == {}
    assert seconds < SECONDS, f"spoilt({seed})"
    assert record["megabytes"] < MEGABYTES
