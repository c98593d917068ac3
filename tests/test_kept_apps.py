"""The app that tests are lent: as new each time, and looked at when it is given back."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Update, func, select, text, update

from quizapp.models import Attempt, Base, Response, User
from quizapp.web.database import writing
from quizapp.web.extensions import db, limiter
from tests.conftest import expect_records_to_hold
from tests.support.kept_apps import KeptApps, KeptFile
from tests.support.people import Visitor, signed_up, visitor
from tests.support.places import SECOND_BANK
from tests.support.records import on_sqlite

pytestmark = on_sqlite
Lend = Callable[..., AbstractContextManager[Flask]]


def tamper(app: Flask, change: Update) -> None:
    with app.app_context(), writing():
        db.session.execute(change)
        db.session.commit()


@pytest.fixture
def lend(settings: dict[str, Any], kept_file: KeptFile, quick_passwords: None) -> Lend:
    """Lends the app of a shelf of its own, as to a test that begins."""
    apps = KeptApps()

    def lent(**changed: Any) -> AbstractContextManager[Flask]:
        kept_file.renew()
        return apps.lent({**settings, **changed})

    return lent


@pytest.mark.tampering
@pytest.mark.parametrize(
    "change",
    [
        update(Response).values(mark=Response.mark + 0.5),
        update(Attempt).values(score=Attempt.score + 1),
        update(Attempt).values(seed=Attempt.seed + 1),
    ],
    ids=["a mark", "a score", "a seed"],
)
def test_a_record_that_was_tampered_with_fails_the_test_at_its_end(
    change: Update, app: Flask, learner: Visitor
) -> None:
    learner.take("all")
    expect_records_to_hold(app)
    tamper(app, change)

    with pytest.raises(AssertionError):
        expect_records_to_hold(app)


def test_the_next_test_gets_the_same_app_as_new(lend: Lend, tmp_path: Path) -> None:
    with lend() as first:
        learner = signed_up(first, "lena")
        learner.take("all")
        first.config["RETENTION"] = 0.8
        first.extensions["left"] = "behind"

    with lend(DATA_DIR=tmp_path / "other") as second:
        page = learner.get("/")
        counts = [rows(second, model) for model in (User, Attempt, Response)]

        assert second is first
        assert page.status_code == 200
        assert "Lena" not in page.text
        assert counts == [0, 0, 0]
        assert second.config["RETENTION"] == 0.9
        assert second.config["DATA_DIR"] == tmp_path / "other"
        assert "left" not in second.extensions


def test_each_test_has_its_bank_in_the_same_app(lend: Lend) -> None:
    with lend() as app:
        first = visitor(app).get("/").text
    with lend(BANK=SECOND_BANK) as app:
        second = visitor(app).get("/").text

    assert "The tides" in first
    assert "The tides" not in second
    assert "The lights" in second


@pytest.mark.slow
def test_limits_that_a_test_has_used_up_are_there_for_the_next(lend: Lend) -> None:
    def statuses(app: Flask) -> list[int]:
        person = visitor(app)
        return [
            person.send("/login", username="lena", password="wrong").status_code for _ in range(40)
        ]

    with lend() as app:
        used_up = statuses(app)
    with lend() as app:
        again = statuses(app)

    assert 429 in used_up
    assert used_up == again
    assert limiter.enabled


def test_a_database_that_a_test_has_spoilt_is_whole_for_the_next(
    lend: Lend, kept_file: KeptFile
) -> None:
    with lend() as app, app.app_context(), writing():
        db.session.execute(text("DROP TABLE responses"))
        db.session.commit()
        kept_file.path.with_name("left").touch()

    with lend() as app:
        assert rows(app, Response) == 0
        assert not kept_file.path.with_name("left").exists()


def test_another_setting_makes_another_app(lend: Lend) -> None:
    with lend() as first, lend(HTTPS="1") as second:
        assert second is not first
        assert second.config["SESSION_COOKIE_NAME"] != first.config["SESSION_COOKIE_NAME"]


def test_no_test_can_add_to_an_app_that_others_get(app: Flask) -> None:
    with pytest.raises(AssertionError, match="can no longer be called"):
        app.add_url_rule("/mine", view_func=str)


def rows(app: Flask, model: type[Base]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0
