"""What people call themselves."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.models import AuditEntry, User
from quizapp.web.database import write_transaction
from tests.support.class_visits import visited_class
from tests.support.classes import user_named
from tests.support.pages import sent, text_of
from tests.support.people import Visitor
from tests.support.playing import all_rows
from tests.support.records import on_sqlite


@on_sqlite
def test_a_learner_changes_the_own_name_and_teachers_are_told(app: Flask, learner: Visitor) -> None:
    visited = visited_class(app, learner.name)

    answer = sent(learner, learner.get("/account"), "/account/name", name=" Lena Abel ")

    assert answer.status_code == 303
    assert "Your name is changed." in learner.get("/account").text
    trail = text_of(visited.teacher.get(f"{visited.address}/audit").text)
    assert "changed their own name from “Lena” to “Lena Abel”" in trail


@on_sqlite
def test_somebody_in_no_class_changes_it_too(app: Flask, teacher: Visitor) -> None:
    teacher.send("/account/name", name="Frau Berg")
    teacher.send("/account/name", name="Frau Berg")

    with app.app_context():
        deeds = [row.deed for row in all_rows(AuditEntry)]
        assert user_named(teacher.name).display_name == "Frau Berg"
    assert deeds.count("change own name") == 1


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Enter your name."),
        ("x" * 81, "Use at most 80 characters."),
        ("--", "Use at least one letter or digit."),
        ("sAMIR", "Somebody in a class of yours is called this."),
    ],
)
@on_sqlite
def test_a_name_that_cannot_be_is_told_beside_its_field(
    app: Flask, learner: Visitor, stranger: Visitor, name: str, said: str
) -> None:
    visited_class(app, learner.name, stranger.name)

    answer = learner.send("/account/name", name=name)

    assert answer.status_code == 422
    assert said in text_of(answer.text)
    with app.app_context():
        assert user_named(learner.name).display_name == "Lena"


@on_sqlite
def test_a_learner_with_codes_is_called_what_the_teacher_says(app: Flask, learner: Visitor) -> None:
    with app.app_context():
        lena = update(User).where(User.user_name == learner.name)
        with write_transaction() as tx:
            tx.execute(lena.values(password_hash=None, is_managed=True))

    answer = learner.send("/account/name", name="Boss")

    assert answer.status_code == 409
    assert "tell your teacher" in text_of(answer.text)
    assert "/account/name" not in learner.get("/account").text


@on_sqlite
def test_whoever_is_not_signed_in_has_no_name_to_change(anonymous: Visitor) -> None:
    assert anonymous.send("/account/name", name="Lena").status_code == 303


@on_sqlite
def test_a_guest_in_a_class_can_mend_the_name(app: Flask, guest: Visitor) -> None:
    assert "/account/name" not in guest.get("/account").text
    visited = visited_class(app)
    visited.teacher.send(f"{visited.address}/code", action="open")
    with app.app_context():
        code = visited.world.classroom.join_code
    guest.send(f"/join/{code}", name="Ben")

    guest.send("/account/name", name="Ben Berg")

    assert (
        "Ben Berg" in text_of(guest.get("/account").text)
        or "Ben Berg" in guest.get("/account").text
    )
