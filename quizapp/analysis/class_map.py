"""The map of a class: the article by what the class is predicted to recall, and what to reteach."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from quizapp.classes.facts import ClassFacts
from quizapp.domain.bank import Bank
from quizapp.domain.bank.revisions import marking_hash
from quizapp.domain.class_map import (
    ItemRecall,
    PassageRecall,
    asking_items,
    never_met,
    passage_recalls,
    to_teach_again,
    uncited_recalls,
)
from quizapp.domain.days import learning_day
from quizapp.domain.errors import NotFound
from quizapp.domain.intervals import wilson_interval
from quizapp.domain.item_analysis import FEWEST, Interval
from quizapp.domain.misconceptions import LastChoice, Misconception, misconception
from quizapp.models.class_marks import first_marks
from quizapp.models.class_recall import (
    item_recalls,
    last_choices,
    weakest_learners,
)
from quizapp.models.classrooms import learner_count
from quizapp.web.extensions import db

LATELY = timedelta(days=14)
"""A wrong answer is new if it came up within the last two weeks."""

LEARNERS_SHOWN = 12


class When(StrEnum):
    """The days for which a map can be drawn."""

    TODAY = "today"
    TOMORROW = "tomorrow"
    WEEK = "week"


_AHEAD = {When.TODAY: 0, When.TOMORROW: 1, When.WEEK: 7}


@dataclass(frozen=True)
class RecallDay:
    """A class's learning day for which recall is predicted."""

    when: When
    day: date


@dataclass(frozen=True)
class TeachAgain:
    """Something to take up again, with what most learners share a mistake on, if they do."""

    point: PassageRecall
    weakest: ItemRecall
    mistake: Misconception | None


@dataclass(frozen=True)
class ClassMap:
    """A class's recall of one article. `not_met` is what nobody has been asked yet."""

    bank: Bank
    at: RecallDay
    learners: int
    passages: list[PassageRecall]
    again: list[TeachAgain]
    not_met: list[PassageRecall]


@dataclass(frozen=True)
class FirstFacility:
    """The facility of an item when each of n learners was first asked it, as it is marked now.

    None below `FEWEST`. `others` were marked in another way, before an edit or a regrade.
    """

    n: int
    others: int
    facility: float | None = None
    interval: Interval | None = None


@dataclass(frozen=True)
class LearnerRecall:
    """A learner by the mean recall of those of a passage's items that were met."""

    learner_id: str
    name: str
    met: int
    recall: float


@dataclass(frozen=True)
class PassageView:
    """One passage: its items, how they went at first, and who is least likely to recall it."""

    bank: Bank
    at: RecallDay
    here: PassageRecall
    learners: int
    facilities: Mapping[str, FirstFacility]
    weakest: list[LearnerRecall]
    met_by: int


def recall_day(when: When, now: datetime, zone: tzinfo) -> RecallDay:
    """The day that is chosen."""
    return RecallDay(when, learning_day(now, zone) + timedelta(days=_AHEAD[when]))


def class_map(classroom: ClassFacts, bank: Bank, at: RecallDay, now: datetime) -> ClassMap:
    """The map. Three queries, whatever the class and its history."""
    learners, items = _recalls(classroom.id, bank, at.day)
    passages = passage_recalls(bank, items)
    points = [*passages, *uncited_recalls(bank, items)]
    again = to_teach_again(points, classroom.desired_retention)
    return ClassMap(
        bank,
        at,
        learners,
        passages,
        _with_mistakes(classroom.id, bank, again, now),
        never_met(points),
    )


def passage_view(classroom_id: int, bank: Bank, passage_id: str, at: RecallDay) -> PassageView:
    """One passage of the map. Four queries.

    Raises:
        NotFound: the article has no such passage.
    """
    learners, items = _recalls(classroom_id, bank, at.day)
    recalls = passage_recalls(bank, items)
    here = next((p for p in recalls if p.passage and p.passage.id == passage_id), None)
    if here is None:
        raise NotFound
    item_keys = [item.item_id for item in here.items]
    weakest = db.session.execute(
        weakest_learners(classroom_id, bank.id, item_keys, at.day, LEARNERS_SHOWN)
    ).all()
    return PassageView(
        bank,
        at,
        here,
        learners,
        _first_facilities(classroom_id, bank, item_keys),
        [LearnerRecall(learner_id, name, met, mean) for learner_id, name, met, mean, _ in weakest],
        weakest[0][-1] if weakest else 0,
    )


def _recalls(classroom_id: int, bank: Bank, day: date) -> tuple[int, dict[str, ItemRecall]]:
    """How many learners there are, and every item that is asked, met or not."""
    learners = db.session.scalar(learner_count(classroom_id)) or 0
    met = {
        item_key: (count, total)
        for item_key, count, total in db.session.execute(item_recalls(classroom_id, bank.id, day))
    }
    return learners, {
        item_id: ItemRecall(item_id, learners, *met.get(item_id, (0, 0.0)))
        for item_id in asking_items(bank)
    }


def _with_mistakes(
    classroom_id: int, bank: Bank, points: Sequence[PassageRecall], now: datetime
) -> list[TeachAgain]:
    weakest = [(point, item) for point in points if (item := point.weakest)]
    choices = _last_choices(classroom_id, bank.id, {item.item_id for _, item in weakest}, now)
    return [
        TeachAgain(point, item, misconception(bank.content_of(item.item_id), choices[item.item_id]))
        for point, item in weakest
    ]


def _last_choices(
    classroom_id: int, bank_key: str, item_keys: Collection[str], now: datetime
) -> dict[str, list[LastChoice]]:
    choices: dict[str, list[LastChoice]] = defaultdict(list)
    if item_keys:
        query = last_choices(classroom_id, bank_key, item_keys, now - LATELY)
        for item_key, chosen, is_wrong, is_recent, count in db.session.execute(query):
            choice = LastChoice(tuple(json.loads(chosen)), bool(is_wrong), bool(is_recent), count)
            choices[item_key].append(choice)
    return choices


def _first_facilities(
    classroom_id: int, bank: Bank, item_keys: Collection[str]
) -> dict[str, FirstFacility]:
    now_marked = {key: marking_hash(bank.content_of(key)) for key in item_keys}
    alike: dict[str, tuple[int, float]] = {}
    others: dict[str, int] = defaultdict(int)
    for item_key, marking, n, total in db.session.execute(
        first_marks(classroom_id, bank.id, item_keys)
    ):
        if marking == now_marked[item_key]:
            alike[item_key] = n, total
        else:
            others[item_key] += n
    return {key: _facility(*alike.get(key, (0, 0.0)), others[key]) for key in item_keys}


def _facility(n: int, total: float, others: int) -> FirstFacility:
    if n < FEWEST:
        return FirstFacility(n, others)
    return FirstFacility(n, others, total / n, wilson_interval(total / n, n))
