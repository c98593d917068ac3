"""Addresses are the same, whenever the function that puts them together is written."""

from __future__ import annotations

import pytest
from flask import Flask, url_for
from werkzeug.routing import BuildError, Rule

from quizapp.web.late_rules import write_rules_late


def sites() -> tuple[Flask, Flask]:
    """An app as Flask makes it, and one whose rules are late."""
    plain, late = Flask("plain"), Flask("late")
    write_rules_late(late)
    for app in (plain, late):
        app.add_url_rule("/", "home", str)
        app.add_url_rule("/rules/<int:number>", "rule", str)
        app.add_url_rule("/pages/", "pages", str, defaults={"number": 1})
        app.add_url_rule("/pages/<int:number>", "pages", str)
        app.add_url_rule("/files/<path:rule>", "file", str)
    return plain, late


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("home", {}),
        ("home", {"q": "tides & moon"}),
        ("rule", {"number": 7}),
        ("rule", {"number": 7, "q": ["a", "b"], "_anchor": "end"}),
        ("pages", {"number": 1}),
        ("pages", {"number": 2}),
        ("file", {"rule": "ä/b c"}),
        ("home", {"_external": True}),
    ],
)
def test_an_address_is_the_one_that_flask_makes(endpoint, values):
    plain, late = sites()

    with plain.test_request_context("/"):
        wanted = url_for(endpoint, **values)
    with late.test_request_context("/"):
        assert [url_for(endpoint, **values) for _ in range(2)] == [wanted, wanted]


def test_an_address_without_its_values_is_refused_as_ever():
    _, late = sites()

    with late.test_request_context("/"), pytest.raises(BuildError):
        url_for("rule")


def test_no_function_is_written_for_a_page_before_its_address_is_wanted(monkeypatch):
    written: list[str] = []
    write = Rule._compile_builder

    def noted(rule, append_unknown=True):
        written.append(rule.endpoint)
        return write(rule, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", noted)
    _, late = sites()
    written.clear()

    with late.test_request_context("/"):
        url_for("rule", number=7)
        url_for("rule", number=8)

    assert written == ["rule"]
