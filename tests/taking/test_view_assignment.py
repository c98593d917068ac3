"""An assignment as a learner meets it, request by request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from quizapp.domain.assignments import FeedbackTime
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.pages import forms_in, sent, text_of
from tests.support.people import Visitor
from tests.support.records import attempt_row

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
"""Eleven in the morning where the class is."""


def at(minutes: float) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(time: time_machine.Traveller, app: Flask, learner: Visitor) -> VisitedClass:
    """A class that the learner is in."""
    return visited_class(app, "lena")


def test_the_terms_stand_on_the_page_before_anything_begins(world, learner):
    address = world.assign(due_at=at(60), closes_at=at(120), attempts_allowed=2, time_limit=1200)
    world.except_for("lena", address, extra_time=600)

    words = text_of(learner.get(address).text)

    assert "Class 7b" in words
    assert "Due 2 March, 12:00" in words
    assert "Closes 2 March, 13:00" in words
    assert "0 of 2 attempts used" in words
    assert "Time limit: 30 minutes from the moment you start." in words
    assert "That is 10 minutes more than the class has." in words


def test_the_button_begins_and_leads_back_to_what_was_begun(world, learner, app):
    address = world.assign(attempts_allowed=1)

    begun = sent(learner, learner.get(address), "/attempts").headers["Location"]
    again = learner.send(f"{address}/attempts").headers["Location"]

    assert again == begun
    assert f'href="{begun}"' in learner.get(address).text
    learner.send(f"{begun}/finish")
    used_up = learner.get(address).text
    assert "You have used all your attempts." in text_of(used_up)
    assert not [form for form in forms_in(used_up) if form.action.endswith("/attempts")]
    assert learner.send(f"{address}/attempts").status_code == 409
    assert attempt_row(app, begun).assignment_number == 1


def test_an_assignment_of_others_is_not_there(world, stranger, anonymous, guest, teacher):
    address = world.assign()

    for person in (stranger, guest, teacher):
        assert person.get(address).status_code == 404
        assert person.send(f"{address}/attempts").status_code == 404
    for answer in (anonymous.get(address), anonymous.send(f"{address}/attempts")):
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/login")
    assert anonymous.get(address).headers["Location"] == f"/login?next={address}"


def test_what_is_not_open_says_when_and_takes_nothing(world, learner, time):
    address = world.assign(opens_at=at(30), closes_at=at(60))

    assert "Opens 2 March, 11:30" in text_of(learner.get(address).text)
    assert learner.send(f"{address}/attempts").status_code == 409
    time.move_to(at(60))
    assert "It is closed, and you have not taken it." in text_of(learner.get(address).text)
    assert learner.send(f"{address}/attempts").status_code == 409


def test_the_time_left_is_said_in_minutes_and_over_when_it_is_over(world, learner, time):
    address = world.assign(time_limit=600)
    attempt = learner.send(f"{address}/attempts").headers["Location"]
    learner.respond(attempt, 1, dont_know="1")
    time.move_to(at(4.5))

    page = learner.get(f"{attempt}/items/2")

    assert 'data-seconds-left="330"' in page.text
    assert "5 minutes left" in text_of(page.text)
    assert "ends 2 March, 11:10" in text_of(page.text)
    time.move_to(at(10))
    assert "Time is up What you answered is saved." in text_of(learner.get(attempt).text)
    assert "Time is up" in text_of(learner.get(f"{attempt}/items/2").text)
    time.move_to(at(10) + timedelta(seconds=16))
    late = learner.respond(attempt, 2, dont_know="1")
    assert late.status_code == 409
    assert "Time is up" in late.text
    assert f'href="{attempt}"' in late.text
    assert "Finished 2 March, 11:10" in text_of(learner.get(attempt).text)


def test_an_attempt_that_ran_out_unseen_reads_as_over_though_nothing_was_written(
    world, learner, time, app
):
    address = world.assign(time_limit=600)
    attempt = learner.send(f"{address}/attempts").headers["Location"]
    learner.respond(attempt, 1, dont_know="1")
    time.move_to(at(30))

    assert "Finished 2 March, 11:10" in text_of(learner.get(attempt).text)
    assert learner.get(f"{attempt}/items/2").status_code == 200
    assert "Handed in." in text_of(learner.get(address).text)
    assert attempt_row(app, attempt).finished_at is None
    practice = learner.send(f"{attempt}/practice")
    assert practice.status_code == 303
    assert attempt_row(app, attempt).finished_at == at(10)


def test_results_wait_until_it_has_closed_for_everybody(world, learner, stranger, time):
    address = world.assign("quiet", feedback=FeedbackTime.AFTER_CLOSE, closes_at=at(60))
    attempt = learner.send(f"{address}/attempts").headers["Location"]
    learner.respond(attempt, 1, dont_know="1")
    learner.send(f"{attempt}/finish")

    saved = text_of(learner.get(attempt).text)

    assert "Your answers are saved" in saved
    assert "Results on 2 March, 12:00." in saved
    assert learner.get(f"{attempt}/items/1").headers["Location"] == attempt
    assert learner.send(f"{attempt}/practice").status_code == 409
    assert "0 /" not in learner.get(address).text
    time.move_to(at(60) + timedelta(seconds=16))
    assert "Question by question" in learner.get(attempt).text


def test_home_puts_what_is_due_first_and_tells_what_comes(world, learner):
    later = world.assign("quiet", title="Later", due_at=at(600))
    sooner = world.assign("by-topic", title="Sooner", due_at=at(60))
    world.assign("all", title="Next week", opens_at=at(60 * 24))
    world.assign("all", title="Next month", opens_at=at(60 * 24 * 30))
    overdue = world.assign("all", title="Overdue", due_at=at(-10))

    page = learner.get("/")

    words = text_of(page.text)
    assert words.index("Overdue") < words.index("Sooner") < words.index("Later")
    assert "It was due on 2 March, 10:50 (Europe/Berlin). Late work is still taken." in words
    assert "opens on 3 March, 11:00 (Europe/Berlin)" in words
    assert "Next month" not in words
    assert page.text.index(f'href="{overdue}"') < page.text.index(f'href="{sooner}"')
    assert later in page.text
    assert sooner in page.text


def test_home_keeps_assignments_and_free_quizzes_apart(world, learner):
    address = world.assign()
    assigned = learner.send(f"{address}/attempts").headers["Location"]
    free = learner.start("quiet")

    page = learner.get("/")

    assert assigned not in page.text
    assert address in page.text
    assert free in page.text
    assert assigned not in learner.get("/quizzes/all").text
    learner.send(f"{assigned}/finish")
    assert "set for a class" in text_of(learner.get("/quizzes/all").text)


def test_the_free_quiz_waits_where_it_would_show_the_keys(world, learner, stranger):
    address = world.assign(feedback=FeedbackTime.AT_END, attempts_allowed=1)

    refused = learner.send("/quizzes/all/attempts")

    assert refused.status_code == 409
    assert f'href="{address}"' in refused.text
    assert f'href="{address}"' in learner.get("/quizzes/all").text
    assert stranger.send("/quizzes/all/attempts").status_code == 303
    learner.send(f"{learner.send(f'{address}/attempts').headers['Location']}/finish")
    assert learner.send("/quizzes/all/attempts").status_code == 303
