"""How evenly writers wait: `python -m bench.turns [PROCESSES] [ROUNDS]`, eight threads in each.

Each thread writes a few rows in a transaction, over and over, with hardly a pause between. In turn,
writers of all processes stand in a queue (`quizapp/web/turns.py`), or those of each process wait
for a lock of their own and for the others by SQLite's asking again, as before the queue. What
counts is how long the slowest hundredth waits beside the middle one; medians over the rounds.

Exits with 1 where a write failed, or the queue is above four times. With more processes than the
machine has cores it is: who is next in line waits to be let run.
"""

from __future__ import annotations

import multiprocessing
import random
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from quizapp.web.journals import journal_for, set_journal
from quizapp.web.sqlite_library import sqlite3
from quizapp.web.turns import Turns

THREADS = 8
SECONDS = 5.0
PATIENCE_SECONDS = 10
MOST = 4.0

Turn = Callable[[], AbstractContextManager[Any]]


def opened(path: Path) -> sqlite3.Connection:
    """A connection that is set up as the app's are."""
    connection = sqlite3.connect(
        path, isolation_level=None, timeout=PATIENCE_SECONDS, check_same_thread=False
    )
    set_journal(connection, journal_for(str(path)))
    connection.execute("PRAGMA synchronous=FULL")
    return connection


def write_on(path: Path, turn: Turn, until: float, waits: list[float], seed: int) -> None:
    """Write until the time is over, noting how long each write took."""
    dice = random.Random(seed)
    with closing(opened(path)) as connection:
        while time.monotonic() < until:
            time.sleep(dice.uniform(0, 0.002))
            began = time.monotonic()
            with turn():
                connection.execute("BEGIN IMMEDIATE")
                for _ in range(4):
                    connection.execute("INSERT INTO rows VALUES (?)", [b"x" * 200])
                connection.execute("COMMIT")
            waits.append(time.monotonic() - began)


def serve(path: Path, kind: str, number: int, start: Any, results: Any) -> None:
    """One process: its threads, and then what they noted; None where one failed."""
    turns, lock = Turns(path), threading.RLock()
    turn: Turn = (lambda: turns.taken(PATIENCE_SECONDS)) if kind == "queue" else (lambda: lock)
    waits: list[float] = []
    failed: list[object] = []
    threading.excepthook = failed.append
    start.wait()
    until = time.monotonic() + SECONDS
    threads = [
        threading.Thread(target=write_on, args=(path, turn, until, waits, 100 * number + each))
        for each in range(THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(None if failed else waits)


def waits_of(kind: str, processes: int) -> list[float]:
    """How long each write took in one round."""
    context = multiprocessing.get_context("spawn")
    start, results = context.Barrier(processes), context.Queue()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "records.sqlite3"
        with closing(opened(path)) as connection:
            connection.execute("CREATE TABLE rows (bytes BLOB)")
        running = [
            context.Process(target=serve, args=(path, kind, number, start, results))
            for number in range(processes)
        ]
        for process in running:
            process.start()
        noted = [results.get(timeout=120) for _ in running]
        for process in running:
            process.join()
    if None in noted:
        raise SystemExit("A write failed.")
    return [wait for waits in noted for wait in waits]


def main(processes: int = 2, rounds: int = 3) -> None:
    """Measure in alternating rounds, print, judge."""
    kinds = {"lock": "a lock in each process", "queue": "one queue"}
    ratios: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, words in kinds.items():
            waits = waits_of(kind, processes)
            slow = quantiles(waits, n=100)[98]
            ratios[kind].append(slow / median(waits))
            print(
                f"{processes * THREADS} at once, {words}: {len(waits)} writes, median "
                f"{median(waits) * 1000:.1f} ms, 99 % within {slow * 1000:.0f} ms, slowest "
                f"{max(waits) * 1000:.0f} ms; {ratios[kind][-1]:.1f} times",
                flush=True,
            )
    for kind, words in kinds.items():
        print(f"{words}: {median(ratios[kind]):.1f} times")
    sys.exit(median(ratios["queue"]) > MOST)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
