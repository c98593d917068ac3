"""A row that is inserted by itself is as one that was added to the session and flushed."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from quizapp.models import AuditEntry, SetupToken, User
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from quizapp.web.inserted_rows import insert_last_row, insert_row
from tests.support.writing import NOW, count, entry


def _stored(row: User) -> dict[str, Any]:
    table = User.__table__
    found = db.session.execute(select(table).where(table.c.id == row.id)).mappings().one()
    return {name: value for name, value in found.items() if name not in {"id", "public_id"}}


def _public_id(row: User) -> str:
    return db.session.scalars(select(User.public_id).where(User.id == row.id)).one()


def _user() -> User:
    return User(display_name="Ada", created_at=NOW, password_hash=None)


@pytest.mark.parametrize("insert", [insert_row, insert_last_row])
def test_what_is_stored_is_what_the_session_would_have_written(inside, insert):
    with write_transaction() as tx:
        flushed, inserted = _user(), _user()
        tx.add(flushed)
        tx.flush()
        insert(tx, inserted)

    assert _stored(inserted) == _stored(flushed)
    assert _public_id(inserted) != _public_id(flushed)


def test_it_belongs_to_the_session_and_what_is_changed_is_written(inside):
    with write_transaction() as tx:
        user = _user()
        insert_row(tx, user)
        assert tx.get(User, user.id) is user
        user.display_name = "Grace"

    assert _stored(user)["display_name"] == "Grace"


def test_the_last_that_is_written_of_a_row_is_not_the_session_s(inside):
    with write_transaction() as tx:
        inserted = _user()
        insert_last_row(tx, inserted)
        assert inserted not in tx
        found = tx.get_one(User, inserted.id)
        found.display_name = "Grace"
        inserted.display_name = "nobody"

    assert _stored(found)["display_name"] == "Grace"


def test_it_is_undone_with_its_transaction(inside):
    def insert_and_fail() -> None:
        with write_transaction() as tx:
            insert_last_row(tx, _user())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        insert_and_fail()

    assert count(User) == 0


def test_what_was_changed_before_is_written_before(inside):
    with write_transaction() as tx:
        first, second = entry("first"), entry("second")
        tx.add(first)
        insert_row(tx, second)
        assert first.id < second.id

    assert count(AuditEntry) == 2


def test_undone_it_leaves_its_id_to_another(inside):
    kept = []

    def insert_and_fail() -> None:
        with write_transaction() as tx:
            kept.append(_user())
            insert_row(tx, kept[0])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        insert_and_fail()
    with write_transaction() as tx:
        other = _user()
        insert_row(tx, other)

    assert count(User) == 1
    assert kept[0] not in db.session
    assert db.session.get(User, other.id) is other


def test_a_constraint_that_it_breaks_undoes_everything(inside):
    def insert_twins() -> None:
        with write_transaction() as tx:
            for _ in range(2):
                insert_row(tx, SetupToken(token_hash="same", expires_at=NOW))

    with pytest.raises(IntegrityError):
        insert_twins()

    assert count(SetupToken) == 0
