"""Looking at where one is signed in, and signing out there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text

from quizapp.models import LoginSession
from quizapp.web.database import write_transaction
from quizapp.web.extensions import db
from tests.support.pages import form_to, forms_in, sent, text_of
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.records import count_of, on_sqlite

MORNING = datetime(2030, 5, 6, 8, tzinfo=UTC)
PHONE = "Mozilla/5.0 (Linux; Android 15; K; secret-model) Chrome/131.0.0.0 Mobile Safari/537.36"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; rv:133.0) Gecko/20100101 Firefox/133.0"


def signed_in(app: Flask, header: str, name: str = "lena", **fields: str) -> Visitor:
    """Another browser of somebody."""
    person = visitor(app)
    person.browser.environ_base["HTTP_USER_AGENT"] = header
    response = person.send("/login", username=name, password=PASSWORD, **fields)
    assert response.status_code == 303
    return person


def is_signed_in(person: Visitor) -> bool:
    return person.get("/account").status_code == 200


def section_of(page: str) -> str:
    text = text_of(page)
    return text[text.index("Where you are signed in") :]


def last_uses(app: Flask) -> list[datetime | None]:
    with app.app_context():
        return list(db.session.scalars(select(LoginSession.last_used_at)))


@pytest.fixture
def phone(app: Flask, learner: Visitor) -> Visitor:
    return signed_in(app, PHONE)


def test_devices_are_named_in_plain_words_and_this_one_is_marked(
    learner: Visitor, phone: Visitor, app: Flask
) -> None:
    laptop = signed_in(app, LAPTOP)

    told = section_of(laptop.get("/account").text)

    assert told.index("Firefox on Windows · this device") < told.index("Chrome on Android")
    assert "An unknown device" in told
    assert told.count("this device") == 1
    assert "secret-model" not in laptop.get("/account").text


def test_only_words_for_the_device_are_kept_and_no_address(phone: Visitor, app: Flask) -> None:
    with app.app_context():
        rows = [vars(row) for row in db.session.query(LoginSession)]

    kept = [str({**row, "_sa_instance_state": ""}) for row in rows]
    assert not [row for row in kept if "127.0.0.1" in row or "secret-model" in row]
    assert {(row["browser"], row["system"]) for row in rows} == {("", ""), ("Chrome", "Android")}


def test_another_device_is_signed_out_and_this_one_is_not(learner: Visitor, phone: Visitor) -> None:
    response = sent(learner, learner.get("/account"), "/account/sessions/end")

    assert "That device is signed out." in learner.get(response.headers["Location"]).text
    assert is_signed_in(learner)
    assert not is_signed_in(phone)


def test_signing_a_device_out_twice_is_the_same_as_once(learner: Visitor, phone: Visitor) -> None:
    page = learner.get("/account")
    sent(learner, page, "/account/sessions/end")

    response = sent(learner, page, "/account/sessions/end")

    assert "was signed out already" in learner.get(response.headers["Location"]).text


def test_all_others_are_signed_out_at_once(learner: Visitor, phone: Visitor, app: Flask) -> None:
    laptop = signed_in(app, LAPTOP)

    response = sent(laptop, laptop.get("/account"), "/account/sessions/end-others")

    assert "2 other devices are signed out." in laptop.get(response.headers["Location"]).text
    assert [is_signed_in(each) for each in (laptop, learner, phone)] == [True, False, False]


def test_where_there_is_no_other_device_there_is_nothing_to_press(learner: Visitor) -> None:
    page = learner.get("/account")

    assert not [form for form in forms_in(page.text) if "/sessions/" in form.action]
    response = learner.send("/account/sessions/end-others")
    assert "on no other device" in learner.get(response.headers["Location"]).text
    assert is_signed_in(learner)


def test_nobody_ends_what_is_anothers(learner: Visitor, phone: Visitor, stranger: Visitor) -> None:
    handle = form_to(learner.get("/account"), "/account/sessions/end").fields["session"]

    stranger.send("/account/sessions/end", session=handle)
    stranger.send("/account/sessions/end-others")

    assert is_signed_in(learner)
    assert is_signed_in(phone)


def test_a_page_tells_neither_the_token_nor_its_hash(
    learner: Visitor, phone: Visitor, app: Flask
) -> None:
    with app.app_context():
        hashes = list(db.session.scalars(select(LoginSession.token_hash)))
    with phone.browser.session_transaction() as session:
        token = session["token"]

    html = learner.get("/account").text

    assert not [each for each in (*hashes, token) if each in html]


def test_a_guest_whose_one_browser_is_the_only_way_in_is_shown_no_list(guest: Visitor) -> None:
    page = guest.get("/account")

    assert page.status_code == 200
    assert "Where you are signed in" not in page.text


def test_what_has_ended_by_itself_is_not_listed(learner: Visitor, app: Flask) -> None:
    with time_machine.travel(MORNING, tick=False):
        signed_in(app, PHONE)
        signed_in(app, LAPTOP, remember="1")

    with time_machine.travel(MORNING + timedelta(hours=13), tick=False):
        told = section_of(signed_in(app, LAPTOP).get("/account").text)

    assert "Android" not in told
    assert told.count("Signed in ") == 2


def test_what_has_ended_by_itself_is_kept_no_longer(learner: Visitor, app: Flask) -> None:
    with time_machine.travel(MORNING, tick=False):
        signed_in(app, PHONE)
        signed_in(app, LAPTOP, remember="1")
    with time_machine.travel(MORNING + timedelta(days=2), tick=False):
        signed_in(app, PHONE)

    with app.app_context():
        opened = db.session.scalars(select(LoginSession.created_at).order_by(LoginSession.id))
        kept = [moment for moment in opened if moment >= MORNING]

    assert len(kept) == 2


def test_the_last_use_is_noted_to_ten_minutes(learner: Visitor, app: Flask) -> None:
    with time_machine.travel(MORNING, tick=False):
        phone = signed_in(app, PHONE)

    for minutes in (9, 25, 34):
        with time_machine.travel(MORNING + timedelta(minutes=minutes), tick=False):
            phone.get("/quizzes").close()

    assert MORNING + timedelta(minutes=25) in last_uses(app)
    assert MORNING + timedelta(minutes=34) not in last_uses(app)


def test_a_session_that_was_ended_is_not_brought_back_by_its_last_use(
    learner: Visitor, app: Flask
) -> None:
    with time_machine.travel(MORNING, tick=False):
        phone = signed_in(app, PHONE)

    with time_machine.travel(MORNING + timedelta(minutes=25), tick=False):
        page = phone.get("/quizzes")
        with app.app_context(), write_transaction() as tx:
            tx.query(LoginSession).delete()
        page.close()

    assert count_of(app, LoginSession) == 0


REFUSE_UPDATES = """CREATE TRIGGER no_updates BEFORE UPDATE ON login_sessions
BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"""


@on_sqlite
def test_a_page_is_read_even_where_its_use_cannot_be_noted(learner: Visitor, app: Flask) -> None:
    with app.app_context(), write_transaction() as tx:
        tx.execute(text(REFUSE_UPDATES))
    later = datetime.now(UTC) + timedelta(hours=1)

    with time_machine.travel(later, tick=False):
        page = learner.get("/quizzes")
        page.close()

    assert page.status_code == 200
    assert later not in last_uses(app)
