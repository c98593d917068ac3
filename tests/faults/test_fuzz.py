"""Hostile requests to every route, as everybody; and that what they are to find would be found.

The whole count is sent by `python -m bench.fuzz`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from flask import Flask, request
from markupsafe import Markup
from sqlalchemy import select
from werkzeug.datastructures import Headers

from bench.fuzz.asking import Ask
from bench.fuzz.marked import HELD_ITEMS, KEY_MARK, item_of_mark, key_mark, marked_text
from bench.fuzz.rounds import answered, fuzz
from bench.fuzz.verdicts import Answer, faults_of
from bench.fuzz.world import ROLES, FuzzedWorld, furnished
from quizapp.banks.reading_apart import prepared_reading
from quizapp.models import Attempt
from quizapp.web.extensions import db
from tests.support.records import on_sqlite

SOUND = Headers({"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "a"})
REQUESTS = 400
FORGOTTEN = "ignore:.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
"""An upload that is refused half-way is closed by being forgotten."""


@pytest.mark.slow
@pytest.mark.on_both
@pytest.mark.filterwarnings(FORGOTTEN)
@pytest.mark.tampering  # teachers' edits may be anything; the round itself looks at the scores
def test_hostile_requests_find_nothing(own_app: Flask, bank_file: Path) -> None:
    seed = os.environ.get("FUZZ_SEED", "29")

    report = fuzz(lambda: furnished(own_app, bank_file), REQUESTS, int(seed), print)

    assert report.faults == []
    assert report.sent == REQUESTS
    assert {role for role, _, _ in report.reached} == set(ROLES)
    assert len(report.reached) > REQUESTS / 4
    assert report.forms_taken > REQUESTS / 20


@pytest.fixture
def leaky(own_app: Flask, bank_file: Path) -> FuzzedWorld:
    """The world, with an app that tells everybody everything."""

    @own_app.get("/leak/<kind>")
    def leak(kind: str) -> str:
        if kind == "fault":
            raise ZeroDivisionError
        found = request.args.get("words", "")
        return Markup(found) if kind == "raw" else Markup.escape(found)  # noqa: S704  a leak is its point

    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    return furnished(own_app, bank_file)


def told(
    world: FuzzedWorld, role: str, text: str, path: str = "/progress", body: bytes = b""
) -> list[str]:
    """What is said about a page with this text that somebody got."""
    headers = Headers([*SOUND, ("Content-Type", "text/html")])
    return faults_of(
        world, Ask(role, "", "GET", path, body=body), Answer(200, headers, text.encode())
    )


@pytest.mark.slow
@on_sqlite
def test_what_should_not_be_answered_would_be_found(leaky: FuzzedWorld) -> None:
    def leaked(path: str) -> list[str]:
        ask = Ask("learner", "", "GET", path)
        return faults_of(leaky, ask, answered(leaky, ask))

    assert leaked("/leak/fault") == ["status 500"]
    assert leaked("/leak/raw?words=%3Czqx%3E") == ["markup as it was sent"]
    assert leaked("/leak/raw?words=%3Ca%20onzqx=%221%22%3E") == ["an attribute as it was sent"]
    assert leaked("/leak/escaped?words=%3Czqx%3E%22%20onzqx=%221") == []
    assert "a header that was sent in a value" in faults_of(
        leaky, Ask("guest", "", "GET", "/"), Answer(200, Headers([*SOUND, ("X-Zqx", "1")]), b"")
    )
    home = Headers([*SOUND, ("Location", "http://[::1]/")])
    asked_here = Ask("guest", "", "GET", "/", headers=[("Host", "[::1]:80")])
    assert faults_of(leaky, asked_here, Answer(308, home, b"")) == []
    away = Headers([*SOUND, ("Location", "//evil.example/")])
    assert faults_of(leaky, Ask("guest", "", "GET", "/"), Answer(303, away, b"")) == [
        "leads to //evil.example/"
    ]


@pytest.mark.slow
@on_sqlite
def test_work_of_others_would_be_found(leaky: FuzzedWorld) -> None:
    with leaky.app.app_context():
        query = select(Attempt.public_id).where(Attempt.user_id == leaky.user_ids["learner"])
        attempt = db.session.scalars(query).first()
        assert attempt is not None
        db.session.rollback()

    for word in ("zqlena", "Zqlena", "zqlenatyped", "zqlenareason", attempt):
        assert told(leaky, "learner", word) == []
        assert told(leaky, "teacher", word) == []
        for role in ("nobody", "guest", "classmate", "stranger", "colleague"):
            assert told(leaky, role, word), (role, word)
    assert told(leaky, "teacher", "zqlenanote") == []
    assert told(leaky, "learner", "zqlenanote") == ["zqlenanote of learner"]
    assert told(leaky, "learner", "zqlenamail") == []
    assert told(leaky, "teacher", "zqlenamail") == ["zqlenamail of learner"]
    assert told(leaky, "classmate", "zqlena", "/join?name=zqlena") == []  # it was sent
    told(leaky, "colleague", "", body=f"title={attempt}".encode())
    assert told(leaky, "colleague", attempt) == []  # a class may be called so by now


@pytest.mark.slow
@on_sqlite
def test_keys_before_their_time_would_be_found(leaky: FuzzedWorld) -> None:
    with leaky.app.app_context():
        query = select(Attempt.public_id).where(
            Attempt.user_id == leaky.user_ids["learner"],
            Attempt.quiz_key == "tries",
            Attempt.finished_at.is_(None),
        )
        attempt = db.session.scalars(query).one()
        db.session.rollback()

    for item in HELD_ITEMS:
        assert told(leaky, "learner", key_mark(item)) == [f"the key of {item}"]
        assert told(leaky, "stranger", key_mark(item)) == [f"the key of {item}"]
        assert told(leaky, "teacher", key_mark(item)) == []
        assert told(leaky, "nobody", key_mark(item)) == []  # nothing is held back from them
    assert told(leaky, "learner", key_mark("who-reads"), f"/attempts/{attempt}/items/2") == [
        "the key of who-reads"
    ]
    assert told(leaky, "learner", key_mark("who-reads")) == []  # a card may tell it


def test_every_item_of_the_bank_is_marked() -> None:
    reading = prepared_reading(marked_text().encode())
    assert reading.bank is not None, reading.findings

    marked = {item_of_mark(found) for found in KEY_MARK.findall(marked_text())}

    terms = {"flood", "neap", "slack"}  # they have no explanation
    assert marked == set(reading.bank.items) - terms
