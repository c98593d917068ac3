"""Limits are counted by Redis where it is named; while it is away, people still get in."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from quizapp.web.extensions import limiter
from quizapp.web.limit_counts import CountsOfProcess
from tests.support.people import PASSWORD, signed_up, visitor
from tests.support.served import free_port


def test_people_log_in_while_redis_is_away(app: Flask, make_app: Callable[..., Flask]):
    signed_up(app, "lena")
    other = visitor(make_app(REDIS_URL=f"redis://127.0.0.1:{free_port()}/0"))

    answer = other.send("/login", username="lena", password=PASSWORD)

    assert answer.status_code == 303
    assert isinstance(limiter.limiter.storage, CountsOfProcess)  # one thread after another
