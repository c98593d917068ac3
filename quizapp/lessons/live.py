"""An assignment as it is being taken: who is where, and what they choose.

Nothing is kept between two looks. A look that finds nothing new costs one query
(`live_version`), so that many teachers may watch without harm.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row

from quizapp.assignments.facts import AssignmentFacts
from quizapp.domain.assignments import closing_for_all, is_past_grace
from quizapp.domain.bank import Bank
from quizapp.domain.drills.choosing import pools
from quizapp.domain.drills.sequences import counted_parts
from quizapp.domain.items.content import ItemContent, Option, Question, from_json
from quizapp.domain.live import Run, Seat, Spread, Stage, Tally, spread
from quizapp.models.live import (
    ChoiceRow,
    LearnerRow,
    contents_of,
    live_choices,
    live_learners,
    live_version,
)
from quizapp.web.extensions import db


@dataclass(frozen=True)
class Version:
    """What a page about an assignment depends on: another one means that something is new.

    `token` says nothing about the class. Once `is_over`, nothing changes any more.
    """

    token: str
    is_over: bool


@dataclass(frozen=True)
class AskedQuestion:
    """A question of an item, as it was asked last, and how the answers to it spread.

    `left_out` counts learners who were asked the item when its answers were marked otherwise.
    """

    item_key: str
    number: int
    content: ItemContent
    spread: Spread
    left_out: int = 0

    @property
    def question(self) -> Question:
        """The stem and options."""
        return self.content.questions[self.number]

    @property
    def parts(self) -> tuple[Option, ...]:
        """What its answers are counted by: the options; its parts; what was typed."""
        return self.spread.typed or counted_parts(self.question)


@dataclass(frozen=True)
class LiveClass:
    """Everybody and everything at one moment."""

    seats: tuple[Seat, ...]
    questions: tuple[AskedQuestion, ...]

    @property
    def counts(self) -> Counter[Stage]:
        """How many learners are how far."""
        return Counter(seat.stage for seat in self.seats)


def version_of(assignment: AssignmentFacts, now: datetime) -> Version:
    """The version of what there is to see; a new one every minute, as time left is shown."""
    row = db.session.execute(live_version(assignment.id, assignment.classroom_id)).one()
    is_over = _is_over(assignment, row[-1], now)
    seen = (assignment.public_id, *row, is_over or int(now.timestamp()) // 60)
    return Version(hashlib.sha256(repr(seen).encode()).hexdigest()[:20], is_over)


def live_class(assignment: AssignmentFacts, bank: Bank | None, now: datetime) -> LiveClass:
    """Everybody of the class, and all questions asked so far. Three queries."""
    rows = db.session.execute(live_learners(assignment.id, assignment.classroom_id)).all()
    return LiveClass(tuple(_seat(row, now) for row in rows), live_questions(assignment, bank))


def live_questions(assignment: AssignmentFacts, bank: Bank | None) -> tuple[AskedQuestion, ...]:
    """The questions asked so far, in the order of the quiz; two queries.

    Where everybody is asked the same items, these are there before anybody has begun. `bank` is
    the assignment's, None if it has left the server.
    """
    by_item = _choices_by_item(assignment)
    planned = _planned(assignment, bank)
    if not by_item and bank is not None:
        return tuple(
            AskedQuestion(item_key, 0, bank.content_of(item_key), spread(()))
            for item_key in planned
        )
    revisions = _contents({row[1] for rows in by_item.values() for row in rows})
    in_order = dict.fromkeys([*planned, *(bank.items if bank else ()), *sorted(by_item)])
    return tuple(
        question
        for item_key in in_order
        if item_key in by_item
        for question in _questions(item_key, by_item[item_key], revisions)
    )


@dataclass(frozen=True)
class _Revision:
    marking: str
    content: ItemContent


def _is_over(assignment: AssignmentFacts, latest: datetime | None, now: datetime) -> bool:
    """Whether it has closed for everybody, also for those who were given more time."""
    closing = closing_for_all(assignment.terms.closes_at, latest)
    return is_past_grace(closing, now)


def _seat(row: Row[*LearnerRow], now: datetime) -> Seat:
    learner_id, name, is_excused, number, total, deadline_at, finished_at = row[:7]
    answered, last_at, started_at = row[7:]
    if number is None or total is None:
        return Seat(learner_id, name, Stage.EXCUSED if is_excused else Stage.NOT_BEGUN, None)
    run = Run(number, answered or 0, total, deadline_at, finished_at, last_at, started_at)
    return Seat(learner_id, name, run.stage(now), run)


def _choices_by_item(assignment: AssignmentFacts) -> dict[str, list[Row[*ChoiceRow]]]:
    by_item: defaultdict[str, list[Row[*ChoiceRow]]] = defaultdict(list)
    for row in db.session.execute(live_choices(assignment.id, assignment.classroom_id)):
        by_item[row[0]].append(row)
    return by_item


def _contents(revision_ids: Iterable[int]) -> dict[int, _Revision]:
    return {
        revision_id: _Revision(marking, from_json(content))
        for revision_id, marking, content in db.session.execute(contents_of(sorted(revision_ids)))
    }


def _questions(
    item_key: str,
    rows: Sequence[Row[*ChoiceRow]],
    revisions: dict[int, _Revision],
) -> list[AskedQuestion]:
    """Each question of an item that was asked; what was marked otherwise is only counted."""
    newest = revisions[max(row[1] for row in rows)]
    tallies: dict[int, list[Tally]] = {}
    left_out = 0
    for _, revision_id, number, chosen, count in rows:
        if revisions[revision_id].marking == newest.marking:
            tally = Tally(None if chosen is None else tuple(json.loads(chosen)), count)
            tallies.setdefault(number, []).append(tally)
        else:
            left_out += count
    return [
        AskedQuestion(item_key, number, newest.content, counted, left_out)
        for number, counted in _spreads(tallies, newest.content)
    ]


def _spreads(
    tallies: Mapping[int, Sequence[Tally]], content: ItemContent
) -> Iterator[tuple[int, Spread]]:
    for number in sorted(tallies):
        yield number, spread(tallies[number], content.questions[number])


def _planned(assignment: AssignmentFacts, bank: Bank | None) -> Sequence[str]:
    """The items that everybody is asked; none where they differ, or cannot be known."""
    quiz = bank.quizzes.get(assignment.quiz_key) if bank else None
    if bank is None or quiz is None or assignment.pair_id is not None:
        return ()
    drawn = pools(bank, quiz)
    is_same_for_all = all(count >= len(pool) for pool, count in drawn)
    return [item_key for pool, _ in drawn for item_key in pool] if is_same_for_all else ()
