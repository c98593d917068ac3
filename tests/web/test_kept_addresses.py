"""Addresses in templates are those that Flask would give, whatever was asked before."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, url_for

from quizapp.web.kept_addresses import MOST, KeptAddresses


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("static", {"filename": "css/base.css"}),
        ("home.home", {}),
        ("home.home", {"bank_id": None}),
        ("taking.view_item", {"attempt_id": "a" * 22, "position": 3}),
        ("taking.view_quiz", {"quiz_id": "all", "a": "1", "b": True}),
        ("taking.view_quiz", {"quiz_id": "all", "a": 1, "b": "True"}),
        ("home.home", {"_anchor": "here", "again": ["a", "b"]}),
        ("home.home", {"_external": True}),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_is_the_one_that_flask_gives(
    app: Flask, endpoint: str, values: dict[str, Any], method: str
) -> None:
    kept: Any = app.jinja_env.globals["url_for"]
    with app.test_request_context("/", method=method):
        plain = url_for(endpoint, **values)

        assert [kept(endpoint, **values) for _ in range(2)] == [plain, plain]


def test_an_address_follows_where_the_app_is_mounted(app: Flask) -> None:
    kept: Any = app.jinja_env.globals["url_for"]

    found = []
    for mounted in ("", "/quiz", ""):
        with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": mounted}):
            found.append(kept("home.home"))

    assert found == ["/", "/quiz/", "/"]


def test_true_is_not_taken_for_one(app: Flask) -> None:
    kept = KeptAddresses(app)
    with app.test_request_context("/"):
        assert kept.url_for("home.home", page=1) == "/?page=1"
        assert kept.url_for("home.home", page=True) == "/?page=True"


def test_no_more_addresses_are_kept_than_there_is_room_for(app: Flask) -> None:
    kept = KeptAddresses(app)
    with app.test_request_context("/"):
        found = [kept.url_for("home.home", page=page) for page in range(MOST + 2)]

        assert found[-1] == f"/?page={MOST + 1}"
        assert len(kept._kept) == 2


def test_what_a_page_adds_to_its_addresses_is_asked_each_time(own_app: Flask) -> None:
    kept: Any = own_app.jinja_env.globals["url_for"]
    added = iter("abc")

    @own_app.url_defaults
    def add(_endpoint: str, values: dict[str, Any]) -> None:
        values["part"] = next(added)

    with own_app.test_request_context("/"):
        assert [kept("home.home") for _ in range(3)] == ["/?part=a", "/?part=b", "/?part=c"]
