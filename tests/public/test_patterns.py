from __future__ import annotations

from typing import Any

from quizapp import create_app
from tests.support.people import Visitor, visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite


def test_the_page_of_patterns_is_for_development_only(anonymous: Visitor) -> None:
    assert anonymous.get("/patterns").status_code == 404


def test_in_development_the_page_shows_every_component(settings: dict[str, Any]) -> None:
    app = create_app({**settings, "DEVELOPMENT": "1"})
    app.config["TESTING"] = True

    page = visitor(app).get("/patterns")

    assert page.status_code == 200
