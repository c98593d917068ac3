"""The pages about one learner: added, renamed, let in again."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from quizapp.classes.people_list import WantedPeople, people_list
from quizapp.web import clock
from tests.classes.test_pages import address, world
from tests.support.classes import ClassWorld, user_named
from tests.support.pages import forms_in, sent, text_of
from tests.support.people import PASSWORD, Visitor, visitor
from tests.support.records import on_sqlite

__all__ = ["world"]
pytestmark = on_sqlite

CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}")
DRAWN = re.compile(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}")


def people(app: Flask, world: ClassWorld) -> dict[str, str]:
    """Public ids by name."""
    with app.app_context():
        page = people_list(world.classroom.id, WantedPeople(), clock.now())
        return {row.name: row.public_id for row in page.rows}


def add(teacher: Visitor, world: ClassWorld, name: str, **fields: str):
    return teacher.send(address(world, "/people/add"), name=name, **fields)


@pytest.fixture
def mona(app: Flask, teacher: Visitor, world: ClassWorld) -> str:
    """The public id of a learner who gets in by codes."""
    add(teacher, world, "Mona")
    return people(app, world)["Mona"]


def test_one_press_adds_a_learner_and_shows_the_code(
    app: Flask, teacher: Visitor, world: ClassWorld
) -> None:
    page = teacher.get(address(world, "/people"))

    slip = text_of(sent(teacher, page, "/people/add", name=" Bo Ek ", user_name="Bo.Ek").text)

    assert "Bo Ek is in the class." in slip
    code = CODE.search(slip)
    assert code
    assert visitor(app).send("/login/code", code=code[0]).status_code == 303
    assert "Bo Ek" in text_of(teacher.get(address(world, "/people")).text)


@pytest.mark.parametrize(
    ("name", "user_name", "said"),
    [
        ("", "", "Enter the learner’s name."),
        ("\x00\u202e ", "", "Enter the learner’s name."),
        ("--", "", "Use at least one letter or digit."),
        ("x" * 81, "", "Use at most 80 characters."),
        ("mona", "", "Somebody of this name is in the class already."),
        ("Bo", "b o", "A user name has 3 to 40 letters"),
        ("Bo", "tove", "This user name is taken."),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(
    app: Flask, teacher: Visitor, world: ClassWorld, mona: str, name: str, user_name: str, said: str
) -> None:
    added = add(teacher, world, name, user_name=user_name)
    renamed = teacher.send(
        address(world, f"/people/{mona}/name"),
        name="Mona" if name == "mona" else name,
        user_name=user_name,
    )

    assert added.status_code == 422
    assert said in text_of(added.text)
    if name != "mona":
        assert renamed.status_code == 422
        assert said in text_of(renamed.text)
    assert people(app, world) == {"Mona": mona}


def test_who_was_here_before_comes_back_after_a_tick(
    app: Flask, teacher: Visitor, world: ClassWorld, mona: str
) -> None:
    teacher.send(address(world, f"/people/{mona}/remove"))

    asked = add(teacher, world, "Mona")
    back = sent(teacher, asked, "/people/add", is_known="y")

    assert asked.status_code == 422
    assert "Mona is known here." in text_of(asked.text)
    assert "<title>Not added yet: " in asked.text
    assert CODE.search(text_of(back.text))
    assert people(app, world) == {"Mona": mona}


def test_a_learner_with_a_password_comes_in_and_needs_no_code(
    app: Flask, teacher: Visitor, world: ClassWorld, learner: Visitor
) -> None:
    with app.app_context():
        world.enrol(user_named(learner.name).id)
    lena = people(app, world)["Lena"]
    teacher.send(address(world, f"/people/{lena}/remove"))

    answer = add(teacher, world, "Lena", user_name=learner.name, is_known="y")

    assert answer.status_code == 303
    assert "Lena is in the class now." in teacher.get(address(world, "/people")).text


def test_a_learner_is_renamed_from_the_list(
    app: Flask, teacher: Visitor, world: ClassWorld, mona: str
) -> None:
    page = teacher.get(address(world, f"/people/{mona}/enrolment"))

    answer = sent(teacher, page, "/name", name="Mona Berg", user_name="Mona.B")

    assert answer.status_code == 303
    assert people(app, world) == {"Mona Berg": mona}
    trail = text_of(teacher.get(address(world, "/audit")).text)
    assert "renamed “Mona”: now “Mona Berg”" in trail
    again = teacher.get(address(world, f"/people/{mona}/enrolment"))
    assert 'value="mona.b"' in again.text


def test_a_new_code_is_one_press_from_the_list_and_from_the_learners_page(
    app: Flask, teacher: Visitor, world: ClassWorld, mona: str
) -> None:
    roster, own = address(world, "/people"), address(world, f"/learners/{mona}")
    assert f'formaction="{roster}/{mona}/code"' in teacher.get(roster).text

    first = CODE.search(text_of(teacher.send(f"{roster}/{mona}/code").text))
    second = CODE.search(text_of(sent(teacher, teacher.get(own), "/code").text))

    assert first
    assert second
    assert visitor(app).send("/login/code", code=first[0]).status_code == 422
    assert visitor(app).send("/login/code", code=second[0]).status_code == 303
    trail = text_of(teacher.get(address(world, "/audit")).text)
    assert "made a code to log in with for Mona" in trail


def test_a_forgotten_password_is_made_anew_on_a_slip(
    app: Flask, teacher: Visitor, world: ClassWorld, learner: Visitor
) -> None:
    with app.app_context():
        world.enrol(user_named(learner.name).id)
    lena = people(app, world)["Lena"]
    own = teacher.get(address(world, f"/learners/{lena}"))
    place = address(world, f"/people/{lena}/password")
    assert place in own.text

    slip = text_of(sent(teacher, teacher.get(place)).text)

    password = DRAWN.search(slip)
    assert password
    assert "lena" in slip
    fresh = visitor(app)
    assert fresh.send("/login", username="lena", password=PASSWORD).status_code == 422
    assert fresh.send("/login", username="lena", password=password[0]).status_code == 303
    assert "/login" in learner.get("/account").headers["Location"]
    assert "gave Lena a new password" in text_of(teacher.get(address(world, "/audit")).text)


def test_an_account_that_others_teach_is_told_to_be_left_alone(
    app: Flask, teacher: Visitor, world: ClassWorld, learner: Visitor, colleague: Visitor
) -> None:
    theirs = colleague.send("/teach/classrooms/new", title="Theirs", time_zone="UTC")
    with app.app_context():
        theirs_id = theirs.headers["Location"].rsplit("/", 1)[1]
        other = ClassWorld(world.published, world.teacher_id, theirs_id, world.now)
        for each in (world, other):
            each.enrol(user_named(learner.name).id)
    place = address(world, f"/people/{people(app, world)['Lena']}/password")

    page, answer = teacher.get(place), teacher.send(place)

    assert "Whoever runs the server" in text_of(page.text)
    assert "Make a new password" not in page.text
    assert answer.status_code == 409
    assert learner.get("/account").status_code == 200


def test_what_does_not_fit_the_learner_is_refused_and_not_offered(
    app: Flask, teacher: Visitor, world: ClassWorld, mona: str, learner: Visitor
) -> None:
    with app.app_context():
        world.enrol(user_named(learner.name).id)
    lena = people(app, world)["Lena"]

    refused = [
        teacher.send(address(world, f"/people/{lena}/code")),
        teacher.send(address(world, f"/people/{lena}/name"), name="Helena"),
        teacher.send(address(world, f"/people/{mona}/password")),
        teacher.get(address(world, f"/people/{mona}/password")),
    ]

    assert [each.status_code for each in refused] == [409] * 4
    page = teacher.get(address(world, f"/people/{lena}/enrolment"))
    assert "themselves" in text_of(page.text)
    actions = [form.action for form in forms_in(page.text)]
    assert not [action for action in actions if action.endswith(("/name", "/code"))]


def test_an_archived_class_offers_names_alone(
    app: Flask, teacher: Visitor, world: ClassWorld, mona: str
) -> None:
    teacher.send(address(world, "/archive"))

    pages = [
        teacher.get(address(world, place)).text
        for place in ("/people", f"/people/{mona}/enrolment", f"/learners/{mona}")
    ]

    for page in pages:
        assert "New code" not in page
        assert "Add and show the code" not in page
    assert "Save the name" in pages[1]
    assert add(teacher, world, "Bo").status_code == 409
    assert teacher.send(address(world, f"/people/{mona}/code")).status_code == 409
