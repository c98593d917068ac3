"""An item while days are played: asked, it goes as it may be expected to go.

That is between known and missed, by the chance of either. In a month items are weighed some
thousands of times, and nothing is wanted but what is asked. So an item that is played changes in
place, where a plan of today makes new candidates.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from quizapp.domain.memory.curve import mixed
from quizapp.domain.memory.log.folding import Track
from quizapp.domain.memory.plan.courses import course_of
from quizapp.domain.memory.plan.forecasts import Prospect, prospect_of_new
from quizapp.domain.memory.plan.items import PlanItem, form_on, only_form
from quizapp.domain.memory.plan.pace import Pace, Seconds
from quizapp.domain.memory.ratings import Rating
from quizapp.domain.memory.updates import PRIOR, MemoryState, learnt, of_card


class PlayedItem:
    """An item with what is remembered of it, and what asking it on the day played comes to.

    Attributes:
        item: As it was before the days were played; once it was asked, as one that was.
        last_day: The last learning day on which it was asked.
        now: The chance of recall on the day played.
        gain: What asking it then adds to the recall on the days that count.
        seconds: What asking it then may be expected to take.
        value: Gain by second.
    """

    def __init__(self, item: PlanItem, pace: Pace) -> None:
        self.item = item
        self.last_day = item.last_day
        self.now = self.gain = self.seconds = self.value = 0.0
        state = item.track.state
        self._course = None if state is None else course_of(state.stability, state.difficulty)
        self._since = date.min if state is None else state.day
        self._pace = pace
        self._steady = self._steady_seconds()

    @property
    def state(self) -> MemoryState | None:
        """What is remembered of it."""
        course = self._course
        if course is None:
            return None
        return MemoryState(course.stability, course.difficulty, self._since)

    def is_open_on(self, day: date, ahead: tuple[int, ...]) -> bool:
        """Whether it can be asked on this day; then it is weighed.

        `ahead` is how many days ahead recall counts on it.
        """
        if self.last_day == day:
            return False
        prospect = self._prospect_on(day, ahead)
        self.now = prospect.now
        seconds = self._steady.at(self.now) if self._steady else self._seconds_on(day)
        if seconds is None:
            return False
        self.gain = prospect.asked - prospect.waiting
        self.seconds = seconds
        self.value = self.gain / seconds
        return True

    def ask(self, day: date, ahead: tuple[int, ...]) -> None:
        """Ask it; what comes back on the day of its memory stays as it is."""
        if self._since >= day:
            return
        prospect = self._prospect_on(day, ahead)
        stability = mixed(prospect.if_known, prospect.if_missed, prospect.now)
        is_first = self._course is None
        difficulty = _first_difficulty() if self._course is None else self._course.difficulty
        self._course = course_of(stability, difficulty)
        self._since = self.last_day = day
        if is_first or self.item.track.key_seen_on is not None:
            self.item = self.item.with_track(Track(self.state, asked_on=day))
            self._steady = self._steady_seconds()

    def _prospect_on(self, day: date, ahead: tuple[int, ...]) -> Prospect:
        if self._course is None:
            return prospect_of_new(ahead)
        return self._course[(day - self._since).days, ahead]

    def _seconds_on(self, day: date) -> float | None:
        """What asking it takes; None if it waits for another day."""
        form = form_on(day, self.item, self.now, self._pace)
        return None if form is None else self._pace.seconds(form, self.now)

    def _steady_seconds(self) -> Seconds | None:
        """The same by the chance of recall, where its form is the same on all days."""
        form = only_form(self.item)
        if form is None or self.item.track.key_seen_on is not None:
            return None
        return self._pace.by_form[form]


@cache
def _first_difficulty() -> float:
    """As a first answer may be expected to leave it."""
    day = date.min
    known, missed = (learnt(None, of_card(each), day) for each in (Rating.GOOD, Rating.AGAIN))
    return PRIOR * known.difficulty + (1 - PRIOR) * missed.difficulty
