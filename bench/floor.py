"""What a request costs beside the barest app that does as much: `make bench`.

`python -m bench.floor [--rounds N] [--only WORDS] [--database URL]`

Both apps stand in one process and are asked in turn, request by request, without a client or a
socket between (`bench/cpu.py`), so that a busy machine is unfair to both. What counts is the
processor's time; each round gives a ratio of two medians, and the line says the median of the
rounds and how far the middle half of them spreads. The floor (`bench/bare.py`) runs as many
statements as the work beside it, or as the work that the line names.

To measure something else, add a `Work` to WORKS.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from flask import Flask

from bench.bare import Statements, bare_app
from bench.cpu import Answer, Ask, Asker
from bench.learners import OTHER_QUIZ, PART, Learner, served_app
from bench.measuring import counted
from quizapp.web.extensions import db

AT_ONCE = 15
"""How many requests a round has, where they can be as many as one likes."""


@dataclass(frozen=True)
class Work:
    """Something that is asked of the app.

    Attributes:
        name: What the line calls it.
        most: How many times the floor it may cost.
        ready: Makes requests ready, all alike, for one round; what it does before it yields the
            next one is not counted.
        beside: The work whose statements the floor runs; "" for its own.
    """

    name: str
    most: float
    ready: Callable[[Learner], Iterable[Ask]]
    beside: str = ""


@dataclass
class Measured:
    """What the rounds of one work gave, in seconds of the processor."""

    work: Work
    statements: Statements
    size: int
    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @property
    def ratios(self) -> list[float]:
        """How many times the floor it cost, round by round."""
        return [ours / bare for ours, bare in zip(self.ours, self.bare, strict=True)]

    @property
    def is_kept(self) -> bool:
        """Whether it costs no more than it may."""
        return median(self.ratios) <= self.work.most

    def __str__(self) -> str:
        low, middle, high = quantiles(self.ratios, n=4)
        return (
            f"{self.work.name:<38} {median(self.ours) * 1000:6.2f} ms"
            f" {median(self.bare) * 1000:6.2f} ms   x {middle:4.2f} ({low:.2f} to {high:.2f})"
            f"  of {self.work.most:4.2f}  {self.statements!s:>7} statements {self.size:7,} B"
            f"  {1 / median(self.ours):5.0f}/s"
        )


def again(path: str) -> Callable[[Learner], Sequence[Ask]]:
    """The same page over and over."""
    return lambda _learner: [Ask(path)] * AT_ONCE


def _question(learner: Learner, **headers: str) -> Sequence[Ask]:
    return [Ask(f"{learner.begun()}/items/3", headers=headers)] * AT_ONCE


def _later(path: str) -> Callable[[Learner], Sequence[Ask]]:
    """A page over and over, of somebody who took a quiz a week ago."""

    def ready(learner: Learner) -> Sequence[Ask]:
        _taken_a_week_ago(learner)
        return [Ask(path)] * AT_ONCE

    return ready


def _first_looks(learner: Learner) -> Iterator[Ask]:
    """The progress after each answer of somebody who took another quiz a week ago."""
    _taken_a_week_ago(learner)
    for response in learner.responses(OTHER_QUIZ):
        learner.send(response)
        yield Ask("/progress")


def _home_in_class(learner: Learner) -> Sequence[Ask]:
    _taken_a_week_ago(learner)
    learner.joins_a_class()
    return [Ask("/")] * AT_ONCE


def _taken_a_week_ago(learner: Learner) -> None:
    for response in learner.responses():
        learner.send(response)
    learner.a_week_later()


def _looking_back(learner: Learner) -> Sequence[Ask]:
    return [Ask(learner.responded())] * AT_ONCE


QUESTION, SAVED = "open a question", "save a response"
WORKS = (
    Work(QUESTION, 1.4, _question),
    Work(f"{QUESTION}, as a fragment", 1.1, lambda learner: _question(learner, **PART)),
    Work(SAVED, 1.15, Learner.responses),
    Work("look back", 2.0, _looking_back, beside=QUESTION),
    Work("home", 2.0, _later("/"), beside=QUESTION),
    Work("home, in a class with a quiz to take", 2.0, _home_in_class, beside=QUESTION),
    Work("next card", 2.0, _later("/cards"), beside=QUESTION),
    Work("progress", 2.0, _later("/progress"), beside=QUESTION),
    Work("progress, first look after an answer", 2.0, _first_looks, beside=QUESTION),
    Work("quizzes", 2.0, _later("/quizzes"), beside=QUESTION),
)


def measure(work: Work, app: Flask, bare: Asker, rounds: int) -> Measured:
    """Measure one work, each round with a learner of its own."""
    answer, statements = _looked_at(work, Learner.of(app))
    beside = next((each for each in WORKS if each.name == work.beside), work)
    floor = _floor(_looked_at(beside, Learner.of(app))[1])
    measured = Measured(work, statements, len(answer.body))
    bare.opened("/1")  # for the token of its form
    bare.ask(floor)
    for _ in range(rounds):
        learner = Learner.of(app)
        ours, bares = _round(learner.asker, work.ready(learner), bare, floor)
        measured.ours.append(median(ours))
        measured.bare.append(median(bares))
    return measured


def _looked_at(work: Work, learner: Learner) -> tuple[Answer, Statements]:
    """One answer, when everything is warm, and the statements that it took."""
    asks = iter(work.ready(learner))
    _good(learner.asker.ask(next(asks)))
    with learner.asker.app.app_context():
        engine = db.engine
    second = next(asks)
    with counted(engine) as statements:
        answer = _good(learner.asker.ask(second))
    return answer, Statements.among(statements)


def _floor(statements: Statements) -> Ask:
    reads, writes = statements.reads, statements.writes
    return Ask(f"/{reads}/{writes}", {"choice": "1"}) if writes else Ask(f"/{reads}")


def _round(ours: Asker, asks: Iterable[Ask], bare: Asker, floor: Ask) -> tuple[list[float], ...]:
    """Seconds of ours and of the floor, request by request in turn."""
    gc.collect()
    pairs = [(_good(ours.ask(ask)).seconds, _good(bare.ask(floor)).seconds) for ask in asks]
    return [mine for mine, _ in pairs], [bares for _, bares in pairs]


def _good(answer: Answer) -> Answer:
    if answer.status not in {200, 303}:
        raise SystemExit(f"{answer.status}: {answer.text[:500]}")
    return answer


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and say whether everything costs no more than it may."""
    asked = argparse.ArgumentParser(prog="bench.floor")
    asked.add_argument("--rounds", type=int, default=15)
    asked.add_argument("--only", default="", help="works whose name has these words")
    asked.add_argument("--database", default="", help="an empty PostgreSQL database")
    told = asked.parse_args(arguments)
    print(f"{'':<38} {'ours':>9} {'floor':>9}   medians of {told.rounds} rounds")
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        app, bare = served_app(Path(folder), told.database), Asker(bare_app(Path(folder)))
        for work in WORKS:
            if told.only in work.name:
                measured = measure(work, app, bare, told.rounds)
                print(measured, flush=True)
                kept = kept and measured.is_kept
    return int(not kept)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
