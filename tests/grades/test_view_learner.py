from __future__ import annotations

import re

from flask import Flask

from tests.support.classes import teaches_all
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import public_id


def address_of(teacher: Visitor, name: str) -> str:
    """The page of the learner, by the link in the table."""
    link = rf'href="(/teach/learners/[^"]+)"[^>]*>\s*{name}\b'
    found = re.search(link, teacher.get("/teach/scores").text)
    assert found
    return found[1]


def test_a_learner_is_shown_with_all_attempts(
    learner: Visitor, teacher: Visitor, app: Flask
) -> None:
    finished, running = learner.take("all"), learner.start("quiet")
    learner.respond(running, 1, dont_know="1")
    practice = learner.send(f"{finished}/practice").headers["Location"]

    teaches_all(app, teacher)
    page = teacher.get(address_of(teacher, "Lena"))

    text = text_of(page.text)
    assert "Lena" in text
    assert "0 / 5" in text
    assert "1 of 3 answered" in text
    assert "practice" in text
    for attempt in (finished, running, practice):
        assert f'href="/teach/attempts/{public_id(attempt)}"' in page.text


def test_a_learner_without_attempts_is_shown(
    learner: Visitor, teacher: Visitor, app: Flask
) -> None:
    teaches_all(app, teacher)
    page = teacher.get(address_of(teacher, "Lena"))

    assert page.status_code == 200
    assert "No attempts yet" in text_of(page.text)


def test_the_attempts_of_others_are_not_shown(
    learner: Visitor, stranger: Visitor, teacher: Visitor, app: Flask
) -> None:
    attempt = stranger.take("quiet")

    teaches_all(app, teacher)
    page = teacher.get(address_of(teacher, "Lena"))

    assert public_id(attempt) not in page.text


def test_a_learner_who_never_was_is_not_found(teacher: Visitor) -> None:
    for odd in ("AAAAAAAAAAAAAAAAAAAAAA", "1", "%00", "a" * 33):
        assert teacher.get(f"/teach/learners/{odd}").status_code == 404


def test_only_teachers_see_a_learner(
    learner: Visitor,
    stranger: Visitor,
    guest: Visitor,
    anonymous: Visitor,
    teacher: Visitor,
    app: Flask,
) -> None:
    teaches_all(app, teacher)
    address = address_of(teacher, "Lena")

    assert learner.get(address).status_code == 403
    assert stranger.get(address).status_code == 403
    assert guest.get(address).status_code == 303
    assert anonymous.get(address).status_code == 303


def test_a_learner_takes_no_forms(learner: Visitor, teacher: Visitor, app: Flask) -> None:
    teaches_all(app, teacher)
    assert teacher.send(address_of(teacher, "Lena")).status_code == 405
