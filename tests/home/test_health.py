from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from quizapp.web.extensions import db
from tests.support.people import Visitor
from tests.support.records import on_sqlite


def test_a_healthy_server_says_so(anonymous: Visitor) -> None:
    alive, ready = anonymous.get("/healthz"), anonymous.get("/readyz")

    assert alive.status_code == 200
    assert alive.json == {
        "status": "alive",
        "bank_errors": 0,
        "banks": [
            {
                "file": "questions.yaml",
                "id": "tides",
                "title": "The tides",
                "errors": 0,
                "file_in_use": True,
                "held_items": 0,
                "trouble": None,
            }
        ],
    }
    assert ready.status_code == 200
    assert ready.json == {"status": "ready", "database": True, "bank": True}


@on_sqlite
def test_without_its_database_a_server_lives_but_is_not_ready(
    anonymous: Visitor, app: Flask, settings: dict[str, Any]
) -> None:
    with app.app_context():
        db.engine.dispose()
    Path(settings["DATABASE_URL"].removeprefix("sqlite:///")).unlink()

    alive, ready = anonymous.get("/healthz"), anonymous.get("/readyz")

    assert alive.status_code == 200
    assert ready.status_code == 503
    assert ready.json == {"status": "not ready", "database": False, "bank": True}


@on_sqlite
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_asking_after_health_leaves_no_trace(path: str, anonymous: Visitor) -> None:
    assert "Set-Cookie" not in anonymous.get(path).headers


@on_sqlite
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_takes_no_forms(path: str, anonymous: Visitor) -> None:
    assert anonymous.send(path).status_code == 405
