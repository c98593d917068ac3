from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.models import Attempt
from quizapp.web import clock
from quizapp.web.database import write_transaction
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.records import attempt_row, key_numbers


def test_ending_early_counts_what_is_left_as_nought(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))
    page = learner.get(f"{attempt}/items/2")

    response = sent(learner, page, "/finish")

    assert response.headers["Location"] == attempt
    assert "1 of 5" in text_of(learner.get(attempt).text)


def test_ending_twice_is_the_same_as_once(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.send(f"{attempt}/finish")
    finished_at = attempt_row(app, attempt).finished_at

    response = learner.send(f"{attempt}/finish")

    assert response.status_code == 303
    assert attempt_row(app, attempt).finished_at == finished_at


def test_nobody_ends_the_attempt_of_another_learner(
    learner: Visitor, stranger: Visitor, guest: Visitor, teacher: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")

    for other in (stranger, guest, teacher):
        assert other.send(f"{attempt}/finish").status_code == 404
    assert attempt_row(app, attempt).finished_at is None


def test_who_is_not_signed_in_ends_nothing(
    learner: Visitor, anonymous: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")

    response = anonymous.send(f"{attempt}/finish")

    assert response.status_code == 303
    assert response.headers["Location"].startswith("/login")
    assert attempt_row(app, attempt).finished_at is None


def test_an_attempt_is_not_ended_by_a_link(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")

    assert learner.get(f"{attempt}/finish").status_code == 405
    assert attempt_row(app, attempt).finished_at is None


@pytest.mark.parametrize(("seconds", "is_ended"), [(300, False), (-1, True)])
def test_a_page_that_knows_no_later_end_ends_nothing_before_it(
    learner: Visitor, app: Flask, seconds: int, is_ended: bool
) -> None:
    """The teacher has given more time, and the page counts to the end that it was told."""
    attempt = learner.start("all")
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(Attempt).values(deadline_at=clock.now() + timedelta(seconds=seconds)))

    learner.send(f"{attempt}/finish", time_up="1")

    assert (attempt_row(app, attempt).finished_at is not None) is is_ended


def test_what_has_no_end_any_more_goes_on(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")

    learner.send(f"{attempt}/finish", time_up="1")

    assert attempt_row(app, attempt).finished_at is None


def test_both_forms_for_the_end_of_time_say_what_they_are(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    said = []
    for seconds in (60, -1):
        with app.app_context(), write_transaction() as tx:
            end = clock.now() + timedelta(seconds=seconds)
            tx.execute(update(Attempt).values(deadline_at=end))
        said.append('name="time_up"' in learner.get(f"{attempt}/items/1").text)

    assert said == [True, True]
