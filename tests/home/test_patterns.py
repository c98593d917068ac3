from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from tests.support.people import Visitor, visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite


def test_the_page_of_patterns_is_for_development_only(anonymous: Visitor) -> None:
    assert anonymous.get("/patterns").status_code == 404


def test_in_development_the_page_shows_every_component(make_app: Callable[..., Flask]) -> None:
    person = visitor(make_app(DEVELOPMENT="1"))

    page = person.get("/patterns")

    assert page.status_code == 200
