"""Turns to write: each in the order of asking, and never a reason not to write."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

import pytest

from quizapp.web.turns import Queue, Turns

LONG, SHORT = 20.0, 0.05

HOLD = """
import sys
from pathlib import Path
from quizapp.web.turns import Turns
with Turns(Path(sys.argv[1])).taken(20):
    print("has it", flush=True)
    sys.stdin.read()
"""
TAKE_ON = """
import sys, time
from pathlib import Path
from quizapp.web.turns import Turns
turns, until = Turns(Path(sys.argv[1])), time.monotonic() + float(sys.argv[2])
count = 0
print("ready", flush=True)
sys.stdin.readline()
while time.monotonic() < until:
    with turns.taken(20):
        log = open(sys.argv[1], "a")
        log.write(f"in {sys.argv[3]}\\n"); log.flush()
        time.sleep(0.002)
        log.write(f"out {sys.argv[3]}\\n"); log.close()
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "records.sqlite3"


def process(code: str, *words: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@contextmanager
def another_process_at_work(database: Path) -> Iterator[subprocess.Popen[str]]:
    with process(HOLD, database) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "has it\n"
        yield other
        other.kill()


def test_threads_get_their_turn_in_the_order_in_which_they_ask():
    queue, order, threads = Queue(), [], []
    assert queue.acquire(LONG)

    def take(number):
        queue.acquire(LONG)
        order.append(number)
        queue.release()

    for number in range(8):
        threads.append(Thread(target=take, args=(number,)))
        threads[-1].start()
        while len(queue._waiting) <= number:
            time.sleep(0.001)
    queue.release()
    for thread in threads:
        thread.join()

    assert order == [*range(8)]


def test_who_is_impatient_leaves_the_queue_and_the_others_go_on():
    queue = Queue()
    assert queue.acquire(LONG)
    with ThreadPoolExecutor(2) as pool:
        assert pool.submit(queue.acquire, SHORT).result() is False
        patient = pool.submit(queue.acquire, LONG)
        queue.release()
        assert patient.result() is True


def test_who_has_the_turn_may_ask_again(database):
    turns = Turns(database)

    with turns.taken(SHORT), turns.taken(SHORT), ThreadPoolExecutor(1) as pool:
        assert pool.submit(turns._queue.acquire, SHORT).result() is False
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(turns._queue.acquire, SHORT).result() is True


def test_a_turn_is_handed_on_after_an_error(database):
    turns = Turns(database)
    with pytest.raises(ZeroDivisionError), turns.taken(SHORT):
        raise ZeroDivisionError

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(turns._queue.acquire, SHORT).result() is True


def test_another_process_is_waited_for_and_no_longer_than_patience_lasts(database):
    has_come = Event()

    def take():
        with Turns(database).taken(LONG):
            has_come.set()

    with another_process_at_work(database) as other:
        began = time.monotonic()
        with Turns(database).taken(SHORT):
            assert time.monotonic() - began >= SHORT
        thread = Thread(target=take)
        thread.start()
        assert not has_come.wait(SHORT)
        other.kill()  # and the system lets go of what it held
        assert has_come.wait(LONG)
        thread.join()


def test_where_no_lock_can_be_made_everybody_writes(tmp_path):
    with Turns(tmp_path / "none" / "records.sqlite3").taken(SHORT), Turns(None).taken(SHORT):
        pass


@pytest.mark.slow
def test_processes_take_turns_and_none_is_left_out(database):
    seconds, count = 3.0, 3
    others = [process(TAKE_ON, database, seconds, number) for number in range(count)]
    for other in others:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
    for other in others:
        assert other.stdin is not None
        other.stdin.write("go\n")
        other.stdin.flush()
    for other in others:
        other.communicate(timeout=60)

    steps = database.read_text().splitlines()
    assert [f"out{step[2:]}" for step in steps[::2]] == steps[1::2]  # nobody in between
    turns = [step.split()[1] for step in steps[::2]]
    assert set(turns) == {str(number) for number in range(count)}
