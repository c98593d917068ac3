from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests.support.classes import teaches_all
from tests.support.pages import text_of
from tests.support.people import PASSWORD, Visitor
from tests.support.records import edit_bank, key_numbers

NAMES = {
    "Arabic": "ليلى العمري",
    "emoji": "Zoë 🌊👩🏽‍🚀",
    "a formula": "=HYPERLINK(A1)",
    "markup": "<b>Bo</b> & Co",
    "80 letters": "n" * 80,
}


def test_a_class_without_learners_is_told_so(teacher: Visitor) -> None:
    page = teacher.get("/teach/scores")

    assert page.status_code == 200
    assert "0 learners" in text_of(page.text)
    assert "Make a class, or let learners into yours" in text_of(page.text)


def test_the_table_shows_the_best_score_of_each_quiz(
    learner: Visitor, teacher: Visitor, app: Flask
) -> None:
    learner.take("all")
    better = learner.start("all")
    learner.respond(better, 1, *key_numbers(app, better, 1))
    learner.respond(better, 2, key_numbers(app, better, 2)[0])
    learner.send(f"{better}/finish")
    learner.take("all")

    teaches_all(app, teacher)
    text = text_of(teacher.get("/teach/scores").text)

    assert "1 learner " in text
    assert "Lena 1.5 / 5 30 % 3 attempts not taken not taken" in text.replace("· ", "")


def test_everybody_with_an_account_is_in_the_table(
    learner: Visitor, stranger: Visitor, teacher: Visitor, app: Flask
) -> None:
    teaches_all(app, teacher)
    text = text_of(teacher.get("/teach/scores").text)

    assert "2 learners" in text
    assert text.index("Lena") < text.index("Samir")
    assert "Tove" not in text


def test_a_guest_is_in_the_table_once_something_is_finished(
    guest: Visitor, teacher: Visitor, app: Flask
) -> None:
    teaches_all(app, teacher)
    before = text_of(teacher.get("/teach/scores").text)

    guest.take("quiet")

    after = text_of(teacher.get("/teach/scores").text)
    assert "0 learners" in before
    assert "1 learner " in after
    assert "guest not taken 0 / 3" in after


def test_practice_and_unfinished_attempts_do_not_count(
    learner: Visitor, teacher: Visitor, app: Flask
) -> None:
    attempt = learner.take("quiet")
    learner.send(f"{attempt}/practice")
    learner.start("all")

    teaches_all(app, teacher)
    text = text_of(teacher.get("/teach/scores").text)

    assert "Lena not taken 0 / 3 0 % 1 attempt not taken" in text.replace("· ", "")


def test_a_quiz_that_left_the_bank_keeps_its_column(
    learner: Visitor, teacher: Visitor, bank_file: Path, app: Flask
) -> None:
    learner.take("quiet")
    edit_bank(
        bank_file, ("  - id: quiet\n    title: See at the end", "  - id: loud\n    title: Loud")
    )

    teaches_all(app, teacher)
    text = text_of(teacher.get("/teach/scores").text)

    assert "Loud" in text
    assert "See at the end" in text
    assert "0 / 3" in text


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_are_shown_as_they_are_and_harmless(
    name: str, anonymous: Visitor, teacher: Visitor, app: Flask
) -> None:
    anonymous.send("/signup", username="nadia", display_name=name, password=PASSWORD)

    teaches_all(app, teacher)
    page = teacher.get("/teach/scores")

    assert name in text_of(page.text)
    assert "<b>Bo</b>" not in page.text


def test_learners_and_guests_do_not_get_in(
    learner: Visitor, guest: Visitor, anonymous: Visitor
) -> None:
    refused = learner.get("/teach/scores")

    assert refused.status_code == 403
    assert 'href="/login"' in refused.text
    for other in (guest, anonymous):
        response = other.get("/teach/scores")
        assert response.status_code == 303
        assert response.headers["Location"] == "/login?next=/teach/scores"


def test_a_teacher_who_logs_in_is_led_to_the_table(teacher: Visitor) -> None:
    teacher.send("/logout")

    response = teacher.send("/login", username="tove", password=PASSWORD, next="/teach/scores")

    assert response.headers["Location"] == "/teach/scores"


def test_the_table_takes_no_forms(teacher: Visitor) -> None:
    assert teacher.send("/teach/scores").status_code == 405


def test_a_teacher_is_told_that_the_bank_has_errors(teacher: Visitor, bank_file: Path) -> None:
    before = teacher.get("/teach/scores").text
    edit_bank(bank_file, ("topic: moon", "topic: sun"))

    page = teacher.get("/teach/scores")

    assert page.status_code == 200
    assert "Mend it in the editor" not in before
    assert "the last good version stays in use" in page.text
    assert "Mend it in the editor" in page.text
