"""The page of a class's desk: its sentences, its links, its states, and what it costs."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial

import pytest
from flask import Flask, render_template

from quizapp.banks import shelf
from quizapp.classes.joining import open_joining
from quizapp.home.suspected_keys import SuspectedKey
from quizapp.models import Classroom
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.analysis.analysed import play
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.copied_attempts import copy_into
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.test_query_counts import statements_for

pytestmark = on_sqlite

HOUR = timedelta(hours=1)
MOST_STATEMENTS = 22


@pytest.fixture
def room(app: Flask, learner: Visitor, stranger: Visitor) -> VisitedClass:
    return visited_class(app, learner.name, stranger.name)


def shown(room: VisitedClass) -> str:
    page = room.teacher.get(room.address)
    assert page.status_code == 200
    return text_of(page.text)


def with_wrong_key(app: Flask, room: VisitedClass) -> None:
    with app.app_context():
        strong, weak = play(room.world, 0, 1), play(room.world, 1, 2, 3, 5)
        copy_into(room.world, strong, 14)
        copy_into(room.world, weak, 11)


@pytest.mark.slow
def test_a_wrong_key_is_said_in_a_sentence_with_its_reason(app: Flask, room: VisitedClass):
    with_wrong_key(app, room)
    room.assign("all")

    text = shown(room)

    assert "To do now 1" in text
    assert "Wrong answer key? “ What pulls at the sea and makes it rise? ”" in text
    assert re.search(
        r"15 of 27 chose “[^”]+”, and so did all of the strongest third\. "
        r"The key says “The moon”\. 27 marks hang on it\. See the question",
        text,
    )


def test_answers_with_emphasis_and_formulas_are_said_in_words(app: Flask, room: VisitedClass):
    key = SuspectedKey("tides", "a", "all", "What?", "en", "**Not** $x^2$", "*x*", 15, 27, 1.0)
    classroom = {"public_id": room.address.rsplit("/", 1)[1]}

    with app.test_request_context():
        line = render_template(
            "home/desk/_wrong_keys.html", keys=[key], classroom=classroom, is_worst=True
        )

    assert "chose “Not x²”" in line
    assert "The key says “x”." in line


def test_who_has_not_begun_stands_there_with_names_and_the_time(app: Flask, room: VisitedClass):
    room.assign("all", due_at=clock.now() + HOUR)

    page = room.teacher.get(room.address)

    text = text_of(page.text)
    assert "2 of 2 have not begun “Everything about the tides”" in text
    assert re.search(r"It is due (today|tomorrow) at \d\d:\d\d\. Lena ?, \w+ ?\.", text)
    assert re.search(r'href="/teach/classrooms/[^"/]+/learners/[^"]+"><bdi>Lena', page.text)


def test_two_quizzes_that_are_due_are_one_line(app: Flask, room: VisitedClass):
    room.assign("all", due_at=clock.now() + HOUR)
    room.assign("quiet", due_at=clock.now() + 2 * HOUR)

    text = shown(room)

    assert "To do now 1" in text
    assert "2 quizzes are due by tomorrow and not begun by all" in text
    assert text.count("2 of 2 have not begun, due") == 2


def test_a_class_where_nothing_waits_says_so(room: VisitedClass, learner: Visitor):
    room.assign("quiet")

    text = shown(room)

    assert "Nothing waits for you." in text
    assert "This week" in text
    assert "open since" in text


def test_this_week_says_who_handed_in_and_leads_to_the_live_page(
    room: VisitedClass, learner: Visitor
):
    assignment = room.assign("all", due_at=clock.now() + 100 * HOUR)
    attempt = learner.send(f"{assignment}/attempts").headers["Location"]
    for position in range(1, 6):
        learner.respond(attempt, position, dont_know="1")

    page = room.teacher.get(room.address)

    assert re.search(r"due \w+ \d+ \w+ at \d\d:\d\d 1 of 2 mean 0 % Watch live", text_of(page.text))
    assert f"{room.address}/assignments/{assignment.rsplit('/', 1)[1]}/live" in page.text


def test_a_new_class_is_let_in_first_and_then_set_its_first_quiz(app: Flask, teacher: Visitor):
    room = visited_class(app)
    closed = shown(room)
    with app.app_context():
        open_joining(room.world.classroom.id, None, clock.now())
    code_shown = shown(room)
    with app.app_context():
        room.world.add_learner("Nils")
    one_learner = shown(room)

    assert "Nobody is in this class yet" in closed
    assert "Open joining Import a list of names" in closed
    assert "Show the code below to the class" in code_shown
    assert "1 learner is in. Set the first quiz" in one_learner
    assert "Nothing waits for you." not in one_learner


def test_a_class_in_the_archive_is_read_and_offers_nothing_new(app: Flask, room: VisitedClass):
    room.assign("all", due_at=clock.now() + HOUR)
    with app.app_context(), write_transaction() as tx:
        tx.query(Classroom).one().archived_at = clock.now()

    page = room.teacher.get(room.address)

    assert "This class is in the archive" in text_of(page.text)
    assert "have not begun" not in text_of(page.text)
    assert "assignments/new" not in page.text
    assert "Open joining" not in page.text


def test_the_small_map_has_a_box_for_each_paragraph(room: VisitedClass, learner: Visitor):
    learner.take("all")

    page = room.teacher.get(room.address)

    boxes = re.findall(r'<a class="small-map-box w\d (\w+)"\s+href="([^"]+)"', page.text)
    assert len(boxes) == 4
    assert boxes[0][1] == f"{room.address}/map/tides/moon/1"
    assert {state for state, _ in boxes} <= {"good", "shaky", "weak", "unmet", "unasked"}
    assert "Teach again tomorrow" in text_of(page.text)


def test_a_class_that_has_answered_nothing_is_told_that_there_is_nothing_to_go_by(
    room: VisitedClass,
):
    assert "There is nothing to go by yet." in shown(room)


@pytest.mark.slow
def test_a_desk_costs_the_same_for_a_full_class_with_a_long_history(
    app: Flask, room: VisitedClass, learner: Visitor
):
    with_wrong_key(app, room)
    room.assign("all", due_at=clock.now() + HOUR)
    teacher = room.teacher
    few = statements_for(app, partial(teacher.get, room.address))
    with app.app_context():
        copy_into(room.world, play(room.world, 0, 2, quiz="by-topic"), 60)
    for quiz in ("quiet", "by-topic", "all", "quiet"):
        room.assign(quiz, due_at=clock.now() + HOUR)

    many = statements_for(app, partial(teacher.get, room.address))

    assert few == many <= MOST_STATEMENTS


def test_nobody_but_the_teachers_of_a_class_sees_its_desk(
    room: VisitedClass, learner: Visitor, teacher: Visitor
):
    assert learner.get(room.address).status_code == 403
    assert teacher.get(room.address).status_code == 404


def test_a_desk_is_shown_without_any_bank(
    app: Flask, room: VisitedClass, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shelf, "LOOK_EVERY_SECONDS", 3600)  # so that none is found meanwhile
    with app.app_context():
        db.session.rollback()
    app.extensions["bank_shelf"].places = ()

    text = shown(room)

    assert "There is no quiz to set yet" in text
