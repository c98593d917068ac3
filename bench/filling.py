"""A large class with a long history: `python -m bench.filling [LEARNERS] [ASSIGNMENTS]`.

Fills a fresh database (the one that QUIZAPP_DATABASE_URL or QUIZAPP_DATA_DIR names) with a class
of 1,000 learners who were set 50 quizzes of the bank and gave some 600,000 responses, each with a
card for every item. Learners differ in ability and items in how hard they are; the dice are
seeded, so two databases get the same class. Every score holds (`quizapp verify-scores`).

Other benchmarks take `filled_app()` and `teacher_of()` from here.
"""

from __future__ import annotations

import math
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import flask_migrate
from flask import Flask, session
from flask.testing import FlaskClient
from sqlalchemy import Table, select

from bench.attempt_rows import Filling
from bench.bulk import insert_rows, settle
from quizapp import create_app
from quizapp.accounts import signing_up
from quizapp.accounts.sessions import open_session
from quizapp.banks.revisions import (
    PublishedBank,
    recorded_bank_revision,
    recorded_item_revisions,
)
from quizapp.domain.assignments import Counting, FeedbackTime
from quizapp.domain.bank import read_bank
from quizapp.domain.drills.choosing import askable_items
from quizapp.domain.memory import Rating, reviewed
from quizapp.models import Assignment, Base, Classroom, ClassroomTeacher, User
from quizapp.models.people import Role
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db

ROOT = Path(__file__).parent.parent

TITLE = "A large class"
TEACHER = "bench-teacher"
TAKEN, AGAIN, LATE, LEFT_UNFINISHED = 0.82, 0.04, 0.05, 0.01
"""Shares of learners: who take an assignment at all, twice, late, and never finish."""

DAYS_BETWEEN, DAYS_TO_DO, DAYS_LATE = 3.5, 7, 7
FIRST_NAMES = ("Amina", "Bela", "Chidi", "Dalia", "Emre", "Fatma", "Goran", "Hana", "Idris", "Jana")
LAST_NAMES = ("Adeyemi", "Berg", "Çelik", "Duarte", "Eriksson", "Farouk", "Grün", "Łuczak")


@dataclass(frozen=True)
class Filled:
    """What a filled database holds; ids are the public ones, in the order they were made."""

    classroom: str
    learners: list[str]
    assignments: list[str]


def fill(app: Flask, learners: int = 1000, assignments: int = 50) -> Filled:
    """Fill the app's database, which must be migrated and empty."""
    now = datetime.now(UTC).replace(microsecond=0)
    with app.app_context():
        published = _published(Path(app.config["BANK"]))
        teacher_id = signing_up.create_user(TEACHER, "Tove Berg", "bench " * 4, Role.TEACHER, now)
        with write_transaction() as tx:
            revision_id = recorded_bank_revision(tx, published, now)
            keys = askable_items(published.bank)
            revision_ids = recorded_item_revisions(tx, published.bank, keys, now)
        filling = Filling(published, revision_id, revision_ids, now, random.Random(1))
        abilities = _add_people(filling, teacher_id, learners)
        _add_assignments(filling, assignments, abilities)
        _add_attempts(filling)
        _add_cards(filling, abilities)
        settle(db.engine, Base.metadata.sorted_tables)
        return filled()


def filled() -> Filled:
    """What the database in use was filled with. Needs an app context."""
    classroom = db.session.scalars(select(Classroom).where(Classroom.title == TITLE)).one()
    learners = select(User.public_id).where(User.public_id.like("bench-learner-%"))
    of_class = select(Assignment.public_id).where(Assignment.classroom_id == classroom.id)
    return Filled(
        classroom.public_id,
        list(db.session.scalars(learners.order_by(User.id))),
        list(db.session.scalars(of_class.order_by(Assignment.id))),
    )


def filled_app(
    data_dir: Path, database_url: str = "", learners: int = 1000, assignments: int = 50
) -> tuple[Flask, Filled]:
    """An app on a filled database; an empty one is migrated and filled first."""
    settings = {"DATA_DIR": data_dir, "BANK": ROOT / "questions.yaml", "SECRET_KEY": "b" * 40}
    app = create_app({**settings, **({"DATABASE_URL": database_url} if database_url else {})})
    with app.app_context():
        flask_migrate.upgrade()
        is_empty = db.session.scalar(select(Classroom.id).limit(1)) is None
        db.session.rollback()
    if is_empty:
        return app, fill(app, learners, assignments)
    with app.app_context():
        return app, filled()


