"""What all tables share: both databases give back what they were given."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import String, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.exc import StatementError
from sqlalchemy.schema import CreateIndex

from quizapp.models import AuditEntry, BankRevision, Base
from quizapp.models.base import UtcDateTime, new_public_id, say_conditions_to_postgresql
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db

MOMENTS = [
    datetime(2026, 3, 2, 10, 0, 0, 123456, tzinfo=UTC),
    datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Vienna")),
    datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Vienna")),
    datetime(2026, 3, 2, 23, 59, 59, 999999, tzinfo=timezone(-timedelta(hours=11))),
    datetime(1969, 7, 20, 20, 17, 40, tzinfo=UTC),
]


@pytest.fixture
def inside(app):
    with app.app_context():
        yield app


def stored_at(moment: datetime) -> datetime:
    """The moment as it comes back from the database."""
    with write_transaction() as tx:
        tx.add(AuditEntry(happened_at=moment, deed="set password", subject="nobody"))
    return db.session.scalars(select(AuditEntry.happened_at)).one()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_moment_comes_back_as_the_same_moment_in_utc(inside, moment):
    found = stored_at(moment)

    assert found == moment.astimezone(UTC)
    assert found.utcoffset() == timedelta(0)


def test_moments_are_compared_as_moments(inside):
    vienna = datetime(2026, 3, 2, 11, tzinfo=ZoneInfo("Europe/Vienna"))  # ten in UTC
    stored_at(vienna)

    def before(moment: datetime) -> int:
        found = db.session.scalars(select(AuditEntry).where(AuditEntry.happened_at < moment))
        return len(found.all())

    assert before(datetime(2026, 3, 2, 10, 0, 1, tzinfo=UTC)) == 1
    assert before(datetime(2026, 3, 2, 10, tzinfo=UTC)) == 0
    assert before(datetime(2026, 3, 2, 5, 0, 1, tzinfo=ZoneInfo("America/Toronto"))) == 1


def test_a_time_without_an_offset_is_refused(inside):
    with pytest.raises(StatementError, match="without an offset"), write_transaction() as tx:
        tx.add(AuditEntry(happened_at=datetime(2026, 3, 2), deed="set password", subject="x"))  # noqa: DTZ001  naive on purpose


def test_no_moment_is_no_moment():
    kind = UtcDateTime()

    assert kind.process_bind_param(None, DefaultDialect()) is None
    assert kind.process_result_value(None, DefaultDialect()) is None


@pytest.mark.parametrize(
    "text",
    ["", "a\nb\r\n\tc", "Łódź – “naïve” 東京 👩‍🚀", "'; DROP TABLE users; --", "x" * 300_000],
)
def test_text_comes_back_letter_by_letter(inside, text):
    now = datetime.now(UTC)

    with write_transaction() as tx:
        tx.add(BankRevision(bank_key="tides", content_hash="h", text=text, recorded_at=now))

    assert db.session.scalars(select(BankRevision.text)).one() == text


def test_every_table_has_an_id_and_every_text_key_a_length():
    for table in Base.metadata.tables.values():
        assert table.primary_key.columns.keys() == ["id"]
        for constraint in table.constraints:
            for column in getattr(constraint, "columns", ()):
                assert not isinstance(column.type, String) or column.type.length, column


def test_every_constraint_and_index_has_a_name():
    for table in Base.metadata.tables.values():
        for part in (*table.constraints, *table.indexes):
            assert getattr(part, "name", None), (table.name, part)


def test_every_moment_is_stored_in_utc():
    for table in Base.metadata.tables.values():
        for column in table.columns:
            if column.name.endswith("_at"):
                assert isinstance(column.type, UtcDateTime), column


def test_public_ids_are_long_random_and_fit_into_addresses():
    ids = {new_public_id() for _ in range(1000)}

    assert len(ids) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{22}", each) for each in ids)


def test_an_index_of_some_rows_is_one_on_both_databases():
    say_conditions_to_postgresql(Base.metadata)
    indexes = [index for table in Base.metadata.tables.values() for index in table.indexes]
    made = {
        index.name: [
            str(CreateIndex(index).compile(dialect=each.dialect())) for each in (sqlite, postgresql)
        ]
        for index in indexes
        if index.info
    }

    assert len(made) == 6
    for on_sqlite, on_postgresql in made.values():
        assert " WHERE " in on_sqlite
        assert on_postgresql == on_sqlite
