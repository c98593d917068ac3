"""How often one answer waits for the disk: `python -m bench.syncs [WAL|TRUNCATE]`.

Starts the real server on a temporary SQLite database and lets strace count what it asks of the
disk while one learner answers twenty questions, one after the other. With the write-ahead log an
answer takes one sync; the first commit of each connection asks for the folder as well. Exits with 1
where there are more than that.
"""

from __future__ import annotations

import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.waiting import START
from quizapp.cli.server import THREADS
from quizapp.web.journals import journal_mode
from tests.support.served import Caller, Server

ROOT = Path(__file__).parent.parent
SYNCS = "fsync,fdatasync,sync_file_range,msync"
SETTLE_SECONDS = 6
"""After so long the server has begun, and done what it does now and then."""


@contextmanager
def traced(pid: int, log: Path) -> Iterator[None]:
    """Let strace note each sync of a process with all its threads."""
    command = ["strace", "-f", "-q", "-y", "-e", f"trace={SYNCS}", "-o", str(log), "-p", str(pid)]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)  # noqa: S603  strace alone
    time.sleep(1)
    if tracer.poll() is not None:
        raise SystemExit(f"strace: {tracer.stderr.read().decode() if tracer.stderr else ''}")
    try:
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.wait()


def synced_files(log: Path) -> Counter[str]:
    """How often each file was waited for, by how its name ends."""
    names = re.findall(r"sync\(\d+<([^>]*)>", log.read_text())
    return Counter(re.sub(r".*\.sqlite3", "database", name) for name in names)


def counted(mode: str) -> tuple[int, Counter[str]]:
    """How many answers were saved, and what was synced meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        server = Server(Path(name) / "data", ROOT / "questions.yaml", code=START.format(mode=mode))
        server.start()
        try:
            learner = Caller(server.url)
            attempt = learner.start("mixed")
            time.sleep(SETTLE_SECONDS)
            with traced(server.pid, log := Path(name) / "strace"):
                statuses = [
                    learner.post(f"{attempt}/responses", position=position, dont_know="1")[0]
                    for position in range(1, 21)
                ]
            if set(statuses) != {303}:
                raise SystemExit(f"not all answers were saved: {statuses}")
            return len(statuses), synced_files(log)
        finally:
            server.kill()


def main(mode: str = journal_mode()) -> None:
    """Count, print, judge."""
    if shutil.which("strace") is None:
        raise SystemExit("This needs strace.")
    answers, syncs = counted(mode)
    for file, count in syncs.most_common():
        print(f"{file:<20}{count:4} syncs, {count / answers:.2f} an answer")
    print(f"{mode}: {syncs.total() / answers:.2f} syncs an answer")
    sys.exit(mode == "WAL" and syncs.total() > answers + THREADS)


if __name__ == "__main__":
    main(*sys.argv[1:2])
