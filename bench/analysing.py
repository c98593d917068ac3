"""How long the item analysis takes: `python -m bench.analysing [LEARNERS] [ITEMS]`.

Reads and analyses a made-up sheet of the size given and of twice as many learners; the ratio of
the two says how the cost grows. Compare ratios, not seconds, between machines.
"""

from __future__ import annotations

import random
import sys
import time

from quizapp.domain.item_analysis import analysis
from quizapp.domain.item_analysis.sheet import read_sheet


def sheet(learners: int, items: int) -> bytes:
    """A sheet of options chosen at random, some of them omitted, with its key."""
    dice = random.Random(1)
    options = ["A", "B", "C", "D", ""]
    head = ",".join(f"q{number}" for number in range(items))
    rows = (",".join([f"L{n}", *dice.choices(options, k=items)]) for n in range(learners))
    return "\n".join([f"learner,{head}", "KEY" + ",A" * items, *rows]).encode()


def seconds_for(learners: int, items: int) -> float:
    """CPU seconds to read the sheet and work out all figures."""
    data = sheet(learners, items)
    began = time.process_time()
    matrix = read_sheet(data).matrix
    if matrix is None:
        raise SystemExit("the sheet could not be read")
    analysis(matrix)
    return time.process_time() - began


def main(learners: int = 1000, items: int = 100) -> None:
    """Measure and print."""
    once, twice = seconds_for(learners, items), seconds_for(2 * learners, items)
    print(f"{learners} learners x {items} items: {once:.2f} s of CPU")
    print(
        f"{2 * learners} learners x {items} items: {twice:.2f} s, {twice / once:.2f} times as long"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
