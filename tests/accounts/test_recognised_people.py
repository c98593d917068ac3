"""Who is asking, as read by columns, is who their row says they are."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask, session

from quizapp.accounts.sessions import _TOKEN, _hash, current_person
from quizapp.models import LoginSession, User
from quizapp.models.people import Role
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db

FACTS = (
    *("id", "public_id", "user_name", "is_guest", "has_account", "is_teacher", "uses_keys"),
    *("minutes_a_day", "text_size", "appearance", "versions", "email"),
)


@pytest.mark.on_both
@pytest.mark.parametrize(
    "told",
    [
        {},
        {"user_name": "lena", "password_hash": "x", "email": "lena@example.org"},
        {"is_managed": True, "uses_keys": False, "text_size": "large"},
        {"user_name": "lena", "is_managed": True, "appearance": "dark", "minutes_a_day": 9},
        {"user_name": "tove", "password_hash": "x", "role": Role.TEACHER, "versions": {"b": "v"}},
    ],
    ids=["guest", "account", "managed", "managed and named", "teacher"],
)
def test_whoever_asks_is_known_as_their_row_says(app: Flask, told: dict[str, Any]) -> None:
    with app.test_request_context("/"):
        now = clock.now()
        with write_transaction() as tx:
            user = User(display_name="Lena", created_at=now, **told)
            tx.add(user)
            tx.flush()
            tx.add(
                LoginSession(
                    token_hash=_hash("t"),
                    user_id=user.id,
                    created_at=now,
                    expires_at=now + timedelta(hours=1),
                )
            )
            user_id = user.id
        session[_TOKEN], session["stays"] = "t", True

        person, row = current_person(), db.session.get_one(User, user_id)

        assert person is not None
        assert person.name == row.display_name
        assert [(name, getattr(person, name)) for name in FACTS] == [
            (name, getattr(row, name)) for name in FACTS
        ]
        assert [type(getattr(person, name)) for name in FACTS[3:7]] == [bool] * 4
