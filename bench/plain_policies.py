"""What the engine is held against in bench/learning.py: today's app, and rules of thumb.

The rules of thumb ask an item first as a choice and then as a card, as the engine does, so that
what differs is the order alone. They use up the minutes; today's app ends when its queue is empty,
as it does in life. Nothing begins for which less is left than it takes when it is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from bench.former_evidence import quiz_rating
from bench.former_scheduler import Memory, Stage, reviewed
from bench.simulated_class import Ask, Plan, Setting
from bench.true_forgetting import FIRST_DAY, ITEMS
from quizapp.domain.days import learning_day
from quizapp.domain.memory.due_days import due_day
from quizapp.domain.memory.plan.pace import DEFAULT_SECONDS, Form
from quizapp.domain.memory.ratings import Rating
from quizapp.domain.memory.updates import MemoryState, learnt, of_card

NEW_CARDS = 20
BOXES = (1, 2, 4, 8, 16)  # days


def date_of(day: int) -> date:
    return FIRST_DAY + timedelta(days=day)


class TodaysApp:
    """The queue of quizapp/practice/card_queue.py in miniature: due, new, missed minutes ago."""

    def __init__(self, _plan: Plan, _setting: Setting, _number: int) -> None:
        self.memories: dict[int, Memory] = {}
        self.due_on: dict[int, date] = {}
        self.counts = [0] * ITEMS

    def vote(self, item: int, day: int, *, is_right: bool) -> None:
        rating = quiz_rating(
            float(is_right),
            is_unsure=False,
            is_hinted=False,
            quizzed_today=False,
            key_seen_today=False,
        )
        if rating is not None:
            self._review(item, rating, datetime.combine(date_of(day), time(10), UTC))

    def study(self, day: int, open_: int, seconds: float, ask: Ask) -> None:
        begun = datetime.combine(date_of(day), time(17), UTC)
        used, new = 0.0, 0
        while used + DEFAULT_SECONDS[Form.CARD].right <= seconds:
            now = begun + timedelta(seconds=used)
            item = self._next(open_, now, may_be_new=new < NEW_CARDS)
            if item is None:
                return
            new += item not in self.memories
            given = ask(item, Form.CARD)
            used += given.seconds
            self._review(item, given.rating, begun + timedelta(seconds=used))

    def _next(self, open_: int, now: datetime, *, may_be_new: bool) -> int | None:
        today = [item for item, due_on in self.due_on.items() if due_on <= now.date()]
        resting = {
            item
            for item in today
            if self.memories[item].due_at > now and self.memories[item].stage != Stage.REVIEW
        }
        due = [item for item in today if item not in resting]
        if due:
            return min(due, key=self._place)
        fresh = (each for each in range(open_ if may_be_new else 0) if each not in self.memories)
        return next(fresh, min(resting, key=self._place, default=None))

    def _place(self, item: int) -> tuple[datetime, int]:
        return self.memories[item].due_at, item

    def _review(self, item: int, rating: Rating, now: datetime) -> None:
        self.counts[item] += 1
        seed = f"{item}:{self.counts[item]}"
        self.memories[item] = reviewed(self.memories.get(item), rating, now, fuzz_seed=seed)
        self.due_on[item] = learning_day(self.memories[item].due_at, UTC)


class _Rule:
    """Asks each item once an evening at most, in an order that a subclass gives."""

    def __init__(self, _plan: Plan, _setting: Setting, _number: int) -> None:
        self.met: set[int] = set()

    def vote(self, item: int, day: int, *, is_right: bool) -> None:
        self._learn(item, day, Rating.GOOD if is_right else Rating.AGAIN)

    def study(self, day: int, open_: int, seconds: float, ask: Ask) -> None:
        used = 0.0
        for item in self.order(day, open_):
            form = Form.CARD if item in self.met else Form.CHOICE
            if used + DEFAULT_SECONDS[form].right > seconds:
                return
            given = ask(item, form)
            used += given.seconds
            self._learn(item, day, given.rating)

    def _learn(self, item: int, day: int, rating: Rating) -> None:
        self.met.add(item)
        self.learn(item, day, rating)

    def order(self, day: int, open_: int) -> Iterable[int]:
        raise NotImplementedError

    def learn(self, item: int, day: int, rating: Rating) -> None:
        raise NotImplementedError


class FileOrder(_Rule):
    """Going through the file in turn, from where one left off."""

    place = 0

    def order(self, _day: int, open_: int) -> Iterable[int]:
        for _ in range(open_):
            item = self.place % open_
            self.place = item + 1
            yield item

    def learn(self, item: int, day: int, rating: Rating) -> None:
        pass


class Leitner(_Rule):
    """Five boxes: what is due, the lowest box first, then what is new, then what is due soonest."""

    def __init__(self, plan: Plan, setting: Setting, number: int) -> None:
        super().__init__(plan, setting, number)
        self.box: dict[int, int] = {}
        self.due: dict[int, int] = {}

    def order(self, day: int, open_: int) -> Iterable[int]:
        due = [item for item in self.due if self.due[item] <= day]
        later = [item for item in self.due if self.due[item] > day]
        return [
            *sorted(due, key=lambda item: (self.box[item], self.due[item], item)),
            *(item for item in range(open_) if item not in self.met),
            *sorted(later, key=lambda item: (self.due[item], item)),
        ]

    def learn(self, item: int, day: int, rating: Rating) -> None:
        last = self.box.get(item, -1)
        self.box[item] = 0 if rating is Rating.AGAIN else min(last + 1, len(BOXES) - 1)
        self.due[item] = day + BOXES[self.box[item]]


class _Fsrs(_Rule):
    """Memories by FSRS-6 as it is: what was right was known."""

    def __init__(self, plan: Plan, setting: Setting, number: int) -> None:
        super().__init__(plan, setting, number)
        self.states: dict[int, MemoryState] = {}
        self.due: dict[int, date] = {}

    def learn(self, item: int, day: int, rating: Rating) -> None:
        self.states[item] = learnt(self.states.get(item), of_card(rating), date_of(day))
        self.due[item] = due_day(self.states[item])

    def fresh(self, open_: int) -> list[int]:
        return [item for item in range(open_) if item not in self.met]


class DueOrder(_Fsrs):
    """What is most overdue first, then what is new, then what is due soonest."""

    def order(self, day: int, open_: int) -> Iterable[int]:
        ordered = sorted(self.due, key=lambda item: (self.due[item], item))
        today = [item for item in ordered if self.due[item] <= date_of(day)]
        return [*today, *self.fresh(open_), *ordered[len(today) :]]


class NewFirst(_Fsrs):
    """What is new, then what is due with the highest recall first, then the lowest of the rest."""

    def order(self, day: int, open_: int) -> Iterable[int]:
        recall = {item: state.recall_on(date_of(day)) for item, state in self.states.items()}
        falling = sorted(recall, key=lambda item: (-recall[item], item))
        due = [item for item in falling if recall[item] < 0.9]
        return [*self.fresh(open_), *due, *reversed(falling[: len(falling) - len(due)])]


PLAIN = {
    "today's app": TodaysApp,
    "Leitner": Leitner,
    "file order": FileOrder,
    "due order": DueOrder,
    "new first": NewFirst,
}
