"""Read banks spoilt at random: `python -m tests.support.spoilt_banks FIRST COUNT`.

Run as a process of its own, so that its memory is that of the reading. Prints one JSON record.
"""

from __future__ import annotations

import json
import resource
import sys
import time
import traceback
from pathlib import Path

from quizapp.domain.bank import Reading, read_bank
from quizapp.domain.bank.positions import Lines, Span
from tests.support.mutations import spoilt


def peak_megabytes() -> float:
    """The most memory that this process has held.

    Linux counts what the parent held at the fork into `ru_maxrss`, so it is asked otherwise.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def places_outside(reading: Reading) -> list[str]:
    """Return the findings of which the place is not one in the file, from before to after."""
    lines = Lines(reading.text)
    return [str(finding) for finding in reading.findings if not _is_inside(finding.span, lines)]


def _is_inside(span: Span, lines: Lines) -> bool:
    if not 1 <= span.line <= span.end_line <= len(lines):
        return False
    return (
        1 <= span.column <= len(lines[span.line]) + 1
        and 1 <= span.end_column <= len(lines[span.end_line]) + 1
        and (span.line, span.column) <= (span.end_line, span.end_column)
    )


def fault(data: bytes) -> str | None:
    """Read and lint a bank, and say what is wrong with the reading."""
    try:
        reading = read_bank(data, lint=True)
    except Exception:  # whatever it is, it is what the test is about
        return traceback.format_exc()
    if reading.bank is None and not reading.findings:
        return "neither a bank nor a finding"
    return "; ".join(places_outside(reading)) or None


def main(first: int, count: int) -> None:
    faults: dict[int, str] = {}
    slowest = (0.0, 0)
    for seed in range(first, first + count):
        data = spoilt(seed)
        began = time.process_time()
        if found := fault(data):
            faults[seed] = found
        slowest = max(slowest, (time.process_time() - began, seed))
    record = {"faults": faults, "slowest": slowest, "megabytes": peak_megabytes()}
    sys.stdout.write(json.dumps(record))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
