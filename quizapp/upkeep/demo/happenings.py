"""What the learners of an invented class do in their weeks."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from functools import partial

from quizapp.domain.assignments import Terms
from quizapp.upkeep.demo.playing import DemoLearner, SetQuiz, Sitting
from quizapp.upkeep.demo.term import Calendar, Course, moment_between

SEED_BITS = 62
ATTENDANCE = 0.93
"""The chance to be at school on a day."""
LAST_START = timedelta(hours=1)
"""How long before the closing somebody begins at the latest."""


class Happenings:
    """Lessons, tests, homework and cards, put into the order of time and then let happen."""

    def __init__(self, learners: Sequence[DemoLearner], seed: int, calendar: Calendar) -> None:
        self.learners = learners
        self.calendar = calendar
        self.course = Course(calendar.now)
        self.dice = random.Random(f"{seed}:happenings")  # noqa: S311  reproducible
        self.attempts = self.responses = self.reviews = 0
        self.sittings: list[tuple[DemoLearner, SetQuiz, Sitting]] = []

    def run(self, told: Callable[[float], None]) -> None:
        """Let it all happen, up to now; `told` is told which share has."""
        self.course.run(told)

    def lesson(self, item_ids: Sequence[str], at: datetime) -> None:
        """The teacher teaches these items; who is there takes something from it."""
        self.course.plan(at, partial(self._teach, item_ids))

    def sat_in_class(self, quiz: SetQuiz, at: datetime, closes_at: datetime | None) -> None:
        """A test at school; who is away misses it, unless they take it at home in the evening."""
        for learner in self.learners:
            begins = at + timedelta(seconds=self.dice.randrange(240))
            if self.dice.random() > ATTENDANCE:
                if closes_at is None or self.dice.random() < 0.5:
                    continue
                begins += timedelta(hours=6)
            self.course.plan(begins, partial(self._sit, learner, quiz, is_told=False))

    def homework(self, quiz: SetQuiz, terms: Terms, excused: Collection[DemoLearner] = ()) -> None:
        """A quiz at home: in time, late, or not at all, by diligence."""
        for learner in self.learners:
            if learner in excused:
                continue
            sloth = 1 - learner.mind.traits.diligence
            chance = self.dice.random()
            if chance < 0.02 + 0.14 * sloth:
                continue
            is_late = chance > 0.97 - 0.2 * sloth
            begins = self._moment_of_homework(terms, is_late=is_late)
            self.course.plan(begins, partial(self._do_homework, learner, quiz, terms))

    def cards(self) -> None:
        """Looks at the cards on some evenings, the diligent more often."""
        days = self.calendar.weeks * 7 + self.calendar.now.weekday()
        for learner in self.learners:
            for day in range(1, days + 1):
                if self.dice.random() < 0.03 + 0.2 * learner.mind.traits.diligence:
                    evening = self.calendar.at(0, day, 16)
                    at = moment_between(evening, evening + timedelta(hours=6), self.dice)
                    self.course.plan(at, partial(self._practise, learner))

    def _moment_of_homework(self, terms: Terms, *, is_late: bool) -> datetime:
        due = terms.due_at or self.calendar.now
        closes = (terms.closes_at or due) - LAST_START
        if is_late:
            return moment_between(due, closes, self.dice)
        # More begin early than on the last day.
        whole = (due - terms.opens_at) * self.dice.betavariate(1.2, 1.8)
        return terms.opens_at + timedelta(seconds=int(whole.total_seconds()))

    def _teach(self, item_ids: Sequence[str], at: datetime) -> None:
        for learner in self.learners:
            if at >= learner.came_at and learner.mind.happens(ATTENDANCE):
                learner.mind.sit_in_lesson(item_ids, at)
                learner.taught.update(item_ids)

    def _do_homework(self, learner: DemoLearner, quiz: SetQuiz, terms: Terms, at: datetime) -> None:
        """Once; and again on another day where the first time went badly."""
        sitting = self._sit(learner, quiz, at, is_told=True)
        is_poor = sitting is not None and sitting.right < 0.6 * sitting.total
        if sitting is None or not sitting.is_finished or not is_poor:
            return
        again = at + timedelta(hours=20 + self.dice.randrange(8))
        closes = terms.closes_at or again + LAST_START
        if learner.mind.happens(learner.mind.traits.diligence) and again < closes - LAST_START:
            self.course.plan(again, partial(self._sit, learner, quiz, is_told=True))

    def _sit(
        self, learner: DemoLearner, quiz: SetQuiz, at: datetime, *, is_told: bool
    ) -> Sitting | None:
        if at < learner.came_at:
            return None
        most = None if self.dice.random() > 0.015 else 1 + self.dice.randrange(4)
        sitting = learner.sit(
            quiz.public_id,
            at,
            seed=self.dice.getrandbits(SEED_BITS),
            is_told=is_told,
            until=self.calendar.now,
            most=most,
        )
        self.attempts += 1
        self.responses += sitting.answered
        self.sittings.append((learner, quiz, sitting))
        return sitting

    def _practise(self, learner: DemoLearner, at: datetime) -> None:
        if at >= learner.came_at:
            self.reviews += learner.practise(at, self.calendar.now)
