"""A class of thirty on one article, for bench/learning.py: lessons, votes, evenings with minutes.

84 items; six lessons in 17 days, of which half the items stick, with three votes each; twelve
pairs of items that give each other away; evenings left out. Failed cards are rated Good now and
then, a key may be recognised without being recalled, and a choice teaches less than a card.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from statistics import fmean
from typing import Protocol

from bench.true_forgetting import ALL_WORLDS, ITEMS
from quizapp.domain.memory.plan.pace import DEFAULT_SECONDS, Form
from quizapp.domain.memory.ratings import Rating

LEARNERS = 30
LESSONS = (0, 3, 7, 10, 14, 17)
PER_LESSON = ITEMS // len(LESSONS)
VOTES = 3
STICKS = 0.5
KIND_RATING = 0.10
RECOGNISED = 0.25
CHOICE_STRENGTH = 0.75
OPTIONS = 4
PAIRS = 12
GIVEN_AWAY = 0.5
WEAKEST = ITEMS // 4


@dataclass(frozen=True)
class Setting:
    """What a class is put through; days from the first lesson, seconds an evening."""

    seconds: float
    exam: int | None
    skipped: float = 0.25
    guessed: float = 0.0
    are_seconds_wrong: bool = False

    @property
    def tested_on(self) -> list[int]:
        """Days on which recall is looked at: the exam's, or those from 30 to 90."""
        return [self.exam] if self.exam is not None else list(range(30, 91, 6))


@dataclass(frozen=True)
class Given:
    """What a learner did with an item."""

    is_right: bool
    rating: Rating
    seconds: float


Ask = Callable[[int, Form], Given]


class Policy(Protocol):
    """Decides what one learner is asked."""

    def vote(self, item: int, day: int, *, is_right: bool) -> None:
        """Take note of a vote in a lesson."""

    def study(self, day: int, open_: int, seconds: float, ask: Ask) -> None:
        """Ask items, of which the first `open_` are open, for so many seconds."""


@dataclass(frozen=True)
class Plan:
    """What is common to all learners of a class."""

    partner: dict[int, int]
    topics: list[str]
    common: list[float]

    @classmethod
    def of(cls, seed: str) -> Plan:
        dice = random.Random(f"plan {seed}")
        drawn = dice.sample(range(ITEMS), 2 * PAIRS)
        pairs = list(zip(drawn[:PAIRS], drawn[PAIRS:], strict=True))
        partner = {one: other for a, b in pairs for one, other in ((a, b), (b, a))}
        topics = [f"topic {dice.randrange(6)}" for _ in range(ITEMS)]
        return cls(partner, topics, [dice.gauss(0, 1) for _ in range(ITEMS)])


