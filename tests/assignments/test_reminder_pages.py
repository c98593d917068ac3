"""Reminding by a press of a button: what learners see, what is mailed, what is said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from quizapp.models import Reminder
from quizapp.web import clock
from quizapp.web.mail_addresses import read_mail_server
from tests.support.class_visits import VisitedClass, visited_class
from tests.support.classes import user_named
from tests.support.mail_server import FakeMailServer, mail_server
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.playing import all_rows
from tests.support.records import on_sqlite

pytestmark = on_sqlite

LENA = "lena@example.org"
REMINDED = "Your teacher reminds you: you have not begun this yet."


@pytest.fixture
def room(app: Flask, learner: Visitor, stranger: Visitor) -> VisitedClass:
    return visited_class(app, learner.name, stranger.name)


@pytest.fixture
def due(room: VisitedClass) -> str:
    """The assignment's address for its teacher."""
    assignment = room.assign("all", due_at=clock.now() + timedelta(hours=20))
    return f"{room.address}/assignments/{assignment.rsplit('/', 1)[1]}"


@pytest.fixture
def server(app: Flask) -> Iterator[FakeMailServer]:
    with mail_server() as running:
        app.config["MAIL_SERVER"] = read_mail_server(running.address)
        app.config["MAIL_FROM"] = "quizapp@example.org"
        yield running


def told(page: str) -> str:
    """What the page says of what was just done."""
    return page[page.index('id="flash"') : page.index('id="notice"')]


def after(person: Visitor, address: str) -> str:
    page = person.send(address)
    assert page.status_code == 303
    return told(person.get(page.headers["Location"]).text)


def test_a_press_on_the_desk_reminds_and_another_takes_it_back(
    room: VisitedClass, due: str, learner: Visitor
):
    tova = room.teacher
    pressed = sent(tova, tova.get(room.address), "/remind")
    desk = tova.get(room.address)
    home = text_of(learner.get("/").text)
    undone = sent(tova, desk, "/remind/undo")

    assert pressed.headers["Location"] == undone.headers["Location"] == room.address
    assert "2 learners are reminded of “Everything about the tides”." in told(desk.text)
    assert "2 were reminded, last today at" in text_of(desk.text)
    assert f"{REMINDED} Everything about the tides . Due on" in home
    assert "Taken back: the reminder is gone" in told(tova.get(room.address).text)
    assert REMINDED not in text_of(learner.get("/").text)


def test_a_reminder_says_nothing_once_the_quiz_is_begun(
    app: Flask, room: VisitedClass, due: str, learner: Visitor
):
    room.teacher.send(f"{due}/remind")
    learner.send(f"/assignments/{due.rsplit('/', 1)[1]}/attempts")

    assert REMINDED not in text_of(learner.get("/").text)


def test_who_of_a_few_was_reminded_is_said_by_name(
    app: Flask, room: VisitedClass, due: str, learner: Visitor
):
    room.teacher.send(f"{due}/remind")
    with app.app_context():
        room.world.add_learner("Nils")

    text = text_of(room.teacher.get(room.address).text)

    assert "3 of 3 have not begun" in text
    assert "Reminded today at" in text
    assert text.count("Nils") == 1


def test_from_the_page_of_the_quiz_it_leads_back_there(room: VisitedClass, due: str):
    tova = room.teacher
    before = text_of(tova.get(due).text)

    pressed = sent(tova, tova.get(due), "/remind")
    told_of = text_of(tova.get(due).text)
    undone = sent(tova, tova.get(due), "/remind/undo")
    after_it = text_of(tova.get(due).text)

    assert pressed.headers["Location"] == undone.headers["Location"] == due
    assert "Remind who has not begun" in before
    assert "Last reminded" in told_of
    assert "Take it back" in told_of
    assert "Last reminded" not in before + after_it


def test_where_all_have_begun_nobody_is_reminded(app: Flask, room: VisitedClass, due: str):
    with app.app_context():
        for user_id in room.world.learner_ids:
            room.world.now = clock.now()
            room.world.begin(due.rsplit("/", 1)[1], user_id)

    assert "Everybody who can has begun" in after(room.teacher, f"{due}/remind")
    assert "There is no reminder to take back." in after(room.teacher, f"{due}/remind/undo")


