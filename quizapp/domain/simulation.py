"""Learners who do not exist: what they know, learn, forget, and choose.

A model as simple as a believable class allows; docs/classrooms.md describes it.

* A learner has an ability and an item a hardness, both from normal distributions. Whether the item
  is known beforehand, is learnt in a lesson or from the feedback is a logistic function of their
  distance (Rasch 1960, Probabilistic Models for Some Intelligence and Attainment Tests).
* What was learnt is forgotten along a power curve, by which it is recalled with a chance of 0.9
  after as many days as it is strong (the curve of FSRS-4.5; Wixted and Ebbesen 1991, Psychological
  Science 2, 409-415). To recall it makes it stronger, the more so the less certain it was.
* Whoever recalls an item chooses what is right, but for a slip now and then. Whoever does not says
  so, or guesses; some wrong options attract more than others.

All dice are given: the same seed gives the same class.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from quizapp.domain.items.content import Mode
from quizapp.domain.memory import Rating

PRIOR, LESSON, FEEDBACK = -1.6, 0.5, 0.7
"""What is added to the distance of ability and hardness: before, in a lesson, from feedback."""

SPREAD_OF_HARDNESS = 0.8
SLIP = 0.04
FIRST_STRENGTH_DAYS = 4.0
PRIOR_STRENGTH_DAYS = 120.0
SPACING = 9.0
"""How much stronger recall makes what was as good as forgotten."""

_DAY = 86_400
_DECAY = -0.5
_FACTOR = 0.9 ** (1 / _DECAY) - 1


@dataclass(frozen=True)
class Traits:
    """What a learner is like: ability (mean 0, SD 1), diligence (0 to 1), seconds for one item."""

    ability: float
    diligence: float
    seconds: float


@dataclass(frozen=True)
class Asked:
    """An item as somebody is asked it: the options in the order shown, by number from 1.

    Where the answer is typed, they are what is in somebody's mind, none of which is shown.

    `right` is what is right in the world, which a wrong key is not; `sequence` the right order of
    what is to be put in order, or the right options of prompts, one for each.
    """

    item_id: str
    options: tuple[str, ...]
    right: frozenset[int]
    mode: Mode
    sequence: tuple[int, ...] = ()

    def typed(self, numbers: tuple[int, ...]) -> str:
        """What somebody types who has this in mind."""
        return self.options[numbers[0] - 1] if self.mode == "typed" and numbers else ""

    @property
    def right_numbers(self) -> tuple[int, ...]:
        """What somebody answers who knows it."""
        return self.sequence or tuple(sorted(self.right))


@dataclass(frozen=True)
class Answer:
    """What somebody chooses, and how sure they say they are."""

    numbers: tuple[int, ...]
    is_unknown: bool = False
    is_unsure: bool = False


@dataclass(frozen=True)
class Trace:
    """What a learner has of an item: when it was last met, and for how many days it is strong."""

    met_at: datetime
    strength: float

    def recall(self, at: datetime) -> float:
        """The chance to recall it."""
        days = max(0.0, (at - self.met_at).total_seconds() / _DAY)
        return float((1 + _FACTOR * days / self.strength) ** _DECAY)

    def recalled(self, at: datetime) -> Trace:
        """What it is after it was recalled."""
        return Trace(at, self.strength * (1.2 + SPACING * (1 - self.recall(at))))


@dataclass(frozen=True)
class Items:
    """What the items are like: `easy` ones are known to most."""

    seed: int
    easy: frozenset[str] = frozenset()

    def hardness(self, item_id: str) -> float:
        """On the scale of ability."""
        if item_id in self.easy:
            return -1.5
        return _dice(self.seed, "hardness", item_id).gauss(0.0, SPREAD_OF_HARDNESS)

    def allure(self, item_id: str, option: str) -> float:
        """How much an option attracts those who do not know."""
        return 0.2 + _dice(self.seed, "allure", item_id, option).expovariate(1.0)


def traits(seed: int, number: int) -> Traits:
    """What the learner of this number is like."""
    dice = _dice(seed, "learner", str(number))
    ability = dice.gauss(0.0, 1.0)
    diligence = _logistic(0.6 + 0.5 * ability + dice.gauss(0.0, 1.0))
    return Traits(ability, diligence, 20.0 * math.exp(dice.gauss(0.0, 0.3)))


@dataclass
class SimulatedLearner:
    """A learner with a memory of their own; what is asked of them changes it."""

    seed: int
    number: int
    items: Items
    traits: Traits = field(init=False)
    dice: random.Random = field(init=False)
    traces: dict[str, Trace] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.traits = traits(self.seed, self.number)
        self.dice = _dice(self.seed, "answers", str(self.number))

    def bring_along(self, item_ids: Iterable[str], at: datetime) -> None:
        """Know beforehand what a learner like this would."""
        for item_id in item_ids:
            if self._learns(item_id, PRIOR):
                self.traces[item_id] = Trace(at, PRIOR_STRENGTH_DAYS)

    def sit_in_lesson(self, item_ids: Iterable[str], at: datetime) -> None:
        """Take from a lesson what it teaches, as far as it goes."""
        for item_id in item_ids:
            if self._recalls(item_id, at):
                self.traces[item_id] = self.traces[item_id].recalled(at)
            elif self._learns(item_id, LESSON):
                self.traces[item_id] = Trace(at, FIRST_STRENGTH_DAYS)

    def answer(self, asked: Asked, at: datetime) -> Answer:
        """Choose among the options, or say "I don't know"."""
        if self._recalls(asked.item_id, at):
            self.traces[asked.item_id] = self.traces[asked.item_id].recalled(at)
            if self.dice.random() >= SLIP:
                return Answer(asked.right_numbers, is_unsure=self.dice.random() < 0.08)
        elif self.dice.random() < 0.12:
            return Answer((), is_unknown=True)
        return Answer(self._guess(asked), is_unsure=self.dice.random() < 0.3)

    def read_feedback(self, item_id: str, at: datetime) -> None:
        """Learn from being told, unless it was known."""
        trace = self.traces.get(item_id)
        if (trace is None or trace.recall(at) < 0.9) and self._learns(item_id, FEEDBACK):
            self.traces[item_id] = Trace(at, FIRST_STRENGTH_DAYS)

    def rate(self, item_id: str, at: datetime) -> Rating:
        """Look at a card, turn it, and say how it went."""
        if not self._recalls(item_id, at):
            self.read_feedback(item_id, at)
            return Rating.AGAIN
        certain = self.traces[item_id].recall(at)
        self.traces[item_id] = self.traces[item_id].recalled(at)
        if certain < 0.75:
            return Rating.HARD
        return Rating.EASY if certain > 0.97 and self.dice.random() < 0.4 else Rating.GOOD

    def seconds(self) -> int:
        """How long the next item takes."""
        return max(4, round(self.traits.seconds * math.exp(self.dice.gauss(0.0, 0.4))))

    def happens(self, chance: float) -> bool:
        """Whether something of this chance happens to this learner."""
        return self.dice.random() < chance

    def _recalls(self, item_id: str, at: datetime) -> bool:
        trace = self.traces.get(item_id)
        return trace is not None and self.dice.random() < trace.recall(at)

    def _learns(self, item_id: str, help_given: float) -> bool:
        distance = self.traits.ability - self.items.hardness(item_id)
        return self.dice.random() < _logistic(1.3 * distance + help_given)

    def _guess(self, asked: Asked) -> tuple[int, ...]:
        numbers = range(1, len(asked.options) + 1)
        if asked.mode == "order":
            return tuple(self.dice.sample(numbers, len(numbers)))
        if asked.mode == "each":
            return tuple(self.dice.choices(numbers, k=len(asked.sequence)))
        weights = [
            self.items.allure(asked.item_id, option) * (1.6 if number in asked.right else 1.0)
            for number, option in zip(numbers, asked.options, strict=True)
        ]
        if asked.mode in ("one", "typed"):
            return tuple(self.dice.choices(numbers, weights))
        picked = [each for each in numbers if self.happens(0.6 if each in asked.right else 0.3)]
        return tuple(picked or self.dice.choices(numbers, weights))


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


def _dice(seed: int, *purpose: str) -> random.Random:
    return random.Random(":".join((str(seed), *purpose)))  # noqa: S311  reproducible
