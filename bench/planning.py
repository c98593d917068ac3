"""How long planning takes, by the number of items: `python -m bench.planning`.

A learner in the middle of a bank, a tenth of it new, and one who knows all and asks when to come
back, which is the dearest question there is. Prints milliseconds of the processor for 84, 1,000 and
10,000 items, and by how much more than its share the last costs. docs/memory.md tells what came
out.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from quizapp.domain.memory.log.folding import NOTHING, Track
from quizapp.domain.memory.plan.beyond_today import lowest_recall, next_day
from quizapp.domain.memory.plan.candidates import Today
from quizapp.domain.memory.plan.items import Citation, PlanItem
from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.plan.planning import plan_of
from quizapp.domain.memory.updates import MemoryState

DAY = date(2026, 5, 1)
SIZES = (84, 1_000, 10_000)
TODAY = Today(DAY, 600.0)
FORMS = frozenset({Form.CARD, Form.CHOICE})
ALL_FORMS = frozenset(Form)
ROUNDS = 7

Bank = list[PlanItem]


def midway(count: int) -> Bank:
    """Asked now and then in the last sixty days."""
    dice = random.Random(count)
    return [_item(each, _track(dice, 0.3, 60, dice.randint(1, 60))) for each in range(count)]


def all_known(count: int) -> Bank:
    """All asked today, and known so well that none comes back for weeks."""
    dice = random.Random(count)
    return [_item(each, _track(dice, 1_500, 4_000, 0)) for each in range(count)]


def _item(number: int, track: Track) -> PlanItem:
    forms = ALL_FORMS if number % 4 == 0 else FORMS
    words = (Citation(f"p{number // 2}", 0, 20),)
    return PlanItem(str(number), f"topic {number % 12}", forms, words, track=track)


def _track(dice: random.Random, least: float, most: float, days: int) -> Track:
    if days and dice.random() < 0.1:
        return NOTHING
    day = DAY - timedelta(days=days)
    state = MemoryState(dice.uniform(least, most), dice.uniform(1, 10), day)
    return Track(state, asked_on=day, known=1.0, count=2)


def milliseconds(deed: Callable[[], object]) -> float:
    """Of the fastest round, by the clock of the processor, since others may be at work."""
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        deed()
        times.append(time.process_time() - began)
    return min(times) * 1000


CASES: dict[str, tuple[Callable[[int], Bank], Callable[[Bank], object]]] = {
    "plan of today": (midway, lambda bank: plan_of(bank, TODAY)),
    "plan, 30 seconds left": (midway, lambda bank: plan_of(bank, Today(DAY, 600.0, used=570.0))),
    "plan, exam in ten days": (
        midway,
        lambda bank: plan_of(bank, Today(DAY, 600.0, exam=DAY + timedelta(days=10))),
    ),
    "going on, lowest recall": (midway, lambda bank: lowest_recall(bank, TODAY)),
    "next day": (midway, lambda bank: next_day(bank, TODAY)),
    "next day, all known": (all_known, lambda bank: next_day(bank, TODAY)),
}


def main() -> None:
    """Measure and print."""
    print(f"{'':26}" + "".join(f"{size:>10,}" for size in SIZES) + "    times its share")
    for name, (make, deed) in CASES.items():
        found = [milliseconds(partial(deed, make(size))) for size in SIZES]
        growth = (found[-1] / found[0]) / (SIZES[-1] / SIZES[0])
        cells = "".join(f"{each:>7.2f} ms" for each in found)
        print(f"{name:26}{cells}{growth:>10.1f}")


if __name__ == "__main__":
    main()