class Learner:
    """One learner: a mind, habits, and dice for all that happens by chance."""

    def __init__(self, world: str, seed: str, setting: Setting, plan: Plan) -> None:
        traits = random.Random(f"traits {seed}")
        self.mind = ALL_WORLDS[world](traits, plan.common)
        self.slowness = traits.lognormvariate(0, 0.15)
        self.per_item = [1.0] * ITEMS
        if setting.are_seconds_wrong:
            self.per_item = [traits.choice((0.5, 2.0)) for _ in range(ITEMS)]
        self.dice = random.Random(f"days {seed}")
        self.setting, self.plan = setting, plan
        self.asked: dict[int, int] = {}

    def attend(self, lesson: int, day: int, policy: Policy) -> None:
        """Some items are voted on, then all are taught, and half of them stick."""
        items = list(range(lesson * PER_LESSON, (lesson + 1) * PER_LESSON))
        for item in self.dice.sample(items, VOTES):
            policy.vote(item, day, is_right=self._chooses(self._recalls(item, day)))
        for item in items:
            if self.dice.random() < STICKS:
                self.mind.practise(item, day, recalled=False)

    def is_away(self) -> bool:
        return self.dice.random() < self.setting.skipped

    def answer(self, item: int, form: Form, day: int) -> Given:
        """Try it, look at the key, and rate a card oneself."""
        if self.dice.random() < self.setting.guessed:
            return self._guess(item, form)
        recalled = self._recalls(item, day)
        is_given_away = self._is_given_away(item, day)
        self.asked[item] = day
        is_card = form is Form.CARD
        right = recalled or is_given_away
        if not is_card:
            right = self._chooses(right)
        strength = (1.0 if is_card else CHOICE_STRENGTH) * (0.25 if is_given_away else 1.0)
        self.mind.practise(item, day, recalled=recalled, strength=strength)
        is_good = right or (is_card and self.dice.random() < KIND_RATING)
        return self._given(item, form, right=right, is_good=is_good)

    def _recalls(self, item: int, day: int) -> bool:
        return self.dice.random() < self.mind.recall(item, day)

    def _chooses(self, recalled: bool) -> bool:
        lucky = self.dice.random() < RECOGNISED or self.dice.random() < 1 / OPTIONS
        return recalled or lucky

    def _is_given_away(self, item: int, day: int) -> bool:
        partner = self.plan.partner.get(item)
        is_fresh = partner is not None and self.asked.get(partner) == day
        return is_fresh and self.dice.random() < GIVEN_AWAY

    def _guess(self, item: int, form: Form) -> Given:
        """Click through without thinking: nothing is learnt by it."""
        luck = 0.5 if form is Form.CARD else 1 / OPTIONS
        right = self.dice.random() < luck
        return self._given(item, form, right=right, is_good=right)

    def _given(self, item: int, form: Form, *, right: bool, is_good: bool) -> Given:
        seconds = DEFAULT_SECONDS[form].right if right else DEFAULT_SECONDS[form].wrong
        seconds *= self.slowness * self.per_item[item]
        return Given(right, Rating.GOOD if is_good else Rating.AGAIN, seconds)


@dataclass(frozen=True)
class Outcome:
    """What a class knows in the end: means over learners of true recall, and counts.

    `weakest` is of each learner's weakest quarter of items; `unasked` counts pairs of learner and
    item that were never asked.
    """

    recall: float
    weakest: float
    unasked: int


def run(
    world: str,
    setting: Setting,
    seed: str,
    make: Callable[[Plan, Setting, int], Policy],
    at_dawn: Callable[[list[Policy], int], None] | None = None,
) -> Outcome:
    """Put a class through its days with one policy."""
    plan = Plan.of(seed)
    learners = [Learner(world, f"{seed} {each}", setting, plan) for each in range(LEARNERS)]
    policies = [make(plan, setting, each) for each in range(LEARNERS)]
    tests = []
    for day in range(setting.tested_on[-1] + 1):
        if at_dawn is not None:
            at_dawn(policies, day)
        if day in setting.tested_on:
            tests.append(_tested(learners, day))
        for learner, policy in zip(learners, policies, strict=True):
            _live(learner, policy, day)
    unasked = sum(ITEMS - len(learner.asked) for learner in learners)
    recall, weakest = zip(*tests, strict=True)
    return Outcome(fmean(recall), fmean(weakest), unasked)


def _live(learner: Learner, policy: Policy, day: int) -> None:
    if day in LESSONS:
        learner.attend(LESSONS.index(day), day, policy)
    if learner.is_away():
        return
    open_ = PER_LESSON * sum(lesson <= day for lesson in LESSONS)

    def ask(item: int, form: Form) -> Given:
        return learner.answer(item, form, day)

    policy.study(day, open_, learner.setting.seconds, ask)


def _tested(learners: list[Learner], day: int) -> tuple[float, float]:
    recalls = [sorted(each.mind.recall(item, day) for item in range(ITEMS)) for each in learners]
    return fmean(map(fmean, recalls)), fmean(fmean(each[:WEAKEST]) for each in recalls)
