"""What the tables themselves refuse, whatever the code above them does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import CheckConstraint, ScalarSelect, Table, delete, func, inspect, select
from sqlalchemy.exc import IntegrityError

from quizapp.models import (
    Attempt,
    AttemptItem,
    BankRevision,
    Base,
    Card,
    Classroom,
    ItemRevision,
    LoginSession,
    Response,
    Review,
    User,
)
from quizapp.models.people import PERSON_OF_SESSION
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.records import on_sqlite

# Rows are put together by hand; nobody took these quizzes.
pytestmark = pytest.mark.tampering

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def records(app):
    """One learner with one row of everything."""
    with app.app_context():
        with write_transaction() as tx:
            user = User(display_name="Lena", created_at=NOW)
            bank = BankRevision(bank_key="tides", content_hash="b", text="t", recorded_at=NOW)
            tx.add_all([user, bank, item_revision()])
            tx.flush()
            tx.add(attempt())
            tx.add(
                LoginSession(token_hash="t", user_id=user.id, created_at=NOW, expires_at=NOW + HOUR)
            )
            tx.flush()
            tx.add(attempt_item())
            tx.flush()
            tx.add(response())
            card = Card(
                user_id=user.id,
                bank_key="tides",
                item_key="ebb",
                stability=1.0,
                difficulty=5.0,
                remembered_on=NOW.date(),
                last_day=NOW.date(),
                reviewed_at=NOW,
                review_count=1,
                created_at=NOW,
            )
            tx.add(review(card))
        yield


def the(model: type[Base]) -> ScalarSelect[Any]:
    """The id of the only row."""
    return select(model.__table__.c.id).scalar_subquery()


def item_revision(content_hash: str = "i") -> ItemRevision:
    return ItemRevision(
        bank_key="tides",
        item_key="ebb",
        content_hash=content_hash,
        marking_hash="m",
        content="{}",
        recorded_at=NOW,
    )


def classroom(**changed: Any) -> Classroom:
    return Classroom(**{"title": "7b", "time_zone": "UTC", "created_at": NOW, **changed})


def attempt(**changes: Any) -> Attempt:
    given = {
        "user_id": the(User),
        "bank_key": "tides",
        "bank_revision_id": the(BankRevision),
        "quiz_key": "all",
        "quiz_title": "All",
        "kind": "quiz",
        "feedback_mode": "after-each",
        "seed": 2**62 - 1,
        "item_count": 1,
        "started_at": NOW,
    }
    return Attempt(**given | changes)


def attempt_item(position: int = 1) -> AttemptItem:
    return AttemptItem(
        attempt_id=the(Attempt),
        position=position,
        item_key="ebb",
        item_revision_id=the(ItemRevision),
        question=0,
        option_order=["b", "a"],
    )


def response(mark: float = 0.5) -> Response:
    return Response(
        attempt_item_id=the(AttemptItem),
        chosen=["a"],
        is_unknown=False,
        is_unsure=False,
        is_hinted=False,
        mark=mark,
        max_mark=1.0,
        responded_at=NOW,
    )


def review(card: Card) -> Review:
    return Review(
        card=card,
        sequence=1,
        rating=3,
        source="quiz",
        day=NOW.date(),
        item_revision_id=the(ItemRevision),
        response_id=the(Response),
        reviewed_at=NOW,
    )


def checks(table: Table) -> list[CheckConstraint]:
    return [one for one in table.constraints if isinstance(one, CheckConstraint)]


def is_refused(row) -> bool:
    try:
        with write_transaction() as tx:
            tx.add(row)
    except IntegrityError:
        return True
    return False


def test_a_second_unfinished_attempt_at_a_quiz_is_refused(records):
    assert is_refused(attempt())
    assert not is_refused(attempt(quiz_key="quiet"))
    assert not is_refused(attempt(kind="practice"))
    assert not is_refused(attempt(kind="practice"))
    assert not is_refused(attempt(finished_at=NOW))


def test_a_position_is_taken_once_and_counts_from_one(records):
    assert is_refused(attempt_item(1))
    assert is_refused(attempt_item(0))
    assert not is_refused(attempt_item(2))


def test_an_item_has_one_response(records):
    assert is_refused(response())


@pytest.mark.parametrize("mark", [-0.1, 1.1])
def test_a_mark_out_of_range_is_refused(records, mark):
    with write_transaction() as tx:
        tx.execute(delete(Response))

    assert is_refused(response(mark))
    assert not is_refused(response(1.0))


@on_sqlite
def test_the_database_checks_what_the_models_say(records):
    kept = inspect(db.engine)

    for name, table in Base.metadata.tables.items():
        said = {(one.name, str(one.sqltext)) for one in checks(table)}
        checked = {(one["name"], one["sqltext"]) for one in kept.get_check_constraints(name)}
        assert said == checked, name


def test_a_revision_is_recorded_once(records):
    assert is_refused(item_revision())
    assert not is_refused(item_revision("another"))


def test_a_review_has_its_own_place_in_the_sequence(records):
    card = db.session.scalars(select(Card)).one()

    assert is_refused(review(card))


def test_whoever_leaves_takes_their_records_along_and_nothing_else(records):
    with write_transaction() as tx:
        tx.execute(delete(User))

    kept = {
        model.__tablename__: db.session.scalar(select(func.count()).select_from(model))
        for model in (Attempt, AttemptItem, Response, Card, Review, LoginSession, ItemRevision)
    }
    assert kept == {
        "attempts": 0,
        "attempt_items": 0,
        "responses": 0,
        "cards": 0,
        "reviews": 0,
        "login_sessions": 0,
        "item_revisions": 1,
    }


def test_a_revision_in_use_cannot_be_removed(records):
    with pytest.raises(IntegrityError), write_transaction() as tx:
        tx.execute(delete(ItemRevision))


def test_numbers_and_lists_come_back_as_they_were(records):
    kept = db.session.scalars(select(Attempt)).one()
    item = db.session.scalars(select(AttemptItem)).one()

    assert kept.seed == 2**62 - 1
    assert (item.option_order, item.arrangement.option_ids) == (["b", "a"], ("b", "a"))
    assert db.session.scalars(select(Response.mark)).one() == 0.5


@pytest.mark.parametrize("minutes", [0, 61])
def test_minutes_a_day_out_of_range_are_refused(records, minutes):
    with pytest.raises(IntegrityError), write_transaction() as tx:
        tx.add(User(display_name="Mia", created_at=NOW, minutes_a_day=minutes))


@pytest.mark.parametrize("retention", [0.69, 0.98])
def test_a_retention_out_of_range_is_refused(records, retention):
    with pytest.raises(IntegrityError), write_transaction() as tx:
        tx.add(classroom(desired_retention=retention))


@pytest.mark.parametrize("retention", [0.7, 0.97])
def test_a_retention_at_the_edge_of_the_range_is_kept(records, retention):
    with write_transaction() as tx:
        tx.add(classroom(desired_retention=retention))

    assert db.session.scalars(select(Classroom.desired_retention)).one() == retention


def test_a_new_person_practises_five_minutes_and_looks_as_the_device_does(records):
    user = db.session.scalars(select(User)).one()

    assert (user.minutes_a_day, user.text_size, user.appearance) == (5, "normal", "auto")


def test_a_session_is_recognised_until_it_expires(records):
    def somebody(token_hash: str, now: datetime) -> object:
        asked_about = {"token_hash": token_hash, "now": now}
        return db.session.execute(PERSON_OF_SESSION, asked_about).one_or_none()

    assert somebody("t", NOW + HOUR - timedelta(seconds=1)) is not None
    assert somebody("t", NOW + HOUR) is None
    assert somebody("other", NOW) is None
