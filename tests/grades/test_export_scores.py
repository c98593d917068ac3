from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from tests.support.classes import teaches_all
from tests.support.pages import text_of
from tests.support.people import PASSWORD, Visitor
from tests.support.records import key_numbers, on_sqlite

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)
HEADER = ["Learner", "User name", "Quiz", "Score", "Maximum", "Share", "Started", "Finished"]


def table_in(response: TestResponse) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"), newline="")))


def test_the_table_opens_with_every_finished_attempt(
    learner: Visitor, teacher: Visitor, app: Flask
) -> None:
    app.config["TIMEZONE"] = "Europe/Vienna"
    teaches_all(app, teacher)
    with time_machine.travel(NOON, tick=False):
        for name, person in (("lena", learner), ("tove", teacher)):
            person.send("/login", username=name, password=PASSWORD)
        attempt = learner.start("all")
        learner.respond(attempt, 1, *key_numbers(app, attempt, 1))
        learner.respond(attempt, 2, key_numbers(app, attempt, 2)[0])
        learner.send(f"{attempt}/finish")
        learner.take("quiet")
        learner.start("by-topic")

        response = teacher.get("/teach/scores.csv")

    when = "2030-05-06 14:00"
    assert response.mimetype == "text/csv"
    assert table_in(response) == [
        HEADER,
        ["Lena", "lena", "Everything about the tides", "1.5", "5.0", "0.3", when, when],
        ["Lena", "lena", "See at the end", "0.0", "3.0", "0.0", when, when],
    ]


def test_the_numbers_are_those_of_the_page(learner: Visitor, teacher: Visitor, app: Flask) -> None:
    attempt = learner.start("by-topic")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))
    learner.send(f"{attempt}/finish")

    teaches_all(app, teacher)
    row = table_in(teacher.get("/teach/scores.csv"))[1]
    page = text_of(teacher.get("/teach/scores").text)

    score, maximum, share = map(float, row[3:6])
    assert (score, maximum) == (1.0, 3.0)
    assert share == pytest.approx(1 / 3, abs=1e-4)
    assert f"{score:g} / {maximum:g} {share * 100:.0f} %" in page


def test_practice_is_left_out(learner: Visitor, teacher: Visitor, app: Flask) -> None:
    attempt = learner.take("quiet")
    practice = learner.send(f"{attempt}/practice").headers["Location"]
    for position in (1, 2, 3):
        learner.respond(practice, position, *key_numbers(app, practice, position))

    teaches_all(app, teacher)
    rows = table_in(teacher.get("/teach/scores.csv"))

    assert len(rows) == 2


def test_a_class_without_scores_gives_a_header_alone(teacher: Visitor) -> None:
    assert table_in(teacher.get("/teach/scores.csv")) == [HEADER]


@on_sqlite
@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("ليلى العمري", "ليلى العمري"),
        ("Zoë 🌊👩🏽‍🚀", "Zoë 🌊👩🏽‍🚀"),
        ('Ann "Nan" O\'Hara, Jr; x', 'Ann "Nan" O\'Hara, Jr; x'),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("＝1+1", "'＝1+1"),
    ],
)
def test_names_arrive_whole_and_run_as_no_formula(
    name: str, shown: str, anonymous: Visitor, teacher: Visitor, app: Flask
) -> None:
    anonymous.send("/signup", username="nadia", display_name=name, password=PASSWORD)
    anonymous.take("quiet")

    teaches_all(app, teacher)
    rows = table_in(teacher.get("/teach/scores.csv"))

    assert rows[1][0] == shown
    assert [len(row) for row in rows] == [8, 8]


def test_a_guest_has_no_user_name(guest: Visitor, teacher: Visitor, app: Flask) -> None:
    guest.take("quiet")

    teaches_all(app, teacher)
    assert table_in(teacher.get("/teach/scores.csv"))[1][1] == "guest"


def test_the_file_is_saved_under_the_learners_day(teacher: Visitor) -> None:
    teacher.send("/logout")
    with time_machine.travel(NOON, tick=False):
        teacher.send("/login", username="tove", password=PASSWORD)
        response = teacher.get("/teach/scores.csv")

    assert response.headers["Content-Disposition"] == (
        'attachment; filename="scores-2030-05-06.csv"'
    )
    assert response.headers["Cache-Control"] == "no-store"


def test_learners_and_guests_get_no_table(
    learner: Visitor, guest: Visitor, anonymous: Visitor
) -> None:
    assert learner.get("/teach/scores.csv").status_code == 403
    assert guest.get("/teach/scores.csv").status_code == 303
    assert anonymous.get("/teach/scores.csv").status_code == 303


def test_the_export_takes_no_forms(teacher: Visitor) -> None:
    assert teacher.send("/teach/scores.csv").status_code == 405
