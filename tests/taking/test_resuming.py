"""Nothing that was given is lost: another tab, another browser, a session that ended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine
from flask import Flask
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from quizapp.models import Response
from quizapp.web.extensions import db
from tests.support.pages import form_to, sent, text_of
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.records import count_of, key_numbers, marks_of

MORNING = datetime(2030, 5, 6, 8, tzinfo=UTC)
NEXT_MORNING = MORNING + timedelta(days=1)


def logged_in_elsewhere(app: Flask, name: str) -> Visitor:
    """The same learner in a second browser."""
    person = visitor(app)
    assert person.send("/login", username=name, password=PASSWORD).status_code == 303
    return person


def test_an_attempt_goes_on_in_a_second_browser(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))

    phone = logged_in_elsewhere(app, "lena")

    assert f'href="{attempt}"' in phone.get("/").text
    assert phone.get(attempt).headers["Location"] == f"{attempt}/items/2"
    phone.respond(attempt, 2, *key_numbers(app, attempt, 2))
    assert learner.get(attempt).headers["Location"] == f"{attempt}/items/3"


def test_the_order_of_options_is_the_same_in_a_second_browser(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    phone = logged_in_elsewhere(app, "lena")

    here, there = (text_of(one.get(f"{attempt}/items/1").text) for one in (learner, phone))

    assert here == there


def test_a_response_sent_after_the_session_ended_is_kept_through_login(
    learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    key = str(key_numbers(app, attempt, 1)[0])
    with time_machine.travel(MORNING, tick=False):
        learner.send("/login", username="lena", password=PASSWORD)
        page = learner.get(f"{attempt}/items/1")

    with time_machine.travel(NEXT_MORNING, tick=False):
        refused = sent(learner, page, "/responses", choice=key)
        login = learner.get(refused.headers["Location"])
        accepted = sent(learner, login, "", username="lena", password=PASSWORD)

    assert refused.status_code == 303
    assert refused.headers["Location"].startswith("/login")
    assert accepted.headers["Location"] == f"{attempt}/items/1"
    assert marks_of(app, attempt) == {1: 1.0}


def test_what_was_kept_is_kept_through_a_mistyped_password(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    forget_session(learner)
    learner.respond(attempt, 1, dont_know="1")

    learner.send("/login", username="lena", password="a wrong password")
    learner.send("/login", username="lena", password=PASSWORD)

    assert marks_of(app, attempt) == {1: 0.0}


def test_what_was_kept_is_recorded_once(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    forget_session(learner)
    learner.respond(attempt, 1, dont_know="1")
    learner.send("/login", username="lena", password=PASSWORD)

    again = learner.send("/login", username="lena", password=PASSWORD)

    assert again.headers["Location"] == "/"
    assert count_of(app, Response) == 1


def test_what_was_kept_is_not_recorded_for_somebody_else(
    learner: Visitor, stranger: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    forget_session(learner)
    learner.respond(attempt, 1, dont_know="1")

    response = learner.send("/login", username="samir", password=PASSWORD)

    assert response.status_code == 303
    assert count_of(app, Response) == 0


def test_what_was_kept_gives_way_to_what_was_answered_elsewhere(
    learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    phone = logged_in_elsewhere(app, "lena")
    forget_session(learner)
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))
    phone.respond(attempt, 1, dont_know="1")

    response = learner.send("/login", username="lena", password=PASSWORD)

    assert response.headers["Location"] == f"{attempt}/items/1"
    assert "You have already answered this question" in learner.get(f"{attempt}/items/1").text
    assert marks_of(app, attempt) == {1: 0.0}


def test_what_was_kept_for_an_attempt_that_has_ended_is_told_to_be_too_late(
    learner: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    phone = logged_in_elsewhere(app, "lena")
    forget_session(learner)
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))
    phone.send(f"{attempt}/finish")

    response = learner.send("/login", username="lena", password=PASSWORD)

    shown = learner.get(response.headers["Location"])
    assert "An attempt that has ended takes no more answers." in shown.text
    assert count_of(app, Response) == 0


def test_what_was_kept_outlives_a_database_that_is_busy(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    forget_session(learner)
    learner.respond(attempt, 1, dont_know="1")

    with no_room_for_responses(app):
        refused = learner.send("/login", username="lena", password=PASSWORD)
    accepted = learner.send("/login", username="lena", password=PASSWORD)

    assert refused.status_code == 503
    assert accepted.headers["Location"] == f"{attempt}/items/1"
    assert marks_of(app, attempt) == {1: 0.0}


def test_an_old_page_of_another_learner_is_only_called_old(
    learner: Visitor, stranger: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    fields = {"csrf_token": "old", "position": "1", "dont_know": "1"}

    response = stranger.browser.post(f"{attempt}/responses", data=fields)

    assert response.status_code == 400
    assert "This page was out of date" in response.text
    assert count_of(app, Response) == 0


def test_an_empty_choice_is_not_kept(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    forget_session(learner)
    learner.respond(attempt, 1)

    response = learner.send("/login", username="lena", password=PASSWORD, next=f"{attempt}/items/1")

    assert response.headers["Location"] == f"{attempt}/items/1"
    assert count_of(app, Response) == 0


def test_after_logging_in_the_item_is_still_there_to_answer(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    forget_session(learner)
    refused = learner.get(f"{attempt}/items/1")

    login = learner.get(refused.headers["Location"])
    response = sent(learner, login, "", username="lena", password=PASSWORD)

    assert form_to(login, "").fields["next"] == f"{attempt}/items/1"
    assert response.headers["Location"] == f"{attempt}/items/1"


@contextmanager
def no_room_for_responses(app: Flask) -> Iterator[None]:
    """Let the database be busy whenever a response is to be recorded."""

    def refuse(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO responses"):
            raise OperationalError(statement, {}, Exception("database is locked"))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", refuse)
    yield
    event.remove(engine, "before_cursor_execute", refuse)


def forget_session(person: Visitor) -> None:
    """End the browser's session on the server, but leave its cookie as it is."""
    cookie = person.browser.get_cookie("quizapp")
    assert cookie is not None
    person.send("/logout")
    person.browser.set_cookie("quizapp", cookie.decoded_value)
