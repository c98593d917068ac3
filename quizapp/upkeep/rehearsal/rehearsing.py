"""More and more simulated learners take a quiz, until the server carries no more of them."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from quizapp.upkeep.rehearsal.copy import Copy
from quizapp.upkeep.rehearsal.learner import Felt, Learner
from quizapp.upkeep.rehearsal.load import Load, load_now

LIMIT_SECONDS = 0.5
SHARE = 0.95
"""So many of the answers have to come back within the limit."""

Told = Callable[[float], None]


@dataclass(frozen=True)
class Wishes:
    """What is to be rehearsed: how many learners first and at most, and at what pace."""

    learners: int
    most: int
    seconds: float
    pause: float
    seed: int = 1

    @property
    def steps(self) -> list[int]:
        """How many learners there are in each step: twice as many each time."""
        counts = [self.learners]
        while counts[-1] < self.most:
            counts.append(min(2 * counts[-1], self.most))
        return counts


@dataclass(frozen=True)
class Step:
    """How it went with so many learners."""

    learners: int
    times: list[float]
    errors: Counter[str]
    load: Load

    @property
    def nearly_all(self) -> float:
        """Within so many seconds 95 of 100 answers came back."""
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(len(ordered) * SHARE))] if ordered else 0.0

    @property
    def is_carried(self) -> bool:
        """Whether learners would have noticed nothing."""
        return bool(self.times) and not self.errors and self.nearly_all <= LIMIT_SECONDS


def rehearsed(base: str, quiz: str, wishes: Wishes, copy: Copy | None, told: Told) -> list[Step]:
    """Play; gives each step up to the first that was too much."""
    felt, is_over = Felt(), threading.Event()
    newcomers = _newcomers(base, quiz, wishes, felt, is_over)
    threads: list[threading.Thread] = []
    steps: list[Step] = []
    try:
        for number, count in enumerate(wishes.steps):
            began, before, wrong = time.monotonic(), load_now(copy), Counter(felt.errors)
            while len(threads) < count:
                threads.append(threading.Thread(target=next(newcomers).learn, daemon=True))
                threads[-1].start()
            time.sleep(wishes.seconds)
            load = load_now(copy).since(before)
            steps.append(Step(count, felt.since(began), felt.errors - wrong, load))
            told((number + 1) / len(wishes.steps))
            if not steps[-1].is_carried:
                break
    finally:
        is_over.set()
        for thread in threads:
            thread.join(wishes.pause + 60)
    return steps


def _newcomers(
    base: str, quiz: str, wishes: Wishes, felt: Felt, is_over: threading.Event
) -> Iterator[Learner]:
    number = 0
    while True:
        number += 1
        yield Learner(base, quiz, wishes.pause, Random(wishes.seed * 1000 + number), felt, is_over)  # noqa: S311  dice
