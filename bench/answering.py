"""How a class answering at once fares: `python -m bench.answering [LEARNERS] [SECONDS] [WORKERS]`.

Starts the real server on a temporary folder, lets learners take the longest quiz over and over
through HTTP, and prints responses per second and how long the slowest took. Compare runs on one
machine with one another, not with other machines.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import median, quantiles

from tests.support.served import Caller, Server

ROOT = Path(__file__).parent.parent


def answer(url: str, until: float, seconds: list[float], statuses: Counter[int]) -> None:
    """Take quizzes until the time is over, noting how long each response took."""
    caller = Caller(url)
    while time.monotonic() < until:
        attempt = caller.start("mixed")
        for position in range(1, 21):
            began = time.monotonic()
            status, _ = caller.post(f"{attempt}/responses", position=position, dont_know="1")
            seconds.append(time.monotonic() - began)
            statuses[status] += 1
            if time.monotonic() > until:
                return


def main(learners: int = 30, duration: int = 20, workers: int = 1) -> None:
    """Run the class and print the figures."""
    seconds: list[float] = []
    statuses: Counter[int] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(Path(folder), ROOT / "questions.yaml", workers=workers)
        server.start()
        until = time.monotonic() + duration
        class_ = [
            threading.Thread(target=answer, args=(server.url, until, seconds, statuses))
            for _ in range(learners)
        ]
        for learner in class_:
            learner.start()
        for learner in class_:
            learner.join()
        server.kill()
    slow = quantiles(seconds, n=100)
    print(
        f"{learners} learners, {duration} s: {len(seconds)} responses, by status {dict(statuses)}"
    )
    print(f"{len(seconds) / duration:.0f} responses/s; median {median(seconds) * 1000:.0f} ms, ")
    print(f"95 % within {slow[94] * 1000:.0f} ms, 99 % within {slow[98] * 1000:.0f} ms, ")
    print(f"{slow[98] / median(seconds):.1f} times the median; the slowest {max(seconds):.2f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
