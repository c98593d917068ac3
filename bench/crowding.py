"""Whether everybody gets in: `python -m bench.crowding [CONNECTIONS] [LEARNERS] [--files N]`.

Starts plain `quizapp serve`, and then `--workers 2`, on a temporary folder. Learners (40 unless
told otherwise) answer; then so many browsers' connections (600) are opened, each of which asks for
one page and stays, as browsers do; then newcomers come. What counts is who gets in, how long the
slowest waited, and whether answers keep their pace. Then 200 MB are sent to a page
that takes no files, twelve bodies are left half-sent, and the server is told to stop while 24
requests wait: all 24 must be answered.

`--files 1024` allows the server so many open files and no more. Exits with 1 where somebody stayed
outside, an answer failed, answers fell below a third of their pace, or a request was dropped.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from statistics import median
from typing import Any

from bench.waiting import Answers, answer_on, wait_until_ready
from tests.support.served import free_port

ROOT = Path(__file__).parent.parent

NEWCOMERS = 20
AT_ONCE = 20
PAUSE_SECONDS = 2.0
WAITING = 24
HALF_SENT = 12
PATIENCE_SECONDS = 10.0
PACE_SECONDS = 8.0
UPLOAD_BYTES = 200_000_000

Address = tuple[str, int]


@contextmanager
def running(folder: Path, workers: int, files: int | None) -> Iterator[tuple[Any, Address]]:
    """`quizapp serve` in a process of its own, with so many open files allowed."""
    port = free_port()
    limit = f"ulimit -n {files}; " if files else ""
    command = f"{limit}exec {sys.executable} -m quizapp.cli serve --port {port}"
    process = subprocess.Popen(  # noqa: S603  our own server
        ["/bin/sh", "-c", f"{command} --workers {workers}"],
        env={
            **os.environ,
            "QUIZAPP_DATA_DIR": str(folder),
            "QUIZAPP_BANK": str(ROOT / "questions.yaml"),
        },
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_until_ready(f"http://127.0.0.1:{port}")
        yield process, ("127.0.0.1", port)
    finally:
        process.kill()
        process.wait()


def asked(address: Address, path: str, seconds: float) -> tuple[socket.socket | None, float]:
    """A connection on which a page was asked for and came; None where it did not in time."""
    began = time.monotonic()
    connection = socket.create_connection(address, timeout=seconds)
    try:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        first = connection.recv(65_536)
    except OSError:
        first = b""
    if not first.startswith(b"HTTP/1.1 200"):
        connection.close()
        return None, time.monotonic() - began
    return connection, time.monotonic() - began


def crowd(address: Address, count: int) -> tuple[list[socket.socket], float]:
    """So many connections that stay; gives those that got in, and the longest wait."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        came = list(
            threads.map(lambda _: asked(address, "/healthz", PATIENCE_SECONDS), range(count))
        )
    return [each for each, _ in came if each is not None], max(seconds for _, seconds in came)


def pace(answers: Answers) -> tuple[float, float, float]:
    """Answers per second for a while, their median and the slowest."""
    began = time.monotonic()
    time.sleep(PACE_SECONDS)
    felt = answers.since(began)
    return len(felt) / PACE_SECONDS, median(felt or [0.0]), max(felt, default=0.0)


def uploaded(address: Address) -> tuple[int, str]:
    """How many of 200 MB a page took that wants no file, and what it said."""
    sent, piece = 0, b"x" * 65_536
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as connection:
        head = f"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: {UPLOAD_BYTES}\r\n"
        connection.sendall(
            f"{head}Content-Type: application/x-www-form-urlencoded\r\n\r\n".encode()
        )
        connection.settimeout(1.0)
        said = b""
        try:
            while sent < UPLOAD_BYTES and not said:
                connection.sendall(piece)
                sent += len(piece)
                connection.setblocking(False)
                with suppress(BlockingIOError):
                    said = connection.recv(4096)
                connection.settimeout(1.0)
            said = said or connection.recv(4096)
        except OSError as error:
            said = said or str(error).encode()
    return sent, said.split(b"\r\n")[0].decode()


