"""How the app talks to its database: safe settings, and writes that lose no race."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from quizapp.domain.assignments import GRACE
from quizapp.models import AuditEntry, SetupToken
from quizapp.models.held_keys import KEYS_HELD, moment_asked
from quizapp.web.database import columns_of, pragmas, write_transaction
from quizapp.web.extensions import db
from quizapp.web.journals import journal_mode
from tests.support.writing import NOW, count, entry

# SQLite's settings


def stored(moment: datetime) -> str:
    """A time as SQLAlchemy writes it for SQLite."""
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"


def test_sqlite_is_set_up_to_be_safe(sqlite_app):
    assert pragmas(db.engine) == {
        "journal_mode": journal_mode().lower(),
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_a_foreign_key_without_a_row_is_refused(inside):
    with pytest.raises(IntegrityError), write_transaction() as tx:
        tx.add(AuditEntry(happened_at=NOW, actor_id=99, deed="set password", subject="nobody"))

    assert count(AuditEntry) == 0


def test_a_value_that_is_asked_about_in_many_places_is_given_once(sqlite_app):
    given: list[Any] = []

    def note(_connection: object, _cursor: object, _statement: object, values: Any, *_: object):
        given.extend(values.items() if isinstance(values, dict) else values)

    event.listen(db.engine, "before_cursor_execute", note)
    columns_of(db.session, KEYS_HELD, {"attempt_id": 1, **moment_asked(NOW)}).all()

    moments = [each for each in given if each[0] in {"now", "now_grace"}]
    assert sorted(moments) == [("now", stored(NOW)), ("now_grace", stored(NOW - GRACE))]


# Writing


def test_a_write_is_committed_at_the_end_of_its_block(inside):
    with write_transaction() as tx:
        tx.add(entry())

    assert count(AuditEntry) == 1


def test_a_write_that_fails_is_undone_as_a_whole(inside):
    def write_twice_and_fail() -> None:
        with write_transaction() as tx:
            tx.add(entry("first"))
            tx.flush()
            tx.add(entry("second"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_twice_and_fail()

    assert count(AuditEntry) == 0


def test_a_constraint_broken_at_commit_undoes_everything(inside):
    twins = [SetupToken(token_hash="same", expires_at=NOW) for _ in range(2)]

    with pytest.raises(IntegrityError), write_transaction() as tx:
        tx.add_all([entry(), *twins])

    assert count(AuditEntry) == 0


def test_what_was_added_outside_a_write_is_let_go(inside):
    db.session.add(entry("forgotten"))

    with write_transaction() as tx:
        tx.add(entry("regrade"))

    assert count(AuditEntry) == 1