def test_without_a_mail_server_no_address_is_asked_for_and_nothing_is_sent(
    app: Flask, room: VisitedClass, due: str, learner: Visitor
):
    account = text_of(learner.get("/account").text)

    said = after(room.teacher, f"{due}/remind")

    assert "Reminders by e-mail" not in account
    assert "e-mail was sent" not in said


def leave_address(learner: Visitor, address: str = LENA) -> None:
    page = learner.send("/account/email", email=address)
    assert page.status_code == 303


def test_a_learner_who_left_an_address_is_sent_an_e_mail_and_nobody_else_sees_it(
    app: Flask,
    server: FakeMailServer,
    room: VisitedClass,
    due: str,
    learner: Visitor,
    stranger: Visitor,
):
    leave_address(learner)

    said = after(room.teacher, f"{due}/remind")

    assert "2 learners are reminded" in said
    assert "1 e-mail was sent." in said
    (taken,) = server.taken
    words = taken.message.get_content()
    assert (taken.to, taken.sender) == (LENA, "quizapp@example.org")
    assert taken.message["Subject"] == "Not begun yet: Everything about the tides"
    assert "Hello Lena," in words
    assert f"http://localhost/assignments/{due.rsplit('/', 1)[1]}" in words
    assert "It is due on" in words
    assert "http://localhost/account" in words
    for person in (room.teacher, stranger):
        for address in ("/account", "/", room.address, f"{room.address}/people"):
            assert LENA not in person.get(address, follow_redirects=True).text
    with app.app_context():
        mailed = [row.user_id for row in all_rows(Reminder) if row.mailed_at]
        assert mailed == [user_named(learner.name).id]


def test_pressed_twice_an_e_mail_is_sent_once(
    server: FakeMailServer, room: VisitedClass, due: str, learner: Visitor
):
    leave_address(learner)

    for _ in range(2):
        room.teacher.send(f"{due}/remind")

    assert len(server.taken) == 1


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("gone", "The mail server cannot be reached: no e-mail was sent."),
        ("full", "The mail server refused the e-mails."),
        ("refused", "The mail server refused an address; the others got theirs."),
    ],
)
def test_a_mail_server_that_fails_loses_nothing_and_says_so(
    app: Flask,
    server: FakeMailServer,
    room: VisitedClass,
    due: str,
    learner: Visitor,
    fault: str,
    said: str,
):
    leave_address(learner)
    server.is_full = fault == "full"
    server.refused |= {LENA} if fault == "refused" else set()
    if fault == "gone":
        app.config["MAIL_SERVER"] = read_mail_server("smtp://127.0.0.1:1")

    text = after(room.teacher, f"{due}/remind")

    assert f"{said} The reminder stands all the same." in text
    assert REMINDED in text_of(learner.get("/").text)


def test_an_address_is_shown_to_its_owner_changed_and_removed(
    app: Flask, server: FakeMailServer, learner: Visitor
):
    leave_address(learner)
    shown = learner.get("/account").text.count(f'value="{LENA}"')
    refused = learner.send("/account/email", email="lena@example.org, all@example.org")
    kept = learner.get("/account").text.count(f'value="{LENA}"')
    app.config["MAIL_SERVER"] = None
    can_remove = "Reminders by e-mail" in text_of(learner.get("/account").text)
    leave_address(learner, "")

    assert (shown, kept, can_remove) == (1, 1, True)
    assert refused.status_code == 422
    assert "Enter an address such as" in text_of(refused.text)
    with app.app_context():
        assert user_named(learner.name).email is None


def test_guests_and_teachers_leave_no_address(
    server: FakeMailServer, guest: Visitor, teacher: Visitor
):
    for person in (guest, teacher):
        assert person.send("/account/email", email=LENA).status_code == 404
        assert "Reminders by e-mail" not in text_of(person.get("/account").text)
