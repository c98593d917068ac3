"""The settings of a class: its exam, and how much of what was learnt should be remembered."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from sqlalchemy import update

from quizapp.classes.classrooms import NewClassroom, create_classroom
from quizapp.domain.days import learning_day
from quizapp.models import Classroom
from quizapp.web import clock
from quizapp.web.database import write_transaction
from quizapp.web.filters import day
from tests.support.classes import ClassWorld, user_named
from tests.support.pages import form_to, sent, text_of
from tests.support.people import Visitor
from tests.support.playing import published_from
from tests.support.records import on_sqlite

pytestmark = on_sqlite

ZONE = "Europe/Berlin"
DAY = timedelta(days=1)


@pytest.fixture
def world(app: Flask, bank_file: Path, teacher: Visitor) -> ClassWorld:
    """A class of the teacher who has the browser."""
    with app.app_context():
        teacher_id, now = user_named(teacher.name).id, clock.now()
        made = create_classroom(NewClassroom("Class 7b", ZONE, "2030"), teacher_id, now)
        return ClassWorld(published_from(bank_file), teacher_id, made, now)


@pytest.fixture
def today() -> date:
    return learning_day(datetime.now(UTC), ZoneInfo(ZONE))


def address(world: ClassWorld, rest: str = "") -> str:
    return f"/teach/classrooms/{world.classroom_id}{rest}"


def save(teacher: Visitor, world: ClassWorld, **changed: str) -> str:
    """The text of the page that follows on saving the settings with these changes."""
    answer = sent(teacher, teacher.get(address(world, "/settings")), "/settings", **changed)
    if answer.status_code == 422:
        return text_of(answer.text)
    assert answer.status_code == 303
    return teacher.get(answer.headers["Location"]).text


def set_exam(app: Flask, world: ClassWorld, exam_on: date) -> None:
    """Put a day there as if it had been saved when it still lay ahead."""
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(Classroom).values(exam_on=exam_on))


def kept(app: Flask, world: ClassWorld) -> tuple[date | None, float]:
    with app.app_context():
        return world.classroom.exam_on, world.classroom.desired_retention


def written(app: Flask, value: date) -> str:
    with app.test_request_context():
        return day(value)


def test_an_exam_is_set_and_the_page_says_from_when_practice_aims_at_it(
    teacher: Visitor, world: ClassWorld, app: Flask, today: date
) -> None:
    exam = today + 50 * DAY

    said = save(teacher, world, exam_on=exam.isoformat())

    assert kept(app, world) == (exam, 0.9)
    begin, on = written(app, exam - 30 * DAY), written(app, exam)
    assert f"From {begin} on, practice aims at the exam on {on}." in said
    assert f"Exam on {on}, in 50 days." in text_of(teacher.get(address(world)).text)


def test_an_exam_within_the_month_is_aimed_at_from_now_on(
    teacher: Visitor, world: ClassWorld, app: Flask, today: date
) -> None:
    said = save(teacher, world, exam_on=(today + 30 * DAY).isoformat())

    on = written(app, today + 30 * DAY)
    assert f"From now on, practice aims at the exam on {on}." in said


def test_an_exam_taken_away_leaves_none_and_says_what_practice_aims_at(
    teacher: Visitor, world: ClassWorld, app: Flask, today: date
) -> None:
    set_exam(app, world, today + DAY)

    said = save(teacher, world, exam_on="")

    assert kept(app, world)[0] is None
    assert "There is no exam to come. Practice aims at the month ahead." in said
    assert "exam" not in text_of(teacher.get(address(world)).text).casefold()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (-1, "This day is over. Give a day to come, or leave it empty for no exam."),
        (5 * 365 + 1, "This is more than five years away. Look at the year."),
        ("12.6.2030", "Give a day such as 2026-06-12: year, month, day."),
        ("2030-02-30", "Give a day such as 2026-06-12: year, month, day."),
        ("20300-02-03", "Give a day such as 2026-06-12: year, month, day."),
    ],
)
def test_a_day_that_cannot_be_the_exam_is_refused_in_words(
    typed: str | int, said: str, teacher: Visitor, world: ClassWorld, app: Flask, today: date
) -> None:
    sent_day = typed if isinstance(typed, str) else (today + typed * DAY).isoformat()

    text = save(teacher, world, exam_on=sent_day, title="Class 8")

    assert said in text
    assert kept(app, world)[0] is None


def test_what_was_typed_stays_in_the_field_that_refused_it(
    teacher: Visitor, world: ClassWorld
) -> None:
    page = teacher.get(address(world, "/settings"))

    refused = sent(teacher, page, "/settings", exam_on="12.6.2030")

    assert form_to(refused, "/settings").fields["exam_on"] == "12.6.2030"


def test_today_can_be_the_day_of_the_exam(
    teacher: Visitor, world: ClassWorld, app: Flask, today: date
) -> None:
    save(teacher, world, exam_on=today.isoformat())

    assert kept(app, world)[0] == today
    assert "The exam is today." in text_of(teacher.get(address(world)).text)


def test_an_exam_that_is_over_does_not_keep_other_settings_from_being_saved(
    teacher: Visitor, world: ClassWorld, app: Flask, today: date
) -> None:
    set_exam(app, world, today - 9 * DAY)

    said = save(teacher, world, title="Class 8")

    assert "The settings are saved." in said
    assert "practice aims at the exam" not in said
    assert kept(app, world)[0] == today - 9 * DAY
    over = written(app, today - 9 * DAY)
    assert f"The exam was on {over}." in text_of(teacher.get(address(world)).text)


def test_a_form_from_before_there_were_exams_leaves_the_exam_alone(
    teacher: Visitor, world: ClassWorld, app: Flask, today: date
) -> None:
    set_exam(app, world, today + DAY)

    saved = teacher.send(address(world, "/settings"), title="8", term="", time_zone=ZONE)

    assert saved.status_code == 303
    assert kept(app, world) == (today + DAY, 0.9)


def test_how_much_is_to_be_remembered_is_chosen_among_four_steps(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    page = teacher.get(address(world, "/settings"))
    assert re.findall(r'name="desired_retention"[^>]*value="([^"]+)"', page.text) == [
        "0.8",
        "0.85",
        "0.9",
        "0.95",
    ]
    assert form_to(page, "/settings").fields["desired_retention"] == "0.9"

    save(teacher, world, desired_retention="0.85")

    assert kept(app, world)[1] == 0.85
    assert "below a recall of 85 %" in text_of(teacher.get(address(world, "/settings")).text)


@pytest.mark.parametrize("value", ["0.5", "1", "nan", "much", ""])
def test_another_share_than_those_offered_is_refused(
    value: str, teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    page = teacher.get(address(world, "/settings"))

    refused = sent(teacher, page, "/settings", desired_retention=value)

    assert refused.status_code == 422
    assert "Not a valid choice" in text_of(refused.text)
    assert kept(app, world)[1] == 0.9


def test_a_share_set_otherwise_is_offered_too_so_that_saving_keeps_it(
    teacher: Visitor, world: ClassWorld, app: Flask
) -> None:
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(Classroom).values(desired_retention=0.92))

    said = save(teacher, world, title="Class 8")

    assert "92 %" in said
    assert kept(app, world)[1] == 0.92


def test_the_trail_says_which_of_these_settings_changed(
    teacher: Visitor, world: ClassWorld, today: date
) -> None:
    save(teacher, world, exam_on=(today + DAY).isoformat(), desired_retention="0.8")

    trail = text_of(teacher.get(address(world, "/audit")).text)

    assert "changed the settings: the date of the exam, how much should be remembered" in trail


def test_a_learner_reads_the_day_of_the_exam_among_their_classes_until_it_is_over(
    teacher: Visitor, world: ClassWorld, app: Flask, learner: Visitor, today: date
) -> None:
    with app.app_context():
        world.enrol(user_named(learner.name).id)
    set_exam(app, world, today + 5 * DAY)
    before = text_of(learner.get("/account").text)
    set_exam(app, world, today - 5 * DAY)

    after = text_of(learner.get("/account").text)

    on = written(app, today + 5 * DAY)
    assert f"Exam on {on}" in before
    assert "Exam on" not in after
