"""Setting a quiz and giving other terms, through the pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from quizapp.domain.assignments import FeedbackTime
from quizapp.models import Assignment, AssignmentException, Attempt
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.classes import user_named
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.playing import Row, all_rows

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
FIELDS = {
    "quiz": "tides/quiet",
    "title": "",
    "opens_at": "2026-03-02T11:00",
    "due_at": "2026-03-09T18:00",
    "closes_at": "",
    "attempts_allowed": "2",
    "minutes": "20",
    "feedback": "at-end",
    "counting": "last",
    "weight": "1.5",
    "is_sequential": "y",
}


TITLES = (
    "=1+1",
    "<b>x</b>",
    "\x00\u202eab",
    "طلاب",
    "Класс 🎒",
    "x" * 200,
    "%(x)s {}",
)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(time: time_machine.Traveller, app: Flask, learner: Visitor) -> VisitedClass:
    return visited_class(app, "lena")


@pytest.fixture
def tova(world: VisitedClass) -> Visitor:
    return world.teacher


def rows(app: Flask, model: type[Row]) -> Sequence[Row]:
    with app.app_context():
        return all_rows(model)


def test_a_quiz_is_set_by_the_clocks_of_the_class(world, tova, app):
    form = tova.get(f"{world.address}/assignments/new")
    assert 'value="2026-03-02T11:00"' in form.text

    response = sent(tova, form, "/new", title="Week 10", attempts_allowed="3")

    (row,) = rows(app, Assignment)
    assert response.status_code == 303
    assert (row.title, row.opens_at, row.attempts_allowed) == ("Week 10", MONDAY, 3)
    page = tova.get(response.headers["Location"])
    assert "Week 10" in page.text
    assert "Lena" in page.text
    assert "0 of 1" in text_of(tova.get(f"{world.address}/assignments").text)


def test_every_field_is_kept_as_it_was_set(world, tova, app):
    tova.send(f"{world.address}/assignments/new", **FIELDS)

    (row,) = rows(app, Assignment)
    page = tova.get(f"{world.address}/assignments/{row.public_id}/edit")
    sent(tova, page, "", title=row.title)
    (again,) = rows(app, Assignment)

    for each in (row, again):
        assert (each.quiz_key, each.title) == ("quiet", "See at the end")
        assert each.due_at == datetime(2026, 3, 9, 17, tzinfo=UTC)
        assert (each.time_limit, each.attempts_allowed, each.weight) == (1200, 2, 1.5)
        assert (each.feedback, each.counting, each.closes_at) == ("at-end", "last", None)
        assert each.is_sequential
    assert "no, one question after the other" in text_of(
        tova.get(f"{world.address}/assignments/{row.public_id}").text
    )


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"quiz": "tides/none"}, "Not a valid choice"),
        ({"quiz": "../../etc"}, "Not a valid choice"),
        ({"opens_at": ""}, "Say when it opens."),
        ({"opens_at": " "}, "Say when it opens."),
        ({"opens_at": "soon"}, "Give a date and a time"),
        ({"opens_at": "2026-03-29T02:30"}, "there is no time between 02:00 and 03:00"),
        ({"due_at": "2026-03-02T11:00"}, "It would be due before it opens."),
        ({"closes_at": "2026-03-01T11:00"}, "It would close before it opens."),
        ({"closes_at": "2026-03-03T11:00"}, "It would close before it is due."),
        ({"feedback": "after-close"}, "Say when it closes"),
        ({"feedback": "never"}, "Not a valid choice"),
        ({"attempts_allowed": "0"}, "from 1 to 100"),
        ({"attempts_allowed": "9" * 30}, "from 1 to 100"),
        ({"minutes": "1441"}, "from 1 to 1440"),
        ({"minutes": "a"}, "Give a whole number from 1 to 1440."),
        ({"weight": "nan"}, "Give a number from 0 to 100."),
        ({"weight": "1e400"}, "Give a number from 0 to 100."),
        ({"weight": " "}, "Give a number."),
        ({"title": "x" * 201}, "at most 200"),
    ],
    ids=str,
)
def test_what_cannot_be_set_is_said_at_its_field_and_nothing_is_lost(
    world, tova, app, changed, words
):
    response = tova.send(f"{world.address}/assignments/new", **{**FIELDS, **changed})

    assert response.status_code == 422
    assert words in text_of(response.text)
    assert 'value="1.5"' in response.text or "weight" in changed
    assert not rows(app, Assignment)


def test_a_time_that_comes_twice_is_told_and_nobody_loses_by_it(world, tova, app):
    response = tova.send(
        f"{world.address}/assignments/new",
        **{**FIELDS, "due_at": "2026-10-25T02:30", "opens_at": "2026-03-02T11:00"},
    )

    (row,) = rows(app, Assignment)
    assert row.due_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    told = tova.get(response.headers["Location"]).text
    assert "“Due”: that time comes twice. The second is meant." in told


def test_changing_terms_says_what_it_moved_and_leaves_the_quiz(world, tova, learner, app):
    address = world.assign(time_limit=600)
    attempt = learner.send(f"{address}/attempts").headers["Location"]
    learner.get(attempt)

    page = tova.get(f"{world.address}{address}/edit")
    assert "somebody has begun it" in text_of(page.text)
    response = sent(tova, page, "", minutes="20")

    told = tova.get(response.headers["Location"]).text
    assert "The end of 1 running attempt has moved." in told
    assert rows(app, Attempt)[0].deadline_at == MONDAY + timedelta(minutes=20)


def test_withdrawing_asks_first_and_keeps_the_work(world, tova, learner, app):
    address = world.assign()
    learner.send(f"{address}/attempts")

    page = tova.get(f"{world.address}{address}/withdraw")
    assert "1 learner has begun it: that work is kept." in text_of(page.text)
    assert rows(app, Assignment)[0].withdrawn_at is None
    sent(tova, page, "/withdraw")

    assert rows(app, Assignment)[0].withdrawn_at == MONDAY
    assert tova.get(f"{world.address}{address}").status_code == 404
    assert learner.get(address).status_code == 404
    assert rows(app, Attempt)[0].is_finished


def test_other_terms_for_a_learner_are_given_changed_and_taken_back(world, tova, learner, app):
    address = world.assign(time_limit=600, closes_at=MONDAY + timedelta(hours=1))
    attempt = learner.send(f"{address}/attempts").headers["Location"]
    with app.app_context():
        lena = user_named("lena").public_id
    form = f"{world.address}{address}/exceptions/{lena}"

    sent(tova, tova.get(form), "", extra_minutes="5", closes_at="2026-03-02T14:00")

    assert rows(app, Attempt)[0].deadline_at == MONDAY + timedelta(minutes=15)
    shown = text_of(tova.get(f"{world.address}{address}").text)
    assert "5 minutes more, closes 2 March, 14:00" in shown
    assert "14 minutes left" not in text_of(learner.get(f"{attempt}/items/1").text)
    assert "15 minutes left" in text_of(learner.get(f"{attempt}/items/1").text)
    page = tova.get(form)
    assert 'value="2026-03-02T14:00"' in page.text
    sent(tova, page, "/remove")
    assert not rows(app, AssignmentException)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Say what is to be otherwise"),
        ({"extra_minutes": "5"}, "no time limit to add to"),
        ({"closes_at": "2026-03-01T10:00"}, "It would close before it opens."),
        ({"attempts_allowed": "101"}, "from 1 to 100"),
    ],
    ids=str,
)
def test_other_terms_that_make_no_sense_are_refused(world, tova, app, fields, words):
    address = world.assign()
    with app.app_context():
        lena = user_named("lena").public_id

    response = tova.send(f"{world.address}{address}/exceptions/{lena}", **fields)

    assert response.status_code == 422
    assert words in text_of(response.text)
    assert not rows(app, AssignmentException)


def test_somebody_who_is_not_in_the_class_gets_no_terms(world, tova, stranger, app):
    address = world.assign()
    with app.app_context():
        samir = user_named("samir").public_id

    form = f"{world.address}{address}/exceptions/{samir}"

    assert tova.get(form).status_code == 404
    assert tova.send(form, is_excused="1").status_code == 404
    assert tova.send(f"{form}/remove").status_code == 404


def test_a_preview_is_marked_as_one_and_leads_back(world, tova, app):
    address = world.assign(
        "quiet", feedback=FeedbackTime.AT_END, opens_at=MONDAY + timedelta(days=9)
    )
    page = tova.get(f"{world.address}{address}")

    attempt = sent(tova, page, "/preview").headers["Location"]

    shown = tova.get(f"{attempt}/items/1")
    assert "This is how learners see it." in text_of(shown.text)
    assert f'href="{world.address}{address}"' in shown.text
    tova.send(f"{attempt}/finish")
    results = tova.get(attempt)
    assert "Nothing of it counts" in text_of(results.text)
    assert "/practice" not in results.text
    assert attempt not in tova.get("/").text
    assert "See at the end" not in text_of(tova.get("/progress").text)


def test_titles_of_every_kind_are_kept_and_harmless(world, tova, app):
    for title in TITLES:
        response = tova.send(f"{world.address}/assignments/new", **{**FIELDS, "title": title})
        assert response.status_code in {303, 422}
        if response.status_code == 303:
            assert tova.get(response.headers["Location"]).status_code == 200

    assert tova.get(f"{world.address}/assignments").status_code == 200


def test_nothing_is_set_in_a_class_that_is_over(world, tova, app):
    tova.send(f"{world.address}/archive")

    assert tova.get(f"{world.address}/assignments/new").status_code == 409
    assert tova.send(f"{world.address}/assignments/new", **FIELDS).status_code == 409
    assert not rows(app, Assignment)
