"""The memory engine as a policy of bench/learning.py, with the class's statistics beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from bench.plain_policies import date_of
from bench.simulated_class import OPTIONS, Ask, Given, Plan, Setting
from bench.true_forgetting import ITEMS
from quizapp.domain.memory.guesses import PRODUCED, one_of
from quizapp.domain.memory.log.folding import Update, step
from quizapp.domain.memory.log.rows import Answered, AskedIn, ItemRow, Rated
from quizapp.domain.memory.plan.candidates import Today
from quizapp.domain.memory.plan.items import Citation, PlanItem
from quizapp.domain.memory.plan.misses import Miss
from quizapp.domain.memory.plan.pace import Form, Timed, pace_of
from quizapp.domain.memory.plan.planning import Ask as PlanAsk
from quizapp.domain.memory.plan.planning import Part, plan_of
from quizapp.domain.memory.predictions.class_statistics import (
    NO_DRIFT,
    NO_STATISTICS,
    chance_of_full_marks,
    shown_recall,
    statistics_after,
)
from quizapp.domain.memory.predictions.priors import prior_of
from quizapp.domain.memory.predictions.recorded import Prediction
from quizapp.domain.memory.updates import recall_before

FORMS = frozenset({Form.CARD, Form.CHOICE})
IN_A_ROW = 10  # of what is asked in spare time, before misses have their turn again


class Engine:
    """One learner's memories and plan."""

    def __init__(self, plan: Plan, setting: Setting, number: int) -> None:
        self.name = f"learner {number}"
        self.items = [_item(item, plan) for item in range(ITEMS)]
        self.exam = None if setting.exam is None else date_of(setting.exam)
        self.times: list[Timed] = []
        self.updates: list[Update] = []
        self.predicted: list[Prediction] = []
        self.watch: ClassWatch | None = None

    def vote(self, item: int, day: int, *, is_right: bool) -> None:
        self._take(item, self._answered(item, day, is_right=is_right, asked_in=AskedIn.VOTE))

    def study(self, day: int, open_: int, seconds: float, ask: Ask) -> None:
        """Follow the plan part by part, and plan anew after each."""
        pace = pace_of(self.times)
        today = Today(date_of(day), seconds, exam=self.exam, pace=pace)
        least = min(each.right for each in pace.by_form.values())
        while today.used == 0 or seconds - today.used >= least:
            asks = plan_of(self.items[:open_], today).asks
            if not asks:
                return
            for each in _next_part(asks):
                if today.used > 0 and each.forecast.seconds > seconds - today.used:
                    break
                today = self._asked(each, today, day, ask)

    def _asked(self, each: PlanAsk, today: Today, day: int, ask: Ask) -> Today:
        item = int(each.item.id)
        given = ask(item, each.form)
        self.times.append(Timed(each.form, given.is_right, given.seconds))
        self._take(item, self._row(item, day, each.form, given))
        return replace(
            today,
            used=today.used + given.seconds,
            last_topic=each.item.topic,
            misses=_misses_after(today.misses, each.item.id, given),
        )

    def _row(self, item: int, day: int, form: Form, given: Given) -> ItemRow:
        if form is not Form.CARD:
            return self._answered(item, day, is_right=given.is_right)
        return Rated(**_when(day), learner=self.name, item=str(item), rating=given.rating)

    def _answered(
        self, item: int, day: int, *, is_right: bool, asked_in: AskedIn = AskedIn.QUIZ
    ) -> Answered:
        return Answered(
            **_when(day),
            learner=self.name,
            item=str(item),
            begun_at=_when(day)["at"],
            mark=float(is_right),
            guess=one_of(OPTIONS),
            asked_in=asked_in,
        )

    def _take(self, item: int, row: ItemRow) -> None:
        taken = step(self.items[item].track, row)
        if taken.update is not None and self.watch is not None:
            self.predicted.append(self.watch.prediction(taken.update, row))
            self.updates.append(taken.update)
        self.items[item] = replace(self.items[item], track=taken.track)


class _When(NamedTuple):
    day: date
    at: datetime
    id: str


def _when(day: int) -> dict[str, object]:
    on = date_of(day)
    return _When(on, datetime.combine(on, time(17), UTC), "")._asdict()


def _item(item: int, plan: Plan) -> PlanItem:
    """Items that give each other away cite the same words."""
    words = min(item, plan.partner.get(item, item))
    return PlanItem(str(item), plan.topics[item], FORMS, (Citation(f"p{words}", 0, 20),))


def _next_part(asks: tuple[PlanAsk, ...]) -> list[PlanAsk]:
    """What comes before misses, or the misses, or a few of what is asked in spare time."""
    if asks[0].part in (Part.NEGLECTED, Part.WORTHWHILE):
        return [each for each in asks if each.part in (Part.NEGLECTED, Part.WORTHWHILE)]
    same = [each for each in asks if each.part is asks[0].part]
    return same if asks[0].part is Part.MISSED else same[:IN_A_ROW]


def _misses_after(misses: tuple[Miss, ...], item_id: str, given: Given) -> tuple[Miss, ...]:
    """The one just asked leaves, or goes to the end of the line."""
    last = next((miss for miss in misses if miss.item_id == item_id), None)
    others = tuple(
        replace(miss, others_since=miss.others_since + 1)
        for miss in misses
        if miss.item_id != item_id
    )
    if given.is_right and given.rating is not given.rating.AGAIN:
        return others
    return (*others, Miss(item_id, 0 if last is None else last.returns + 1, 0))


class ClassWatch:
    """The class's statistics, folded each night, and what they predict."""

    def __init__(self) -> None:
        self.statistics = NO_STATISTICS
        self.engines: list[Engine] = []
        self.twice = [0] * ITEMS

    def at_dawn(self, policies: list[Engine], day: int) -> None:
        """Fold what was answered yesterday, learner by learner, and forget it."""
        self.engines = policies
        updates = [update for each in policies for update in each.updates]
        self.statistics = statistics_after(self.statistics, updates, date_of(day))
        for each in policies:
            each.watch = self
            each.updates.clear()
        self.twice = [
            sum(each.items[item].track.count >= 2 for each in policies) for item in range(ITEMS)
        ]

    def prediction(self, update: Update, row: ItemRow) -> Prediction:
        """What was expected before the answer, with and without the class."""
        plain = recall_before(update.before, update.day)
        shown = self._shown(update)
        guess = row.guess if isinstance(row, Answered) else PRODUCED
        return Prediction(
            update.learner,
            chance_of_full_marks(shown, guess.chance),
            chance_of_full_marks(plain, guess.chance),
            update.is_full,
            None if update.before is None else update.before.days_to(update.day),
            is_card=isinstance(row, Rated),
        )

    def _shown(self, update: Update) -> float:
        if update.before is None:
            return prior_of(self.statistics, update.item, update.learner)
        item = self.statistics.items.get(update.item, NO_DRIFT)
        learner = self.statistics.learners.get(update.learner, NO_DRIFT)
        of_difficulty = self.statistics.of_difficulty(update.before.difficulty)
        twice = self.twice[int(update.item)]
        return shown_recall(update.before, update.day, item, learner, twice, of_difficulty)

    @property
    def predicted(self) -> list[Prediction]:
        """All predictions of the class."""
        return [each for engine in self.engines for each in engine.predicted]
