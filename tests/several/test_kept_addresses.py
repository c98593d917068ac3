"""Addresses that are kept for the pages of one bank are not shown on those of another."""

from __future__ import annotations

from typing import Any

from flask import Flask, g

from quizapp.banks.in_url import name_bank_in_links
from quizapp.banks.shelf import bank_shelf
from quizapp.web import clock


def test_an_address_names_the_bank_of_its_page_and_of_no_other(app: Flask) -> None:
    kept: Any = app.jinja_env.globals["url_for"]
    with app.app_context():
        bank_shelf().look(clock.now())
        first, second = sorted(bank_shelf().banks)

    found = []
    for bank_id in (first, second, None, first):
        with app.test_request_context("/"):
            if bank_id:
                g.bank_id = bank_id
            found.append(kept("practice.read_article"))

    of_first, of_second = f"/banks/{first}/article", f"/banks/{second}/article"
    assert found == [of_first, of_second, "/article", of_first]


def test_an_address_no_longer_names_a_bank_that_is_alone(app: Flask) -> None:
    kept: Any = app.jinja_env.globals["url_for"]
    found = []
    with app.app_context():
        shelf = bank_shelf()
        shelf.look(clock.now())
        places = shelf.places
        for there in (places, places[:1], places):
            shelf.places = there
            with app.test_request_context("/"):
                found.append(kept("practice.read_article", bank_id=there[0].bank_id))

    named = f"/banks/{places[0].bank_id}/article"
    assert found == [named, "/article", named]


def test_an_address_names_the_bank_that_the_page_has_come_to_be_about(app: Flask) -> None:
    kept: Any = app.jinja_env.globals["url_for"]
    with app.app_context():
        bank_shelf().look(clock.now())
        first, second = sorted(bank_shelf().banks)

    with app.test_request_context("/"):
        found = [kept("practice.read_article")]
        for bank_id in (first, second):
            name_bank_in_links(bank_id)
            found.append(kept("practice.read_article"))

    assert found == ["/article", f"/banks/{first}/article", f"/banks/{second}/article"]
