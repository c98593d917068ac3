"""How the app talks to its database: safe settings, and writes that lose no race."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import IntegrityError

from quizapp.models import AuditEntry, SetupToken
from quizapp.web.database import pragmas, write_transaction
from quizapp.web.extensions import db
from quizapp.web.journals import journal_mode
from tests.support.writing import NOW, count, entry

# SQLite's settings


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
