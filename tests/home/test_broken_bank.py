"""A bank with errors never replaces a good one, and without any the site still stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from quizapp.accounts import signing_up
from quizapp.models.people import Role
from quizapp.web import clock
from tests.support.pages import text_of
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.records import save_bank

BROKEN = "format: 1\nid: [unfinished\n"


@pytest.fixture
def restarted(make_app: Callable[..., Flask]) -> Callable[[], Visitor]:
    """Somebody at a server that has just been started."""
    return lambda: visitor(make_app())


def test_a_file_broken_while_serving_leaves_the_last_good_bank(
    anonymous: Visitor, bank_file: Path
) -> None:
    anonymous.get("/")
    save_bank(bank_file, BROKEN)

    page = anonymous.get("/quizzes")

    health = anonymous.get("/healthz")
    assert "Everything about the tides" in page.text
    assert health.status_code == 200
    assert health.json is not None
    assert health.json["bank_errors"] >= 1
    assert anonymous.get("/readyz").status_code == 200


def test_a_file_mended_while_serving_is_used_again(anonymous: Visitor, bank_file: Path) -> None:
    good = bank_file.read_text()
    anonymous.get("/")
    save_bank(bank_file, BROKEN)
    anonymous.get("/")

    save_bank(bank_file, good.replace("title: The tides", "title: Tides again"))

    assert "Tides again" in anonymous.get("/").text
    health = anonymous.get("/healthz").json
    assert health is not None
    assert health["bank_errors"] == 0


def test_a_server_started_with_a_broken_file_has_the_last_good_bank(
    anonymous: Visitor, bank_file: Path, restarted: Callable[[], Visitor]
) -> None:
    anonymous.get("/")
    bank_file.write_text(BROKEN)

    person = restarted()

    assert "Everything about the tides" in person.get("/quizzes").text
    assert person.take("all")
    assert person.get("/readyz").status_code == 200


@pytest.mark.parametrize("content", [BROKEN, "", None], ids=["broken", "empty", "missing"])
def test_without_any_good_bank_the_site_stands_and_says_so(
    content: str | None, bank_file: Path, restarted: Callable[[], Visitor]
) -> None:
    if content is None:
        bank_file.unlink()
    else:
        bank_file.write_text(content)

    person = restarted()

    for path in ("/", "/article", "/quizzes", "/quizzes/all", "/cards", "/progress"):
        page = person.get(path)
        assert page.status_code == 503
        assert "No questions yet" in text_of(page.text)
        assert page.headers["Retry-After"]
    assert person.send("/quizzes/all/attempts").status_code == 503
    assert person.get("/login").status_code == 200
    assert person.get("/signup").status_code == 200
    assert person.get("/healthz").status_code == 200
    assert person.get("/readyz").status_code == 503


@pytest.mark.parametrize("content", [BROKEN, "", None], ids=["broken", "empty", "missing"])
def test_health_tells_that_there_is_something_wrong_with_the_bank(
    content: str | None, bank_file: Path, restarted: Callable[[], Visitor]
) -> None:
    if content is None:
        bank_file.unlink()
    else:
        bank_file.write_text(content)

    health = restarted().get("/healthz").json

    assert health is not None
    assert health["bank_errors"] >= 1


@pytest.mark.slow
def test_without_a_bank_teachers_still_see_their_pages(
    bank_file: Path, restarted: Callable[[], Visitor], app: Flask
) -> None:
    bank_file.write_text(BROKEN)
    with app.app_context():
        signing_up.create_user("tove", "Tove", PASSWORD, Role.TEACHER, clock.now())
    person = restarted()

    person.send("/login", username="tove", password=PASSWORD)

    assert person.get("/teach/scores").status_code == 200
    assert person.get("/teach/scores.csv").status_code == 200
    assert person.get("/account").status_code == 200
