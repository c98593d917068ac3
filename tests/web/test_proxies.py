from __future__ import annotations

from collections.abc import Callable

from flask import Flask, request
from flask_limiter.util import get_remote_address

from tests.support.records import on_sqlite

pytestmark = on_sqlite
FORWARDED = {
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "class.example",
}


def answer(app: Flask, address: str) -> str:
    """What the app takes a request with forwarded headers from this address for."""
    app.add_url_rule("/echo", view_func=lambda: f"{get_remote_address()} {request.url_root}")
    client = app.test_client()
    return client.get("/echo", headers=FORWARDED, environ_base={"REMOTE_ADDR": address}).text


def test_the_proxy_that_is_named_is_believed(make_app: Callable[..., Flask]) -> None:
    app = make_app(TRUSTED_PROXY="10.0.0.1")

    assert answer(app, "10.0.0.1") == "192.0.2.7 https://class.example/"


def test_nobody_else_is_believed(make_app: Callable[..., Flask]) -> None:
    app = make_app(TRUSTED_PROXY="10.0.0.1")

    assert answer(app, "10.0.0.2") == "10.0.0.2 http://localhost/"


def test_without_a_proxy_nobody_is_believed(make_app: Callable[..., Flask]) -> None:
    assert answer(make_app(), "127.0.0.1") == "127.0.0.1 http://localhost/"