def teacher_of(app: Flask) -> FlaskClient:
    """A browser in which the class's teacher is logged in."""
    with app.test_request_context():
        user = db.session.scalars(select(User).where(User.user_name == TEACHER)).one()
        user_id = user.id
        db.session.rollback()
        open_session(user_id)
        opened = dict(session)
    browser = app.test_client()
    with browser.session_transaction() as kept:
        kept.update(opened)
    return browser


def _published(path: Path) -> PublishedBank:
    reading = read_bank(path.read_bytes())
    if reading.bank is None:
        raise SystemExit(f"{path} has errors")
    return PublishedBank(reading.bank, reading.text)


def _add_people(filling: Filling, teacher_id: int, count: int) -> list[tuple[int, float]]:
    """The class, its teacher and its learners; gives the learners' ids and abilities."""
    began, dice = filling.now - timedelta(days=365), filling.dice
    with write_transaction() as tx:
        room = Classroom(title=TITLE, time_zone="Europe/Berlin", created_at=began)
        tx.add(room)
        tx.flush()
        tx.add(ClassroomTeacher(classroom_id=room.id, user_id=teacher_id, added_at=began))
        room_id = room.id
    learners = [(teacher_id + number, dice.gauss(0, 1)) for number in range(1, count + 1)]
    names = [f"{dice.choice(FIRST_NAMES)} {dice.choice(LAST_NAMES)} {n}" for n in range(count)]
    _insert(
        "users",
        "id public_id user_name display_name role is_managed created_at",
        (
            (
                user_id,
                f"bench-learner-{user_id}",
                f"learner-{user_id}",
                name,
                Role.LEARNER.value,
                False,
                began,
            )
            for (user_id, _), name in zip(learners, names, strict=True)
        ),
    )
    _insert(
        "enrolments",
        "id classroom_id user_id enrolled_at",
        ((user_id, room_id, user_id, began) for user_id, _ in learners),
    )
    return learners


def _add_assignments(filling: Filling, count: int, learners: list[tuple[int, float]]) -> None:
    """The assignments, a few other terms and scores by hand, and who took what."""
    room_id = db.session.scalars(select(Classroom.id)).one()
    quizzes = list(filling.published.bank.quizzes.values())
    rows, countings, dice = [], list(Counting), filling.dice
    for index in range(count):
        quiz = quizzes[index % len(quizzes)]
        opens = filling.now - timedelta(days=DAYS_BETWEEN * (count - 2 - index), hours=1)
        due = opens + timedelta(days=DAYS_TO_DO)
        row_id, title = index + 1, f"{index + 1}. {quiz.title}"
        rows.append(
            (
                row_id,
                f"bench-assignment-{row_id}",
                room_id,
                filling.published.bank.id,
                quiz.id,
                title,
                opens,
                due,
                due + timedelta(days=DAYS_LATE),
                3,
                FeedbackTime.AFTER_EACH.value,
                countings[index % len(countings)].value,
                dice.choice((1.0, 1.0, 2.0)),
                False,
                opens,
            )
        )
        if opens <= filling.now:
            _take(filling, (row_id, quiz.id, title), opens, learners)
    _insert(
        "assignments",
        "id public_id classroom_id bank_key quiz_key title opens_at due_at closes_at "
        "attempts_allowed feedback counting weight is_post_test created_at",
        rows,
    )
    _add_special_cases(filling, rows, learners)


def _take(
    filling: Filling,
    assignment: tuple[int, str, str],
    opens: datetime,
    learners: list[tuple[int, float]],
) -> None:
    dice = filling.dice
    on_time = timedelta(days=DAYS_TO_DO).total_seconds()
    for learner in learners:
        if dice.random() > TAKEN:
            continue
        is_late = dice.random() < LATE
        began = opens + timedelta(seconds=dice.random() * on_time * 0.9 + is_late * on_time * 0.95)
        began = min(began, filling.now - timedelta(minutes=dice.randrange(20, 50)))
        is_finished = dice.random() > LEFT_UNFINISHED
        filling.add_attempt(learner, assignment, 1, began, is_finished=is_finished)
        if is_finished and dice.random() < AGAIN:
            filling.add_attempt(learner, assignment, 2, began + timedelta(minutes=15))


