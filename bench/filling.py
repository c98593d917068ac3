"""A large class with a long history: `python -m bench.filling [LEARNERS] [ASSIGNMENTS]`.

Fills a fresh database (the one that QUIZAPP_DATABASE_URL or QUIZAPP_DATA_DIR names) with a class
of 1,000 learners who were set 50 quizzes of the bank and gave some 600,000 responses, each with a
card for every item. Learners differ in ability and items in how hard they are; the dice are
seeded, so two databases get the same class. Every score holds (`quizapp verify-scores`).

Other benchmarks take `filled_app()` and `teacher_of()` from here.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import flask_migrate
from flask import Flask, session
from flask.testing import FlaskClient
from sqlalchemy import select

from bench.assignment_rows import add_assignments, add_attempts
from bench.attempt_rows import Filling
from bench.bulk import settle
from bench.card_rows import add_cards
from bench.people_rows import TITLE, add_people
from quizapp import create_app
from quizapp.accounts import signing_up
from quizapp.accounts.sessions import open_session
from quizapp.banks.revisions import (
    PublishedBank,
    recorded_bank_revision,
    recorded_item_revisions,
)
from quizapp.domain.bank import read_bank
from quizapp.domain.drills.choosing import askable_items
from quizapp.models import Assignment, Base, Classroom, User
from quizapp.models.people import Role
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db

ROOT = Path(__file__).parent.parent

TEACHER = "bench-teacher"


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
        abilities = add_people(filling, teacher_id, learners)
        add_assignments(filling, assignments, abilities)
        add_attempts(filling)
        add_cards(filling, abilities)
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
