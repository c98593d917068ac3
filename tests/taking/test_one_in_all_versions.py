"""The same choices in French and in English give the same rows, marks, scores and memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from quizapp.models import Attempt, AttemptItem, Base, Card, Response, Review
from quizapp.web.extensions import db
from tests.support.people import Visitor
from tests.support.playing import all_rows
from tests.support.translated import laid_out

OWN = {
    "id",
    "public_id",
    "user_id",
    "attempt_id",
    "attempt_item_id",
    "card_id",
    "responded_at",
    "reviewed_at",
    "started_at",
    "finished_at",
    "version",
    "created_at",
    "response_id",
    "begun_at",
    "first_asked_at",
    "seconds",
}
"""What differs between any two learners."""


@pytest.fixture
def bank_file(tmp_path: Path) -> Path:
    return laid_out(tmp_path)


@pytest.fixture
def _one_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let both learners see the same arrangement."""
    monkeypatch.setattr("quizapp.taking.starting.secrets.randbits", lambda _bits: 4711)


def answers(person: Visitor, version: str) -> None:
    """Answer all, some rightly and some not; of the kinds with parts, as they stand."""
    attempt = person.start()
    person.respond(attempt, 1, 2, version=version)
    person.respond(attempt, 2, 1, 3, version=version)
    person.respond(attempt, 3, 1, version=version, unsure="1")
    person.respond(attempt, 4, 4, version=version)
    person.respond(attempt, 5, 2, version=version)
    places = {f"place-{number}": str(number) for number in (1, 2, 3)}
    person.send(f"{attempt}/responses", position=6, version=version, **places)
    prompts = {f"prompt-{number}": "1" for number in (1, 2, 3)}
    person.send(f"{attempt}/responses", position=7, version=version, **prompts)
    person.send(f"{attempt}/responses", position=8, version=version, **prompts)
    assert person.get(attempt).status_code == 200  # it is over


def rows(model: type[Base]) -> list[dict[str, Any]]:
    names = [column.key for column in model.__table__.columns if column.key not in OWN]
    return [{name: getattr(row, name) for name in names} for row in all_rows(model)]


@pytest.mark.slow
@pytest.mark.usefixtures("_one_seed")
def test_an_attempt_in_french_gives_the_rows_of_one_in_english(
    app: Flask, learner: Visitor, stranger: Visitor
) -> None:
    stranger.send("/version", version="fr")
    answers(learner, "")
    answers(stranger, "fr")

    with app.app_context():
        for model in (Attempt, AttemptItem, Response, Card, Review):
            found = rows(model)
            half = len(found) // 2
            assert half > 0
            assert found[:half] == found[half:], model.__tablename__
        versions = [each.version for each in all_rows(Response)]
        assert versions == [None] * 8 + ["fr"] * 8
        assert len({each.mark for each in all_rows(Response)}) > 1
        db.session.rollback()
