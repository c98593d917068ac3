"""A response of somebody with a long history: `python -m bench.long_history`.

One learner has answered 100 times before, over two years, and another 10,000 times; two more have
the same behind them, and learn in a class where everybody has. Each takes the same quizzes, and
their responses are asked in turn. What counts is the growth of the processor's time: exits with 1
where a response takes more than 1.1 times as much with the long history. A class's statistics are
folded with the first response of a day, which is not among those that are measured.
"""

from __future__ import annotations

import gc
import random
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from flask import Flask, session

from bench.assignment_rows import add_attempts
from bench.attempt_rows import Filling
from bench.bulk import insert, settle
from bench.card_rows import CARD_COLUMNS
from bench.cpu import Asker
from bench.learners import Learner, served_app
from quizapp.accounts.sessions import open_session
from quizapp.banks.revisions import recorded_bank_revision, recorded_item_revisions
from quizapp.banks.shelf import bank_shelf
from quizapp.domain.drills.choosing import askable_items
from quizapp.models import Base, Classroom, Enrolment, User
from quizapp.models.base import new_public_id
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db

SHORT, LONG = 100, 10_000
OF_A_CLASS = 5
"""With fewer, what a class says of an item is not shown."""
QUIZZES = ("retaking", "why-mosul", "ahead", "people", "canadas-part", "who-says-so")
DAYS = 700
MOST_GROWTH = 1.1
REVIEW_COLUMNS = (
    "public_id card_id sequence rating mark source response_id item_revision_id day reviewed_at "
    "begun_at guess_chance guess_mark is_key_held is_after_key form known stability_before "
    "difficulty_before days_before"
)


@dataclass(eq=False)
class Histories:
    """Learners with what they have answered: rows under way, with ids counted by hand."""

    filling: Filling
    cards: dict[tuple[int, str], list[Any]] = field(default_factory=dict)
    reviews: list[tuple[Any, ...]] = field(default_factory=list)

    def add(self, user_id: int, answers: int) -> None:
        """Give a learner so many answers, in attempts at all quizzes of the bank."""
        quizzes = cycle(self.filling.published.bank.quizzes.values())
        until = len(self.filling.responses) + answers
        began = self.filling.now - timedelta(days=DAYS)
        pause = timedelta(days=DAYS - 2) / (answers / 10)
        while len(self.filling.responses) < until:
            quiz, first = next(quizzes), len(self.filling.responses)
            self.filling.add_attempt((user_id, 0.0), (None, quiz.id, quiz.title), None, began)  # type: ignore[arg-type]  # taken freely
            for response in self.filling.responses[first:]:
                self._learn(user_id, response, began)
            began = min(began + pause, self.filling.now - timedelta(days=2))

    def _learn(self, user_id: int, response: tuple[Any, ...], began: datetime) -> None:
        """A row of the log for one response, and the card after it; the figures are made up."""
        item, dice, mark, moment = (
            self.filling.items[response[1] - 1],
            self.filling.dice,
            response[6],
            response[8],
        )
        day, number = moment.date(), len(self.cards) + 1
        card = self.cards.setdefault((user_id, item[3]), [number, None, None, None, 0])
        card_id, stability, difficulty, last_day, count = card
        days = None if last_day is None else (day - last_day).days
        self.reviews.append(
            (
                *(new_public_id(), card_id, count + 1, 3, mark, "quiz", response[0]),
                *(item[4], day.isoformat(), moment, began, 0.25, 0.25, False, False, "choice"),
                *(dice.random(), stability, difficulty, days),
            )
        )
        card[1:] = [dice.uniform(1, 60), dice.uniform(1, 10), day, count + 1]

    def card_rows(self) -> Iterator[tuple[Any, ...]]:
        """The cards as they are in the end."""
        bank_id, now = self.filling.published.bank.id, self.filling.now
        for (user_id, item_key), card in self.cards.items():
            card_id, stability, difficulty, last_day, count = card
            day = last_day.isoformat()
            yield (
                *(card_id, user_id, bank_id, item_key, stability, difficulty, day, day),
                *(0.5, count, False, count, day, now - timedelta(days=1), now),
            )


