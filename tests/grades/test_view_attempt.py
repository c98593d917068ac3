from __future__ import annotations

from flask import Flask

from tests.support.classes import teaches_all
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import key_numbers, public_id


def watched(attempt: str) -> str:
    """The teacher's page of an attempt."""
    return f"/teach/attempts/{public_id(attempt)}"


def test_a_teacher_sees_an_attempt_item_by_item(
    learner: Visitor, teacher: Visitor, app: Flask
) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))
    learner.respond(attempt, 2, key_numbers(app, attempt, 2)[0])
    learner.send(f"{attempt}/finish")

    teaches_all(app, teacher)
    text = text_of(teacher.get(watched(attempt)).text)

    assert "Lena" in text
    assert "1.5 of 5" in text
    assert "30 %" in text
    assert "The moon Chosen · Right answer" in text
    assert "Partly right" in text
    assert "Your answer" not in text


def test_a_running_attempt_can_be_watched(learner: Visitor, teacher: Visitor, app: Flask) -> None:
    attempt = learner.start("quiet")
    learner.respond(attempt, 1, dont_know="1")

    teaches_all(app, teacher)
    page = teacher.get(watched(attempt))

    assert page.status_code == 200
    assert "1 of 3 answered" in text_of(page.text)


def test_the_page_leads_back_to_the_learner(learner: Visitor, teacher: Visitor, app: Flask) -> None:
    teaches_all(app, teacher)
    page = teacher.get(watched(learner.take("quiet")))

    assert 'href="/teach/learners/' in page.text


def test_the_attempt_of_a_guest_can_be_looked_at(
    guest: Visitor, teacher: Visitor, app: Flask
) -> None:
    teaches_all(app, teacher)
    assert teacher.get(watched(guest.take("quiet"))).status_code == 200


def test_an_attempt_that_never_was_is_not_found(teacher: Visitor) -> None:
    for odd in ("AAAAAAAAAAAAAAAAAAAAAA", "1", "%00"):
        assert teacher.get(f"/teach/attempts/{odd}").status_code == 404


def test_only_teachers_look_at_attempts(
    learner: Visitor, stranger: Visitor, guest: Visitor, anonymous: Visitor
) -> None:
    address = watched(learner.take("quiet"))

    assert learner.get(address).status_code == 403
    assert stranger.get(address).status_code == 403
    assert guest.get(address).status_code == 303
    assert anonymous.get(address).status_code == 303


def test_an_attempt_takes_no_forms(learner: Visitor, teacher: Visitor) -> None:
    assert teacher.send(watched(learner.start("all"))).status_code == 405
