"""Cards and reviews of before the engine, brought over to its one log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import select, text

from quizapp import create_app
from quizapp.domain.bank import read_bank
from quizapp.domain.items.content import to_json
from quizapp.domain.memory import Rating
from quizapp.domain.memory.guesses import guess_at
from quizapp.domain.memory.updates import Evidence, learnt, of_card
from quizapp.memory.rebuilding import check_memories
from quizapp.models import Card, KeyCorrection, Review
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support import postgresql
from tests.support.places import SMALL_BANK

LATE_EVENING = datetime(2026, 3, 3, 1, 30, tzinfo=UTC)  # in Berlin half past two: still 2 March
NEXT_DAY = datetime(2026, 3, 9, 10, tzinfo=UTC)
ITEM = "what-pulls"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def old_app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An app whose database is that of the version before."""
    name, socket = "", Path()
    url = f"sqlite:///{tmp_path / 'old.sqlite3'}"
    if request.param == "postgresql":
        socket, name = request.getfixturevalue("postgresql_socket"), f"old-{uuid4().hex[:12]}"
        postgresql.create_database(socket, name)
        url = postgresql.url(socket, name)
    app = create_app({"BANK": SMALL_BANK, "SECRET_KEY": "t" * 40, "DATABASE_URL": url})
    with app.app_context():
        flask_migrate.upgrade(revision="0005")
        yield app
        db.session.remove()
        db.engine.dispose()
    if name:
        postgresql.drop_database(socket, name)


def add(table: str, **values: Any) -> None:
    """A row of an old table."""
    ready = {
        name: value.isoformat(" ") if isinstance(value, datetime) else value
        for name, value in values.items()
    }
    marks = ", ".join(f":{name}" for name in ready)
    statement = f"INSERT INTO {table} ({', '.join(ready)}) VALUES ({marks})"  # noqa: S608  our own
    with write_transaction() as tx:
        tx.execute(text(statement), ready)


def add_learner() -> None:
    """A learner of a class in Berlin, and a bank's item."""
    reading = read_bank(SMALL_BANK.read_bytes())
    assert reading.bank is not None
    content = to_json(reading.bank.content_of(ITEM))
    add("users", id=1, public_id="u", display_name="Lena", role="learner", created_at=NEXT_DAY)
    add(
        "classrooms",
        id=1,
        public_id="c",
        title="7b",
        term="",
        time_zone="Europe/Berlin",
        desired_retention=0.9,
        is_demo=False,
        created_at=NEXT_DAY,
    )
    add("enrolments", id=1, classroom_id=1, user_id=1, enrolled_at=NEXT_DAY)
    add("bank_revisions", id=1, bank_key="tides", content_hash="h", text="t", recorded_at=NEXT_DAY)
    add(
        "item_revisions",
        id=1,
        bank_key="tides",
        item_key=ITEM,
        content_hash="h",
        marking_hash="m",
        content=content,
        recorded_at=NEXT_DAY,
    )


def add_card(**values: Any) -> None:
    """A card as it was scheduled before."""
    of = {"user_id": 1, "bank_key": "tides", "stage": 2, "stability": 2.0, "difficulty": 5.0}
    times = {"due_at": NEXT_DAY, "reviewed_at": NEXT_DAY, "created_at": LATE_EVENING}
    add("cards", **{**of, **times, "review_count": 2, **values})


def add_review(sequence: int, rating: Rating, at: datetime, **values: Any) -> None:
    """A review as it was recorded before."""
    of = {"card_id": 1, "source": "card", "item_revision_id": 1}
    add(
        "reviews",
        **{**of, "sequence": sequence, "rating": int(rating), "reviewed_at": at, **values},
    )


def answer(question: int, option_ids: list[str], *, is_unsure: bool, mark: float) -> None:
    """An attempt with one response, number 1."""
    add(
        "attempts",
        id=1,
        public_id="a",
        user_id=1,
        bank_key="tides",
        bank_revision_id=1,
        quiz_key="all",
        quiz_title="All",
        kind="quiz",
        feedback_mode="after-each",
        seed=1,
        item_count=1,
        started_at=LATE_EVENING,
    )
    order = "[" + ", ".join(f'"{each}"' for each in option_ids) + "]"
    add(
        "attempt_items",
        id=1,
        attempt_id=1,
        position=1,
        item_key=ITEM,
        item_revision_id=1,
        question=question,
        option_order=order,
    )
    add(
        "responses",
        id=1,
        attempt_item_id=1,
        chosen="[]",
        is_unknown=False,
        is_unsure=is_unsure,
        is_hinted=False,
        mark=mark,
        max_mark=1.0,
        responded_at=LATE_EVENING,
    )


@pytest.mark.slow
def test_ratings_get_the_learning_day_of_the_class_and_come_to_the_engines_memory(
    old_app: Flask,
) -> None:
    add_learner()
    add_card(id=1, item_key=ITEM)
    add_review(1, Rating.GOOD, LATE_EVENING)
    add_review(2, Rating.HARD, NEXT_DAY)

    flask_migrate.upgrade()

    days = db.session.scalars(select(Review.day).order_by(Review.sequence)).all()
    assert days == [date(2026, 3, 2), date(2026, 3, 9)]
    first = learnt(None, of_card(Rating.GOOD), date(2026, 3, 2))
    card = db.session.scalars(select(Card)).one()
    assert card.state == learnt(first, of_card(Rating.HARD), date(2026, 3, 9))
    assert check_memories().differing == ()


@pytest.mark.slow
def test_a_response_counts_by_its_mark_and_a_guessers_luck(old_app: Flask) -> None:
    add_learner()
    reading = read_bank(SMALL_BANK.read_bytes())
    assert reading.bank is not None
    question = reading.bank.content_of(ITEM).questions[0]
    answer(0, [option.id for option in question.options], is_unsure=True, mark=1.0)
    add_card(id=1, item_key=ITEM, review_count=1)
    add_review(1, Rating.HARD, LATE_EVENING, source="quiz", response_id=1)

    flask_migrate.upgrade()

    card = db.session.scalars(select(Card)).one()
    evidence = Evidence(Rating.HARD, 1.0, guess_at(question))
    assert card.state == learnt(None, evidence, date(2026, 3, 2))
    assert check_memories().differing == ()


@pytest.mark.slow
def test_what_was_forgotten_stays_forgotten_and_is_known_of_the_item(old_app: Flask) -> None:
    add_learner()
    add_card(id=1, item_key=ITEM, forgotten_at=NEXT_DAY, forgotten_after=1, review_count=1)
    add_review(1, Rating.GOOD, LATE_EVENING)

    flask_migrate.upgrade()

    card = db.session.scalars(select(Card)).one()
    assert card.state is None
    corrected = db.session.scalars(select(KeyCorrection)).one()
    assert (corrected.item_key, corrected.corrected_at) == (ITEM, NEXT_DAY)
    assert check_memories().differing == ()


@pytest.mark.slow
def test_the_way_back_keeps_cards_and_reviews(old_app: Flask) -> None:
    add_learner()
    add_card(id=1, item_key=ITEM)
    add_review(1, Rating.GOOD, LATE_EVENING)
    add_review(2, Rating.HARD, NEXT_DAY)
    flask_migrate.upgrade()

    flask_migrate.downgrade(revision="0005")

    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT sequence, rating FROM reviews ORDER BY sequence"))
        assert rows.all() == [(1, 3), (2, 2)]
        assert connection.scalar(text("SELECT count(*) FROM cards WHERE due_at IS NOT NULL")) == 1
    flask_migrate.upgrade()
    assert check_memories().differing == ()