def half_sent(address: Address) -> list[socket.socket]:
    """Connections on which a form began to come and does not go on."""
    found = []
    for _ in range(HALF_SENT):
        connection = socket.create_connection(address, timeout=PATIENCE_SECONDS)
        connection.sendall(
            b"POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\n\r\nusern"
        )
        found.append(connection)
    return found


def stopped(process: Any, address: Address) -> tuple[int, float]:
    """Tell it to stop while requests wait; gives how many were answered, and how long it took."""
    token, cookie = form_token(address)
    body = f"csrf_token={token}&username=nobody&password=wrong-password".encode()
    head = (
        f"POST /login HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    waiting = [socket.create_connection(address, timeout=40) for _ in range(WAITING)]
    for connection in waiting:
        connection.sendall(head + body)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    answered = 0
    for connection in waiting:
        with suppress(OSError):
            answered += connection.recv(4096).startswith(b"HTTP/1.1 ")
    process.wait(60)
    return answered, time.monotonic() - began


def form_token(address: Address) -> tuple[str, str]:
    """The token of the form, and the cookie that goes with it."""
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as connection:
        connection.sendall(b"GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        page = b""
        while more := connection.recv(65_536):
            page += more
    text = page.decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', text)
    cookie = re.search(r"(?i)set-cookie: ([^;]+)", text)
    return (token.group(1) if token else ""), (cookie.group(1) if cookie else "")


def measured(process: Any, address: Address, connections: int, learners: int) -> bool:
    """One server, crowded; gives whether all was well."""
    answers = Answers()
    url = f"http://{address[0]}:{address[1]}"
    threads = [
        threading.Thread(
            target=answer_on, args=(url, answers, random.Random(n), PAUSE_SECONDS), daemon=True
        )
        for n in range(learners)
    ]
    for thread in threads:
        thread.start()
    time.sleep(5)
    before = pace(answers)
    inside, longest = crowd(address, connections)
    after = pace(answers)
    newcomers = [asked(address, "/login", PATIENCE_SECONDS) for _ in range(NEWCOMERS)]
    came = sum(connection is not None for connection, _ in newcomers)
    halves = half_sent(address)
    sent, said = uploaded(address)
    still = pace(answers)
    answers.is_over.set()
    for thread in threads:
        thread.join(30)
    answered, seconds = stopped(process, address)
    print(f"  got in: {len(inside)} of {connections}, the slowest waited {longest:.2f} s")
    print(f"  newcomers: {came} of {NEWCOMERS}, slowest {max(s for _, s in newcomers):.2f} s")
    for when, (rate, middle, slowest) in (("before", before), ("full", after), ("half", still)):
        print(f"  answers, {when}: {rate:.1f}/s, median {middle:.3f}, slowest {slowest:.2f} s")
    print(f"  failed answers: {dict(Counter(answers.failed)) or 'none'}")
    print(f"  upload: {sent / 1e6:.1f} MB taken, then {said}")
    print(f"  stop: {answered} of {WAITING} answered, {seconds:.1f} s")
    del halves
    return (
        len(inside) == connections
        and came == NEWCOMERS
        and not answers.failed
        and min(after[0], still[0]) > before[0] / 3
        and " 413 " in said
        and sent < UPLOAD_BYTES / 10
        and answered == WAITING
    )


def main() -> None:
    """Measure one process, then two."""
    parser = argparse.ArgumentParser()
    parser.add_argument("connections", nargs="?", type=int, default=600)
    parser.add_argument("learners", nargs="?", type=int, default=40)
    parser.add_argument("--files", type=int)
    given = parser.parse_args()
    is_good = True
    for workers in (1, 2):
        with tempfile.TemporaryDirectory() as folder:
            print(f"--workers {workers}", flush=True)
            with running(Path(folder), workers, given.files) as (process, address):
                is_good = measured(process, address, given.connections, given.learners) and is_good
    print("good" if is_good else "NOT GOOD")
    sys.exit(not is_good)


if __name__ == "__main__":
    main()
