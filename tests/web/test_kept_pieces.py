"""Pieces of every page are rendered once for all that they follow from, and anew for all else."""

from __future__ import annotations

from flask import Flask, render_template_string

from tests.support.people import Visitor

KEYS = '{{ kept_piece("_keys.html", are_on=are_on, account=account) }}'


def keys(app: Flask, *, are_on: bool = True, account: str = "", **request: object) -> str:
    with app.test_request_context("/", **request):
        return render_template_string(KEYS, are_on=are_on, account=account)


def test_a_piece_follows_its_facts(app: Flask) -> None:
    off = "You have switched them off."
    found = [off in keys(app, are_on=are_on) for are_on in (True, False, True)]

    assert found == [False, True, False]
    assert 'href="/own#keys-in-quizzes"' in keys(app, account="/own")
    assert "keys-in-quizzes" not in keys(app)


def test_a_fact_cannot_break_out_of_its_piece(app: Flask) -> None:
    assert "<b>" not in keys(app, account='"><b>')


def test_a_piece_follows_where_the_app_is_mounted(app: Flask) -> None:
    page = '{{ kept_piece("_kept.html", worker="", today="", late="", cards="", home="") }}'
    found = []
    for mounted in ("", "/quiz", ""):
        with app.test_request_context("/", environ_overrides={"SCRIPT_NAME": mounted}):
            found.append('"/quiz/static/' in render_template_string(page))

    assert found == [False, True, False]


def test_keys_that_were_switched_off_are_said_to_be_on_the_next_page(learner: Visitor) -> None:
    before = learner.get("/").text

    learner.send("/account/keys")

    assert "You have switched them off." not in before
    assert "You have switched them off." in learner.get("/").text
