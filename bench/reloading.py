"""What learners feel of a bank that is read anew: `python -m bench.reloading [ITEMS] [ROUNDS]`.

Starts the real server on a bank of so many items (10,000 unless told otherwise) and lets four
learners look at questions over and over. Then the file is saved, several times, and what counts is
how slow the slowest of their requests were while the server was reading, as a ratio to those of
quiet times just before. Also prints how long a save took to be served.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import threading
import time
import urllib.request
from pathlib import Path
from statistics import median, quantiles

from tests.support import served
from tests.support.served import Caller, Server

served.START_SECONDS = 120
LEARNERS = 4
PAUSE_SECONDS = 0.01
HEAD = """\
format: 1
id: large
title: Version 0
language: en
article:
  title: Numbers
  author: Ida Ekman
  publisher: The Harbour School
  published: 2020-03-01
  sections:
    - id: one
      heading: One
      text: Numbers come one after the other, and there is no last one.
topics:
  numbers: Numbers
quizzes:
  - id: some
    title: Some numbers
    pick: 20
items:
"""
ITEM = """\
  - id: after-{number}
    topic: numbers
    stem: Which number comes after {number}, where each is larger by one than the one before?
    key: "{right}"
    distractors:
      - "{low}": That is the one before it.
      - "{high}": That is the second after it.
      - "{far}"
    explanation: One more than {number} is {right}, and so on, without an end to it.
    cites: Numbers come one after the other
"""


def bank(count: int) -> str:
    """A good bank of so many items."""
    return HEAD + "".join(
        ITEM.format(number=n, right=n + 1, low=n - 1, high=n + 2, far=n + 10)
        for n in range(10, count + 10)
    )


def look_at_questions(url: str, times: list[tuple[float, float]], stop: threading.Event) -> None:
    """Ask for one question after another, noting when and for how many seconds."""
    caller = Caller(url)
    attempt = caller.start("some")
    while not stop.is_set():
        began = time.monotonic()
        status, _ = caller.get(f"{attempt}/items/1")
        if status != 200:
            raise SystemExit(f"status {status}")
        times.append((began, time.monotonic() - began))
        time.sleep(PAUSE_SECONDS)


def title(url: str) -> str:
    """The title of the bank that is served now."""
    with urllib.request.urlopen(f"{url}/healthz", timeout=20) as response:  # noqa: S310  our own server
        return str(json.load(response)["banks"][0]["title"])


def late(times: list[tuple[float, float]], begin: float, end: float) -> float:
    """The seconds within which 95 % of the requests of a while were answered."""
    taken = [seconds for began, seconds in times if began + seconds > begin and began < end]
    return quantiles(taken, n=20)[18]


def main(count: int = 10_000, rounds: int = 5) -> None:
    """Save the bank several times, and print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "questions.yaml"
        path.write_text(bank(count), encoding="utf-8")
        server = Server(Path(folder) / "data", path)
        try:
            server.start()
            report(server, rounds)
        finally:
            server.kill()


def report(server: Server, rounds: int) -> None:
    """Let learners look at questions, save the bank, and print what they felt of it."""
    stop, waits, ratios, slow = threading.Event(), [], [], []
    times: list[tuple[float, float]] = []
    learners = [
        threading.Thread(target=look_at_questions, args=(server.url, times, stop))
        for _ in range(LEARNERS)
    ]
    for learner in learners:
        learner.start()
    time.sleep(2)
    for number in range(1, rounds + 1):
        quiet = time.monotonic()
        time.sleep(3)
        began = time.monotonic()
        ended = save(server, f"Version {number}")
        waits.append(ended - began)
        slow.append(late(times, began, ended))
        ratios.append(slow[-1] / late(times, quiet, began))
        time.sleep(1)
    stop.set()
    for learner in learners:
        learner.join()
    size = server.bank.stat().st_size
    print(f"{size:,} bytes, {rounds} saves")
    print(f"served after {median(waits):.1f} s, at the latest after {max(waits):.1f} s")
    print(
        f"95 % of requests while reading within {median(slow) * 1000:.0f} ms: "
        f"{median(ratios):.2f} times as long as before, at most {max(ratios):.2f} times"
    )


def save(server: Server, new: str) -> float:
    """Give the bank another title, and say when it was served."""
    text = server.bank.read_text(encoding="utf-8")
    server.bank.write_text(re.sub("Version [0-9]+", new, text), encoding="utf-8")
    while title(server.url) != new:
        time.sleep(0.1)
    return time.monotonic()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
