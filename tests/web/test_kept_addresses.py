"""Addresses in templates are those that Flask would give, whatever was asked before."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask, g, url_for

from quizapp.web.kept_addresses import (
    GOES_BY,
    MOST,
    KeptAddresses,
    add_to_addresses,
    go_by_another_page,
)


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
        ("practice.read_article", {"_anchor": "what's new/ü#"}),
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


def test_what_a_page_adds_to_its_addresses_is_asked_once_for_each_page(own_app: Flask) -> None:
    kept: Any = own_app.jinja_env.globals["url_for"]
    parts, added = iter("aba"), {}

    def goes_by() -> str:
        added["part"] = next(parts)
        return added["part"]

    add_to_addresses(own_app, lambda _endpoint, values: values.update(added), goes_by)

    found = []
    for _ in range(3):
        with own_app.test_request_context("/"):
            found += [kept("home.home") for _ in range(2)]

    assert found == ["/?part=a"] * 2 + ["/?part=b"] * 2 + ["/?part=a"] * 2


def test_what_a_page_adds_is_asked_anew_when_the_page_says_so(own_app: Flask) -> None:
    kept: Any = own_app.jinja_env.globals["url_for"]
    add_to_addresses(own_app, lambda _endpoint, values: values.update(part=g.part), lambda: g.part)

    with own_app.test_request_context("/"):
        g.part = "a"
        before = kept("home.home")
        g.part = "b"
        go_by_another_page()

        assert (before, kept("home.home")) == ("/?part=a", "/?part=b")


def test_whatever_adds_to_addresses_says_what_it_goes_by(app: Flask) -> None:
    adding = {add for of in app.url_default_functions.values() for add in of}

    assert adding == set(app.extensions[GOES_BY])
    assert len(adding) == 2
