"""What a start costs beside an empty Flask app: `python -m bench.starting [--rounds N] [BANK]`.

In turn, each in a process of its own: the app of `bench/empty_app.py` is made, and Quizapp's is
made with its bank read, on a database that is set up. Each tells at its end what it took: seconds
of the processor, of the processes that it began as well, and memory. Both find their modules
compiled, as after an installation. The line has the medians, and the median of the rounds' ratios.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SHIPPED = Path(__file__).parent.parent / "questions.yaml"

TOLD = """
import os, re
seconds = sum(os.times()[:4])
kept = re.search(r"VmRSS:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(seconds, kept)
"""
"""Has a process say what it took so far; on Linux."""

EMPTY = "from bench.empty_app import empty_app; app = empty_app()" + TOLD
STARTED = """
import sys
from quizapp import create_app
app = create_app({"DATA_DIR": sys.argv[1], "BANK": sys.argv[2], "SECRET_KEY": "b" * 40})
from quizapp.banks.shelf import bank_shelf
from quizapp.web import clock
from quizapp.web.schema import expect_schema
with app.app_context():
    expect_schema(make=True)
    bank_shelf().look(clock.now())
    assert bank_shelf().published
"""


@dataclass(frozen=True)
class Took:
    """What a process took: seconds of the processor, and bytes that it holds."""

    seconds: float
    memory: int


def _took(code: str, arguments: Sequence[str], environment: Mapping[str, str]) -> Took:
    ran = subprocess.run(  # noqa: S603  our own
        [sys.executable, "-c", code, *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, memory = ran.stdout.split()
    return Took(float(seconds), int(memory) * 1024)


def measure(rounds: int, bank: str) -> None:
    """Print what both took, and the ratios."""
    with tempfile.TemporaryDirectory() as folder:
        compiled = {**os.environ, "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
        compiled.pop("PYTHONDONTWRITEBYTECODE", None)
        arguments = (f"{folder}/data", bank)
        pairs = [
            (_took(EMPTY, (), compiled), _took(STARTED + TOLD, arguments, compiled))
            for _ in range(rounds + 1)  # the first one compiles, and sets the database up
        ][1:]
    empty, started = zip(*pairs, strict=True)
    _tell("processor", "s", [one.seconds for one in started], [one.seconds for one in empty])
    memory = ([one.memory / 1e6 for one in each] for each in (started, empty))
    _tell("memory", "MB", *memory)


def _tell(what: str, unit: str, ours: Sequence[float], empty: Sequence[float]) -> None:
    ratios = sorted(mine / bare for mine, bare in zip(ours, empty, strict=True))
    print(
        f"{what:<10} {median(ours):7.2f} {unit}, empty {median(empty):6.2f} {unit}:"
        f" {median(ratios):.2f} times that ({ratios[0]:.2f} to {ratios[-1]:.2f})"
    )


if __name__ == "__main__":
    asked = argparse.ArgumentParser(prog="bench.starting")
    asked.add_argument("bank", nargs="?", default=str(SHIPPED))
    asked.add_argument("--rounds", type=int, default=7)
    told = asked.parse_args()
    measure(told.rounds, told.bank)
