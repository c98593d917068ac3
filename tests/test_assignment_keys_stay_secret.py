"""Where feedback waits for the close, nothing a learner can open tells a key, a mark, a reason.

Two classmates who answered alike but for one item are looked at: whatever each may open has to be
the same page for both, so that no page tells who was right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from quizapp.domain.assignments import FeedbackTime
from quizapp.models import Attempt, AttemptItem
from quizapp.web.extensions import db
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.classes import user_named
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.playing import Player
from tests.support.records import public_id
from tests.support.remembered import asked as asks
from tests.support.remembered import session

MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
CLOSES = MONDAY + timedelta(hours=2)
GRACE = timedelta(seconds=15)
JSON = {"Accept": "application/json"}
PAGES = ("/", "/quizzes", "/quizzes/all", "/progress", "/cards", "/banks/tides")
TELLING = re.compile(
    r"right answer|not right|verdict|explanation|is_key|<mark|marked anew|\bfull marks\b",
    re.IGNORECASE,
)


@pytest.fixture
def time() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def world(
    time: time_machine.Traveller, app: Flask, learner: Visitor, stranger: Visitor
) -> VisitedClass:
    return visited_class(app, "lena", "samir")


@pytest.fixture
def assignment(world: VisitedClass) -> str:
    return world.assign("by-topic", feedback=FeedbackTime.AFTER_CLOSE, closes_at=CLOSES)


def taken(world: VisitedClass, person: Visitor, assignment: str, *, right: bool) -> str:
    """The assignment taken to its end, every answer right or every answer wrong."""
    attempt = str(person.send(f"{assignment}/attempts").headers["Location"])
    with world.app.app_context():
        player = Player(user_named(person.name).id, world.world.published)
        found = public_id(attempt)
        respond = player.respond_right if right else player.respond_wrong
        count = db.session.scalars(select(Attempt).where(Attempt.public_id == found)).one()
        for position in range(1, count.item_count + 1):
            respond(found, position)
    return attempt


def looks(person: Visitor, path: str) -> str:
    """A page without what differs between two people: names, ids, tokens."""
    text = person.get(path).text
    text = re.sub(r"(/attempts/)[\w-]+", r"\1#", text)
    text = re.sub(r'value="[^"]{40,}"', "", text)
    text = re.sub(r'data-person="[^"]+"', "", text)
    return text.replace("Lena", "#").replace("Samir", "#")


def test_an_item_answered_is_never_looked_back_on_before_the_close(world, assignment, learner, app):
    attempt = learner.send(f"{assignment}/attempts").headers["Location"]

    answer = learner.respond(attempt, 1, dont_know="1")

    assert answer.headers["Location"] == f"{attempt}/items/2"
    for headers in ({}, JSON):
        again = learner.get(f"{attempt}/items/1", headers=headers)
        assert (again.status_code, again.headers["Location"]) == (303, f"{attempt}/items/2")


@pytest.mark.slow
def test_whoever_was_right_and_whoever_was_wrong_see_the_same(world, learner, stranger, app):
    assignment = world.assign("all", feedback=FeedbackTime.AFTER_CLOSE, closes_at=CLOSES)
    one = taken(world, learner, assignment, right=True)
    other = taken(world, stranger, assignment, right=False)

    for path in (*PAGES, assignment):
        assert looks(learner, path) == looks(stranger, path), path
        assert not TELLING.search(looks(learner, path)), path
    assert looks(learner, one) == looks(stranger, other)
    assert not TELLING.search(looks(learner, one))
    for position in (1, 2, 3):
        for headers in ({}, JSON):
            item = learner.get(f"{one}/items/{position}", headers=headers)
            assert (item.status_code, item.headers["Location"]) == (303, one)


def test_practice_cards_and_the_free_quiz_wait(world, assignment, learner, app):
    attempt = taken(world, learner, assignment, right=False)
    asked = asked_in(app, attempt)

    assert learner.send(f"{attempt}/practice").status_code == 409
    assert learner.send("/quizzes/by-topic/attempts").status_code == 409
    for item in asked:
        assert f"show={item}" not in learner.get("/cards").text
        assert "Answer</h2>" not in learner.get(f"/cards?show={item}").text
    with app.app_context():
        user_id = user_named("lena").id
        left = session(Player(user_id, world.world.published))
        assert (asks(left), left.held_count) == ([], 8)  # the quiz could have asked any of them
        assert not left.is_begun


def test_practice_of_an_earlier_attempt_leaves_out_what_is_held_back(world, learner, app):
    free = learner.take("all")
    assignment = world.assign("by-topic", feedback=FeedbackTime.AFTER_CLOSE, closes_at=CLOSES)
    asked = asked_in(app, taken(world, learner, assignment, right=False))

    practice = learner.send(f"{free}/practice").headers["Location"]

    assert asked_in(app, practice) == asked_in(app, free) - asked


@pytest.mark.slow
def test_a_note_about_a_regrade_waits_with_the_results(
    world, assignment, learner, teacher, app, time
):
    attempt = taken(world, learner, assignment, right=False)
    item = next(iter(asked_in(app, attempt)))
    page = teacher.get(f"/teach/regrades/new?item={item}&rule=full-marks")
    assert sent(teacher, page, "/teach/regrades", reason="Unfair.").status_code == 303

    assert "Your score in" not in learner.get("/").text
    time.move_to(CLOSES + GRACE + timedelta(seconds=1))
    assert "Your score in" in learner.get("/").text
    assert "marked anew" in learner.get(attempt).text


@pytest.mark.slow
@pytest.mark.parametrize("user_name", ["lena", "samir"])
def test_everybody_waits_for_the_latest_closing(world, assignment, learner, user_name, app, time):
    later = CLOSES + timedelta(hours=3)
    world.except_for(user_name, assignment, closes_at=later)
    attempt = taken(world, learner, assignment, right=True)
    time.move_to(CLOSES + timedelta(minutes=1))

    assert "Results on 2 March, 16:00." in text_of(learner.get(attempt).text)
    time.move_to(later + GRACE)
    assert "Question by question" not in learner.get(attempt).text
    assert "3 / 3" not in text_of(learner.get(assignment).text)
    time.move_to(later + GRACE + timedelta(seconds=1))
    assert "Question by question" in learner.get(attempt).text
    assert "3 / 3" in text_of(learner.get(assignment).text)
    assert learner.get("/quizzes/by-topic").status_code == 200
    assert learner.send("/quizzes/by-topic/attempts").status_code == 303


def test_an_attempt_that_ran_out_tells_no_more(world, learner, app, time):
    assignment = world.assign(
        "by-topic", feedback=FeedbackTime.AFTER_CLOSE, closes_at=CLOSES, time_limit=60
    )
    attempt = learner.send(f"{assignment}/attempts").headers["Location"]
    learner.respond(attempt, 1, dont_know="1")
    time.shift(timedelta(minutes=5))

    assert "Your answers are saved" in learner.get(attempt).text
    assert learner.get(f"{attempt}/items/2").headers["Location"] == attempt
    late = learner.respond(attempt, 2, dont_know="1")
    assert late.status_code == 409
    assert not TELLING.search(late.text)


def test_withdrawing_shows_nothing_early(world, assignment, learner, app):
    attempt = taken(world, learner, assignment, right=False)
    tova = world.teacher
    tova.send(f"{world.address}{assignment}/withdraw")

    assert "Your answers are saved" in learner.get(attempt).text
    assert learner.send(f"{attempt}/practice").status_code == 409


def test_a_teacher_sees_the_attempt_all_the_same(world, assignment, learner, app):
    attempt = taken(world, learner, assignment, right=False)

    page = world.teacher.get(f"/teach{attempt}")

    assert page.status_code == 200
    assert "Not right" in page.text


def asked_in(app: Flask, attempt: str) -> set[str]:
    """The items of an attempt."""
    query = select(AttemptItem.item_key).join(Attempt)
    with app.app_context():
        return set(db.session.scalars(query.where(Attempt.public_id == public_id(attempt))))
