"""Each request has an id; a trusted proxy may give it, and nobody else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from quizapp.web.observability.request_ids import new_request_id, request_id_of
from tests.support.pages import text_of
from tests.support.people import Visitor, visitor
from tests.support.records import on_sqlite

OWN = re.compile(r"[bcdfghjkmnpqrstvwxz]{4}(-[bcdfghjkmnpqrstvwxz]{4}){2}")
GIVEN = "8f0c2a6e41d24f7f9d6f1f0a5e3b7c21"


def told_id(app: Flask, address: str, given: str = GIVEN) -> str:
    client = app.test_client()
    answer = client.get(
        "/healthz", headers={"X-Request-ID": given}, environ_base={"REMOTE_ADDR": address}
    )
    return answer.headers["X-Request-ID"]


def test_ids_are_letters_that_make_no_words_and_differ():
    made = {new_request_id() for _ in range(1000)}

    assert len(made) == 1000
    assert all(map(OWN.fullmatch, made))


@on_sqlite
def test_the_id_of_the_trusted_proxy_is_taken(make_app: Callable[..., Flask]):
    assert told_id(make_app(TRUSTED_PROXY="10.0.0.1"), "10.0.0.1") == GIVEN


@on_sqlite
def test_the_id_of_anybody_else_is_not(make_app: Callable[..., Flask]):
    assert OWN.fullmatch(told_id(make_app(TRUSTED_PROXY="10.0.0.1"), "10.0.0.2"))
    assert OWN.fullmatch(told_id(make_app(), "127.0.0.1"))


@pytest.mark.parametrize("given", ["short", "x" * 65, "a b c d e f", "<b>12345678</b>", "ü" * 10])
def test_an_id_that_is_none_is_not_taken(given: str):
    environ = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_REQUEST_ID": given}

    assert OWN.fullmatch(request_id_of(environ, "10.0.0.1"))


@on_sqlite
def test_every_page_has_one_and_no_file_that_lasts(anonymous: Visitor):
    assert OWN.fullmatch(anonymous.get("/nowhere").headers["X-Request-ID"])
    assert "X-Request-ID" not in anonymous.get("/static/css/base.css", buffered=True).headers


@on_sqlite
def test_a_page_about_a_fault_of_the_server_tells_it(own_app: Flask):
    def fail() -> str:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    own_app.add_url_rule("/failing", view_func=fail)

    answer = visitor(own_app).get("/failing")

    assert answer.status_code == 503
    assert f"request {answer.headers['X-Request-ID']}" in text_of(answer.text)


@on_sqlite
def test_a_page_about_a_slip_does_not(anonymous: Visitor):
    answer = anonymous.get("/nowhere")

    assert answer.headers["X-Request-ID"] not in answer.text
