"""Codes as squares to scan, invitations by their pages, and the list of people as it is shown."""

from __future__ import annotations

import re

from flask import Flask
from sqlalchemy import select

from quizapp.models import LoginCode, LoginSession, User
from quizapp.models.people import Role
from quizapp.web.extensions import db
from quizapp.web.qr_codes import qr_code
from tests.classes.test_learner_pages import CODE, add, mona
from tests.classes.test_pages import address, world
from tests.support.classes import ClassWorld, user_named
from tests.support.pages import sent, text_of
from tests.support.people import Visitor, signed_up, visitor
from tests.support.records import on_sqlite

__all__ = ["mona", "world"]
pytestmark = on_sqlite

LINK = re.compile(r"/teach/invitations/[A-Z2-9-]{9}")


def test_the_code_for_joining_is_shown_large_opened_and_closed(
    teacher: Visitor, world: ClassWorld
) -> None:
    place = address(world, "/join-code")
    assert "Joining is closed." in text_of(teacher.get(place).text)

    opened = sent(teacher, teacher.get(place), "/code", action="open")

    assert opened.headers["Location"] == place
    page = teacher.get(place)
    code = CODE.search(text_of(page.text))
    assert code
    assert str(qr_code(f"http://localhost/join/{code[0]}")) in page.text
    assert f"join with {code[0]}" in text_of(teacher.get(address(world, "/people")).text)


def test_the_square_of_a_slip_fills_the_code_in_and_uses_nothing_up(
    app: Flask, teacher: Visitor, world: ClassWorld, mona: str
) -> None:
    page = teacher.send(address(world, f"/people/{mona}/code"))
    code = CODE.search(text_of(page.text))
    assert code
    assert str(qr_code(f"http://localhost/login/code?code={code[0]}")) in page.text
    newcomer = visitor(app)

    for _again in range(2):
        filled = newcomer.get(f"/login/code?code={code[0]}")
        assert f'value="{code[0]}"' in filled.text
    assert sent(newcomer, filled, "").status_code == 303


def test_a_new_code_ends_the_old_one_and_signs_out_only_if_wanted(
    app: Flask, teacher: Visitor, world: ClassWorld, mona: str
) -> None:
    def counts() -> tuple[int, int]:
        with app.app_context():
            mona_id = select(User.id).where(User.public_id == mona).scalar_subquery()
            codes = db.session.scalars(select(LoginCode).where(LoginCode.user_id == mona_id))
            ways = db.session.scalars(select(LoginSession).where(LoginSession.user_id == mona_id))
            return len(codes.all()), len(ways.all())

    first = teacher.send(address(world, f"/people/{mona}/code"))
    code = CODE.search(text_of(first.text))
    assert code
    visitor(app).send("/login/code", code=code[0])
    second = teacher.send(address(world, f"/people/{mona}/code"))
    assert counts() == (1, 1)

    third = sent(teacher, second, "/code", sign_out="yes")

    assert "Mona is signed out on every device." in third.text
    assert "Lost or taken" in text_of(second.text)
    assert "Lost or taken" not in text_of(third.text)
    assert counts() == (1, 0)


def test_an_invitation_goes_from_one_teacher_to_another_who_can_leave_again(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    made = sent(teacher, teacher.get(address(world, "/settings")), "/invitations")
    link = LINK.search(made.text)
    assert link
    assert str(qr_code(f"http://localhost{link[0]}")) in made.text
    ziva = signed_up(app, "ziva", Role.TEACHER)

    asked = ziva.get(link[0])
    assert "Teach Class 7b" in text_of(asked.text)
    assert ziva.get(address(world)).status_code == 404
    came = sent(ziva, asked, link[0])

    assert came.headers["Location"] == address(world)
    settings = ziva.get(address(world, "/settings"))
    assert "Leave this class" in text_of(settings.text)
    assert ziva.get(link[0]).status_code == 404
    with app.app_context():
        public_id = user_named("ziva").public_id
    left = sent(ziva, settings, f"/teachers/{public_id}/remove")
    assert left.headers["Location"] == "/teach/classrooms"
    assert ziva.get(address(world, "/people")).status_code == 404


def test_an_invitation_is_not_for_learners_and_asks_strangers_to_log_in(
    teacher: Visitor, learner: Visitor, anonymous: Visitor, world: ClassWorld
) -> None:
    made = sent(teacher, teacher.get(address(world, "/settings")), "/invitations")
    link = LINK.search(made.text)
    assert link

    assert learner.get(link[0]).status_code == 403
    asked = anonymous.get(link[0])
    assert asked.status_code == 303
    assert "/login" in asked.headers["Location"]
    assert "You teach this class already." in text_of(teacher.get(link[0]).text)


def test_an_invitation_is_taken_back_from_the_settings(teacher: Visitor, world: ClassWorld) -> None:
    made = sent(teacher, teacher.get(address(world, "/settings")), "/invitations")
    link = LINK.search(made.text)
    assert link
    settings = teacher.get(address(world, "/settings"))
    remove = re.search(r'/invitations/([^/"]+)/remove', settings.text)
    assert remove

    sent(teacher, settings, remove[0])

    gone = teacher.get(link[0])
    assert gone.status_code == 404
    assert "This invitation does not work" in text_of(gone.text)
    assert "/remove" not in teacher.get(address(world, "/settings")).text


def test_the_list_is_sorted_by_links_in_its_head_and_keeps_what_was_searched(
    teacher: Visitor, world: ClassWorld
) -> None:
    for name in ("Jan van Dijk", "Ada Zeller", "Mona"):
        add(teacher, world, name)

    page = teacher.get(address(world, "/people?q=a"))

    assert "Jan van <b>Dijk</b>" in page.text
    for link in ("q=a&amp;sort=given", "q=a&amp;sort=last", "q=a&amp;show=never"):
        assert link in page.text
    order = re.findall(r"<bdi>(.*?)</bdi>", teacher.get(address(world, "/people?sort=given")).text)
    names = [re.sub("<.*?>", "", each) for each in order]
    assert names.index("Ada Zeller") < names.index("Jan van Dijk") < names.index("Mona")


def test_a_learner_is_listed_under_a_name_of_the_teachers_choice(
    teacher: Visitor, world: ClassWorld, mona: str
) -> None:
    page = teacher.get(address(world, f"/people/{mona}/enrolment"))

    assert sent(teacher, page, "/order", sort_name="Zuid").status_code == 303

    assert "under Zuid" in text_of(teacher.get(address(world, "/people")).text)
    page = teacher.get(address(world, f"/people/{mona}/enrolment"))
    assert "stands under “Zuid”" in text_of(page.text)
    long = teacher.send(address(world, f"/people/{mona}/order"), sort_name="x" * 81)
    assert long.status_code == 422
