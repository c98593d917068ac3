"""Figures for Prometheus: who may read them, and what they say."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import insert, select, text
from sqlalchemy.exc import OperationalError

from quizapp.models import Review
from quizapp.models.people import Role
from quizapp.web.database import write_transaction
from tests.support.people import signed_up, visitor
from tests.support.records import count_of, on_sqlite, public_id

pytestmark = on_sqlite
TOKEN = "a-secret-of-many-letters"


@pytest.fixture
def counting(make_app: Callable[..., Flask]) -> Flask:
    return make_app(METRICS="loopback")


def figures(app: Flask) -> dict[str, float]:
    """What the page says, by name with labels."""
    page = visitor(app).get("/metrics")
    assert page.status_code == 200
    assert page.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in page.text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


def asked(app: Flask, address: str = "127.0.0.1", **headers: str) -> int:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    client = app.test_client()
    return client.get("/metrics", headers=named, environ_base={"REMOTE_ADDR": address}).status_code


def test_without_the_setting_there_is_no_such_page(app: Flask):
    assert asked(app) == 404


def test_a_teacher_is_nobody_else(app: Flask):
    assert signed_up(app, "tove", Role.TEACHER).get("/metrics").status_code == 404


def test_for_loopback_only_programs_on_this_machine_may_read(counting: Flask):
    assert asked(counting) == 200
    assert asked(counting, "::1") == 200
    assert asked(counting, "192.0.2.7") == 404
    assert asked(counting, "localhost") == 404


@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded"])
def test_for_loopback_a_proxy_asks_in_vain(counting: Flask, header: str):
    assert asked(counting, **{header: "for=127.0.0.1"}) == 404


def test_for_loopback_a_trusted_proxy_asks_in_vain_too(make_app: Callable[..., Flask]):
    app = make_app(METRICS="loopback", TRUSTED_PROXY="127.0.0.1")

    assert asked(app, X_Forwarded_For="127.0.0.1") == 404


def test_with_a_secret_whoever_sends_it_may_read(make_app: Callable[..., Flask]):
    app = make_app(METRICS=TOKEN)

    assert asked(app, "192.0.2.7", Authorization=f"Bearer {TOKEN}") == 200
    assert asked(app, "192.0.2.7", Authorization=f"bearer {TOKEN}") == 200


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer x", f"Bearer {TOKEN}x", f"Basic {TOKEN}"])
def test_with_a_secret_nobody_else_may(make_app: Callable[..., Flask], given: str):
    app = make_app(METRICS=TOKEN)

    answer = app.test_client().get("/metrics", headers={"Authorization": given})

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert TOKEN not in answer.text


def test_requests_are_counted_by_route_and_status(counting: Flask):
    person = visitor(counting)
    person.get("/article")
    person.get("/article")
    person.get("/nowhere")

    told = figures(counting)

    assert told['quizapp_requests_total{route="practice.read_article",status="200"}'] == 2
    assert told['quizapp_requests_total{route="none",status="404"}'] == 1
    assert told['quizapp_request_seconds_bucket{route="none",le="+Inf"}'] == 1
    assert told['quizapp_request_seconds_count{route="practice.read_article"}'] == 2
    assert told['quizapp_request_seconds_sum{route="practice.read_article"}'] > 0
    assert told["quizapp_processes"] == 1


def test_what_is_refused_at_the_door_is_counted_by_its_route_too(counting: Flask):
    browser = counting.test_client()
    assert browser.post("/login", data={"csrf_token": "stale"}).status_code == 400
    assert browser.post("/login", headers={"Origin": "https://elsewhere"}).status_code == 400

    told = figures(counting)

    assert told['quizapp_requests_total{route="accounts.log_in",status="400"}'] == 2
    assert not [name for name in told if 'route="none"' in name]


def test_no_address_and_no_name_is_in_them(counting: Flask):
    learner = signed_up(counting, "lena")
    attempt = learner.start("quiet")

    page = visitor(counting).get("/metrics").text

    assert "lena" not in page
    assert public_id(attempt) not in page


def test_answers_are_counted_once_they_are_saved(counting: Flask):
    learner = signed_up(counting, "lena")
    attempt = learner.start("quiet")
    for _ in range(2):  # sent twice, saved once
        learner.send(f"{attempt}/responses", position=1, dont_know="1")

    told = figures(counting)

    assert told['quizapp_rows_saved_total{table="responses"}'] == 1
    assert told['quizapp_rows_saved_total{table="reviews"}'] == 1


def add_a_review_and_fail() -> None:
    another = {"id": 900, "public_id": "another", "sequence": 2, "response_id": None}
    with write_transaction() as tx:
        row = tx.execute(select(*Review.__table__.columns)).mappings().one()
        tx.execute(insert(Review), {**row, **another})
        tx.execute(text("INSERT INTO nowhere VALUES (1)"))


def test_what_is_undone_is_not_counted(counting: Flask):
    learner = signed_up(counting, "lena")
    attempt = learner.start("quiet")
    learner.send(f"{attempt}/responses", position=1, dont_know="1")

    with counting.app_context(), pytest.raises(OperationalError):
        add_a_review_and_fail()
    learner.send(f"{attempt}/responses", position=2, dont_know="1")

    told = figures(counting)
    assert count_of(counting, Review) == 2
    assert told['quizapp_rows_saved_total{table="reviews"}'] == 2
    assert told['quizapp_database_errors_total{kind="OperationalError"}'] == 1


def test_writers_that_wait_are_counted_while_they_do(counting: Flask):
    figures(counting)  # the first request publishes the bank, which is a write as well
    has_begun, may_end = threading.Event(), threading.Event()

    def write() -> None:
        with counting.app_context(), write_transaction():
            has_begun.set()
            may_end.wait(20)

    def wait() -> None:
        with counting.app_context(), write_transaction():
            pass

    threads = [threading.Thread(target=write), threading.Thread(target=wait)]
    threads[0].start()
    has_begun.wait(20)
    threads[1].start()
    give_up_at = time.monotonic() + 20
    while figures(counting).get("quizapp_writers_waiting") != 1 and time.monotonic() < give_up_at:
        time.sleep(0.01)
    during = figures(counting)
    may_end.set()
    for thread in threads:
        thread.join()
    after = figures(counting)

    assert during["quizapp_writers_waiting"] == 1
    assert after["quizapp_writers_waiting"] == 0
    assert after["quizapp_writes_total"] == during["quizapp_writes_total"] + 1
    assert after["quizapp_write_wait_seconds_total"] > 0


def test_every_figure_is_named_with_its_kind(counting: Flask):
    visitor(counting).get("/")

    page = visitor(counting).get("/metrics").text

    families = re.findall(r"^# TYPE (\w+) (counter|gauge|histogram)$", page, re.MULTILINE)
    samples = re.findall(r"^(\w+?)(?:_bucket|_sum|_count)?[{ ]", page, re.MULTILINE)
    assert {name for name in samples if name.startswith("quizapp")} == {
        name for name, _ in families
    }
    assert page.endswith("\n")
