"""The gates of bench/learning.py that need no class: whose answers count, exactness, cost."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from quizapp.domain.memory.guesses import one_of
from quizapp.domain.memory.log.folding import NOTHING, Track, Update, step
from quizapp.domain.memory.plan.candidates import Today
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.plan.pace import Form
from quizapp.domain.memory.plan.planning import plan_of
from quizapp.domain.memory.predictions.class_statistics import (
    NO_STATISTICS,
    statistics_after,
)
from quizapp.domain.memory.updates import MemoryState
from tests.domain.memory.card_ratings import differences_from_the_package
from tests.domain.memory.log.log_making import answered
from tests.domain.memory.one_by_one import difference
from tests.domain.memory.others_answers import what_ann_sees, with_others_shuffled
from tests.domain.memory.random_logs import RandomLog

DAY = date(2026, 5, 1)
FORMS = frozenset({Form.CARD, Form.CHOICE})
MOST_OF_AN_ANSWER, MOST_OF_A_PLAN, MOST_OF_A_FOLD = 0.001, 0.010, 2.0  # seconds


@dataclass(frozen=True)
class Verdict:
    """Whether a gate is met, and what was seen."""

    gate: str
    is_met: bool
    seen: str

    def __str__(self) -> str:
        return f"{self.gate}  {'met   ' if self.is_met else 'FAILED'}  {self.seen}"


def exactness(seed: int, share: float = 1.0) -> Iterator[Verdict]:
    """The gates F and H to J; a share of the cases for a quick look."""
    yield own_memory_only(seed, round(200 * share))
    yield exact_cards(seed, round(20_000 * share))
    yield rebuilds(seed, round(400 * share))
    yield cost(seed)


def own_memory_only(seed: int, logs: int) -> Verdict:
    """F: other learners' answers shuffled, Ann's memories, plan and reasons compared."""
    different = 0
    for each in range(seed, seed + logs):
        log = RandomLog(each).grow(60)
        different += what_ann_sees(log) != what_ann_sees(with_others_shuffled(log, each))
    return Verdict("F", different == 0, f"own memory only: {different} of {logs} logs differ")


def exact_cards(seed: int, ratings: int) -> Verdict:
    """H: random card ratings."""
    different = differences_from_the_package(ratings, seed)
    return Verdict("H", different == 0, f"card ratings: {different} of {ratings} differ from fsrs")


def rebuilds(seed: int, logs: int) -> Verdict:
    """I: random logs rebuilt."""
    different = [each for each in map(difference, range(seed, seed + logs)) if each]
    return Verdict("I", not different, f"rebuilds: {len(different)} of {logs} logs differ")


def cost(seed: int) -> Verdict:
    """J: an answer, a plan of 84 items, and a year of a class."""
    dice = random.Random(seed)
    track, row = _track(dice), answered(24 * 60)
    answer = fastest(lambda: [step(track, row) for _ in range(100)]) / 100
    items = [PlanItem(str(each), "topic", FORMS, track=_track(dice)) for each in range(84)]
    plan = fastest(lambda: plan_of(items, Today(DAY, 600.0)))
    large = items * 119
    large_plan = fastest(lambda: plan_of(large, Today(DAY, 600.0)), rounds=3)
    updates = [_update(dice) for _ in range(30_000)]
    fold = fastest(lambda: statistics_after(NO_STATISTICS, updates, DAY), rounds=3)
    is_met = answer < MOST_OF_AN_ANSWER and plan < MOST_OF_A_PLAN and fold < MOST_OF_A_FOLD
    seen = (
        f"cost: an answer {answer * 1e6:.0f} µs, a plan of 84 items {plan * 1e3:.2f} ms, of"
        f" {len(large)} {large_plan * 1e3:.0f} ms, 30,000 rows of a class {fold:.2f} s"
    )
    return Verdict("J", is_met, seen)


def fastest(deed: Callable[[], object], rounds: int = 20) -> float:
    """The seconds of the fastest of some rounds, since the machine may be busy with others."""
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        deed()
        times.append(time.perf_counter() - began)
    return min(times)


def _state(dice: random.Random) -> MemoryState:
    day = DAY - timedelta(days=dice.randint(1, 60))
    return MemoryState(dice.uniform(0.3, 60), dice.uniform(1, 10), day)


def _track(dice: random.Random) -> Track:
    state = _state(dice)
    return Track(state, asked_on=state.day, known=1.0, count=2) if dice.random() < 0.9 else NOTHING


def _update(dice: random.Random) -> Update:
    learner, item = f"learner {dice.randrange(30)}", str(dice.randrange(84))
    day = DAY - timedelta(days=dice.randint(1, 3))
    is_right = dice.random() < 0.8
    return Update(learner, item, day, _state(dice), 1.0, one_of(4).chance, is_right)
