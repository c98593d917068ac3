"""Three worlds of forgetting for bench/learning.py, none of them the engine's own, and FSRS itself.

Each learner has one mind per world. `recall` is the true chance of recalling an item on a day, and
`practise` is what an answer with its feedback, or a lesson, does to it. Days are whole. How an item
sticks is partly its own, the same for all of a class (`common`, standard normal), and partly the
learner's.

* `Curves`: like FSRS, with other weights, a steeper curve, and a factor of stability for each
  learner and item that nobody is told.
* `Traces`: ACT-R as in Pavlik and Anderson (2005), Cognitive Science 29, 559-586: each practice
  leaves a trace that decays by a power, the faster the stronger the memory was at the time.
* `Chances`: an inverse square root, with learning in jumps that come by chance.
* `Itself`: FSRS-6 with its default weights, for bench/predicting.py, where it has least to correct.
"""

from __future__ import annotations

import math
import random
from datetime import date, timedelta

from quizapp.domain.memory import Rating
from quizapp.domain.memory.updates import MemoryState, learnt, of_card

ITEMS = 84
FIRST_DAY = date(2026, 3, 2)


class Curves:
    """World 1."""

    DECAY = -0.35
    FACTOR = 0.9 ** (1 / DECAY) - 1

    def __init__(self, dice: random.Random, common: list[float]) -> None:
        learner = dice.gauss(0, 0.3)
        self.factors = [math.exp(learner + 0.4 * each + dice.gauss(0, 0.3)) for each in common]
        self.hardness = [min(10.0, max(1.0, dice.gauss(5.5, 2))) for _ in common]
        self.stability = [0.0] * ITEMS
        self.day = [0] * ITEMS

    def recall(self, item: int, day: int) -> float:
        stability = self.stability[item] * self.factors[item]
        if not stability:
            return 0.0
        days = day - self.day[item] + 0.04  # an hour at least
        return (1 + self.FACTOR * days / stability) ** self.DECAY

    def practise(self, item: int, day: int, *, recalled: bool, strength: float = 1.0) -> None:
        before, hardness, recall = self.stability[item], self.hardness[item], self.recall(item, day)
        if not before:
            after = 1.5
        elif recalled:
            ease = math.e**1.5 * (11 - hardness) * before**-0.22 / 1.6
            after = before * (1 + ease * (math.e ** ((1 - recall) * 0.9) - 1))
        else:
            after = max(0.4, min(before, 1.4 * ((before + 1) ** 0.3 - 1) * 3 / hardness**0.4))
        self.stability[item] = before + (after - before) * (strength if before else 1.0)
        self.day[item] = day


class Traces:
    """World 2. Times in seconds; between days, they count for a fortieth, as in the paper."""

    DECAY_SCALE, DECAY_INTERCEPT, NOISE, THRESHOLD = 0.217, 0.177, 0.255, -0.704
    DAY, MINUTE = 86400 * 0.025, 60.0

    def __init__(self, dice: random.Random, common: list[float]) -> None:
        learner = dice.gauss(0.9, 0.2)
        self.ease = [learner + 0.24 * each + dice.gauss(0, 0.18) for each in common]
        self.traces: list[list[tuple[int, float, float]]] = [[] for _ in range(ITEMS)]

    def recall(self, item: int, day: int) -> float:
        if not self.traces[item]:
            return 0.0
        activation = math.log(self._strength(item, day)) + self.ease[item]
        return 1 / (1 + math.exp((self.THRESHOLD - activation) / self.NOISE))

    def practise(self, item: int, day: int, *, recalled: bool, strength: float = 1.0) -> None:
        before = self._strength(item, day) if self.traces[item] else 0.0
        decay = self.DECAY_SCALE * before + self.DECAY_INTERCEPT
        weight = strength if recalled else 0.8
        self.traces[item].append((day, decay, weight))

    def _strength(self, item: int, day: int) -> float:
        return sum(
            weight * ((day - then) * self.DAY + self.MINUTE) ** -decay
            for then, decay, weight in self.traces[item]
        )


class Chances:
    """World 3."""

    def __init__(self, dice: random.Random, common: list[float]) -> None:
        self.dice = random.Random(dice.random())
        learner = dice.gauss(0.4, 0.25)
        ease = [learner + 0.48 * each + dice.gauss(0, 0.36) for each in common]
        self.quick = [1 / (1 + math.exp(-each)) for each in ease]
        self.days = [0.0] * ITEMS
        self.day = [0] * ITEMS

    def recall(self, item: int, day: int) -> float:
        if not self.days[item]:
            return 0.0
        return (1 + (day - self.day[item]) / self.days[item]) ** -0.5

    def practise(self, item: int, day: int, *, recalled: bool, strength: float = 1.0) -> None:
        recall, quick = self.recall(item, day), self.quick[item]
        if not self.days[item]:
            if self.dice.random() >= quick:
                return
            self.days[item] = 5.0
        elif recalled and self.dice.random() < strength * (0.3 + 0.7 * (1 - recall) ** 0.5):
            self.days[item] *= 1 + 6 * quick
        elif not recalled:
            self.days[item] = max(3.0, self.days[item] * (0.4 + 0.4 * quick))
        self.day[item] = day


class Itself:
    """FSRS-6, the same for all learners and items; a lesson that sticks is a miss."""

    def __init__(self, _dice: random.Random, _common: list[float]) -> None:
        self.states: list[MemoryState | None] = [None] * ITEMS

    def recall(self, item: int, day: int) -> float:
        state = self.states[item]
        return 0.0 if state is None else state.recall_on(FIRST_DAY + timedelta(days=day))

    def practise(self, item: int, day: int, *, recalled: bool, **_strength: float) -> None:
        rating = Rating.GOOD if recalled else Rating.AGAIN
        on = FIRST_DAY + timedelta(days=day)
        self.states[item] = learnt(self.states[item], of_card(rating), on)


WORLDS = {"W1": Curves, "W2": Traces, "W3": Chances}
ALL_WORLDS = {**WORLDS, "FSRS": Itself}