def _add_special_cases(
    filling: Filling, assignments: list[tuple[Any, ...]], learners: list[tuple[int, float]]
) -> None:
    dice, count = filling.dice, max(2, len(learners) * len(assignments) // 100)
    pairs = {
        (dice.choice(assignments)[0], dice.choice(learners)[0]): dice.random() for _ in range(count)
    }
    _insert(
        "assignment_exceptions",
        "id assignment_id user_id extra_time is_excused",
        (
            (number, assignment_id, user_id, 600, chance < 0.3)
            for number, ((assignment_id, user_id), chance) in enumerate(pairs.items(), start=1)
        ),
    )
    by_hand = {(dice.choice(assignments)[0], dice.choice(learners)[0]) for _ in range(count // 2)}
    _insert(
        "score_overrides",
        "id assignment_id user_id share reason made_at",
        (
            (number, assignment_id, user_id, round(dice.random(), 2), "On paper.", filling.now)
            for number, (assignment_id, user_id) in enumerate(sorted(by_hand), start=1)
        ),
    )


def _add_attempts(filling: Filling) -> None:
    _insert(
        "attempts",
        "id public_id user_id bank_key bank_revision_id quiz_key quiz_title kind assignment_id "
        "assignment_number number feedback_mode seed item_count started_at finished_at score "
        "max_score",
        filling.attempts,
    )
    _insert(
        "attempt_items",
        "id attempt_id position item_key item_revision_id question option_order",
        filling.items,
    )
    _insert(
        "responses",
        "id attempt_item_id chosen is_unknown is_unsure is_hinted mark max_mark responded_at",
        filling.responses,
    )


def _add_cards(filling: Filling, learners: list[tuple[int, float]]) -> None:
    """A card for each learner and item, after one review."""
    keys = list(filling.revision_ids)
    rows = list(_card_rows(filling, keys, learners))
    _insert(
        "cards",
        "id user_id bank_key item_key stage step stability difficulty due_at reviewed_at "
        "review_count created_at",
        (row for row, _ in rows),
    )
    _insert(
        "reviews",
        "id card_id sequence rating source item_revision_id reviewed_at",
        (
            (row[0], row[0], 1, rating, "card", filling.revision_ids[row[3]], row[9])
            for row, rating in rows
        ),
    )


def _card_rows(
    filling: Filling, keys: list[str], learners: list[tuple[int, float]]
) -> Iterator[tuple[tuple[Any, ...], int]]:
    dice, bank_id = filling.dice, filling.published.bank.id
    days = [filling.now - timedelta(days=day) for day in range(60)]
    after = {(rating, day): reviewed(None, rating, day) for rating in Rating for day in days}
    card_id = 0
    for user_id, ability in learners:
        for key in keys:
            card_id += 1
            is_known = dice.random() < 1 / (1 + math.exp(filling.hardness.get(key, 0) - ability))
            rating = dice.choice((Rating.GOOD, Rating.EASY)) if is_known else Rating.AGAIN
            memory = after[rating, dice.choice(days)]
            yield (
                (
                    (
                        card_id,
                        user_id,
                        bank_id,
                        key,
                        int(memory.stage),
                        memory.step,
                        memory.stability,
                        memory.difficulty,
                        memory.due_at,
                        memory.reviewed_at,
                        1,
                        memory.reviewed_at,
                    )
                ),
                int(rating),
            )


def _insert(table: str, columns: str, rows: Any) -> None:
    found: Table = Base.metadata.tables[table]
    db.session.rollback()  # a reader that is still open would keep SQLite's writer waiting
    insert_rows(db.engine, found, columns.split(), rows)


def main(learners: int = 1000, assignments: int = 50) -> None:
    """Fill what the environment names."""
    app = create_app()
    began = time.monotonic()
    with app.app_context():
        flask_migrate.upgrade()
    result = fill(app, learners, assignments)
    print(f"{len(result.learners)} learners and {len(result.assignments)} assignments")
    print(f"in class {result.classroom}, teacher {TEACHER}: {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