@dataclass(frozen=True)
class Case:
    """Somebody who is measured: how many answers are behind them, and behind their class."""

    name: str
    answers: int
    is_in_class: bool


CASES = (
    Case("in no class", SHORT, is_in_class=False),
    Case("in no class", LONG, is_in_class=False),
    Case("in a class", SHORT, is_in_class=True),
    Case("in a class", LONG, is_in_class=True),
)


def main() -> int:
    """Measure, print, and say whether the growth is small enough."""
    with tempfile.TemporaryDirectory() as folder:
        app = served_app(Path(folder))
        with app.app_context():
            learners = _filled()
        times = _measured([_signed_in(app, user_id) for user_id in learners])
    grown = False
    for short, long in ((0, 1), (2, 3)):
        growth = times[long] / times[short]
        print(
            f"a response, {CASES[short].name:<12} {SHORT:,}: {times[short] * 1000:.2f} ms"
            f"  {LONG:,}: {times[long] * 1000:.2f} ms   x {growth:.2f}"
        )
        grown = grown or growth > MOST_GROWTH
    return int(grown)


def _measured(learners: list[Learner]) -> list[float]:
    """What the middle response of each takes of the processor; they are asked in turn.

    Each quiz is taken once, so that of no item the key was seen today.
    """
    times: list[list[float]] = [[] for _ in learners]
    for quiz in QUIZZES:
        asks = [learner.responses(quiz) for learner in learners]
        gc.collect()
        for in_turn in zip(*asks, strict=True):
            for learner, ask, seconds in zip(learners, in_turn, times, strict=True):
                answer = learner.asker.ask(ask)
                if answer.status != 303:
                    raise SystemExit(f"{answer.status}: {answer.text[:500]}")
                seconds.append(answer.seconds)
    return [median(some[1:]) for some in times]  # the first one folds what was answered before


def _filled() -> list[int]:
    """Everybody's history; gives the user of each case."""
    now = datetime.now(UTC).replace(microsecond=0)
    bank_shelf().look_at_files(now)
    published = bank_shelf().published_bank()
    with write_transaction() as tx:
        revision_id = recorded_bank_revision(tx, published, now)
        keys = askable_items(published.bank)
        revision_ids = recorded_item_revisions(tx, published.bank, keys, now)
    histories = Histories(Filling(published, revision_id, revision_ids, now, random.Random(1)))
    learners = [_people(case, histories) for case in CASES]
    add_attempts(histories.filling)
    insert("cards", CARD_COLUMNS, histories.card_rows())
    insert("reviews", REVIEW_COLUMNS, histories.reviews)
    settle(db.engine, Base.metadata.sorted_tables)
    return learners


def _people(case: Case, histories: Histories) -> int:
    """The learner of a case with their class, and what all of them have answered."""
    began = histories.filling.now - timedelta(days=DAYS)
    with write_transaction() as tx:
        count = OF_A_CLASS if case.is_in_class else 1
        users = [
            User(user_name=new_public_id().lower(), display_name=case.name, created_at=began)
            for _ in range(count)
        ]
        tx.add_all(users)
        tx.flush()
        ids = [user.id for user in users]
        if case.is_in_class:
            room = Classroom(title=case.name, time_zone="UTC", created_at=began)
            tx.add(room)
            tx.flush()
            tx.add_all(Enrolment(classroom_id=room.id, user_id=i, enrolled_at=began) for i in ids)
    for user_id in ids:
        histories.add(user_id, case.answers)
    return ids[0]


def _signed_in(app: Flask, user_id: int) -> Learner:
    with app.test_request_context():
        open_session(user_id, stays=True)
        sessions = app.session_interface
        signed = sessions.get_signing_serializer(app).dumps(dict(session))  # type: ignore[attr-defined]  # ours has one
        return Learner(Asker(app, cookie=f"{sessions.get_cookie_name(app)}={signed}"))


if __name__ == "__main__":
    sys.exit(main())
