"""The page of a learner's progress."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import update

from quizapp.domain.memory.plan import days_to_come
from quizapp.models import Classroom
from quizapp.web.database import write_transaction
from tests.support.classes import teaches_all
from tests.support.pages import form_to, text_of
from tests.support.people import Visitor
from tests.support.records import key_numbers

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)


def test_progress_without_work_says_how_to_begin(anonymous: Visitor) -> None:
    page = anonymous.get("/progress")

    assert page.status_code == 200
    assert "Nothing to show yet" in text_of(page.text)
    assert 'href="/">Start with today’s questions' in page.text


def test_progress_begins_with_what_is_known_now(learner: Visitor, app: Flask) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, *key_numbers(app, attempt, 1))
    for position in range(2, 6):
        learner.respond(attempt, position, dont_know="1")

    page = learner.get("/progress")

    assert re.search(r"<h1>You know [01] of 8 now</h1>", page.text)
    assert "Asked all of them tomorrow, you would get about" in text_of(page.text)
    assert "In a month: about" in text_of(page.text)
    assert "with 5 minutes a day" in text_of(page.text)


def test_with_an_exam_within_the_month_its_day_is_named(
    app: Flask, teacher: Visitor, learner: Visitor
) -> None:
    teaches_all(app, teacher)
    learner.take("all")
    exam = datetime.now(UTC).date() + timedelta(days=6)
    _set_exam(app, exam)

    page = learner.get("/progress")

    said = f"On {exam.day} {exam:%B %Y}, the day of your exam: about"
    assert said in text_of(page.text)
    assert "<small>Exam</small>" in page.text


def test_where_too_much_is_to_be_foretold_the_page_says_what_is_known(
    learner: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(days_to_come, "MOST_ITEMS", 1)
    learner.take("all")

    text = text_of(learner.get("/progress").text)

    assert "You know 0 of 8 now" in text
    assert "minutes a day" not in text


def test_a_weak_topic_leads_to_its_own_questions(learner: Visitor) -> None:
    learner.take("all")
    page = learner.get("/progress")
    assert 'href="/cards?topic=moon"' in page.text

    there = learner.get("/cards?topic=moon")

    assert "2 left for today" in text_of(there.text)
    assert form_to(there, "?topic=moon")


def test_each_stroke_is_told_in_words(learner: Visitor) -> None:
    learner.take("all")

    text = text_of(learner.get("/progress").text)

    assert "On the shore 3 missed, 1 not asked yet" in text
    assert "The pull of the moon 2 missed, 2 not asked yet" in text


def test_first_and_best_score_stand_beside_each_quiz(anonymous: Visitor, app: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        first = anonymous.take("all")
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        second = anonymous.start("all")
        for position in range(1, 6):
            anonymous.respond(second, position, *key_numbers(app, second, position))

        page = anonymous.get("/progress")

    text = text_of(page.text)
    assert "first 0 %, best 100 %" in text
    assert "0 / 5" in text
    assert "5 / 5" in text
    assert f'href="{first}"' in page.text
    assert f'href="{second}"' in page.text


def test_the_calendar_is_read_out_in_words(anonymous: Visitor) -> None:
    with time_machine.travel(NOON, tick=False):
        anonymous.take("all")

        text = text_of(anonymous.get("/progress").text)

    assert "You practised on 1 day since 22 April 2030." in text
    assert re.search(r"\b6 May · today · you practised", text)
    assert re.search(r"\b7 May 5 questions to come", text)


def test_every_page_has_the_same_figure_for_today(learner: Visitor) -> None:
    learner.take("all")

    home, progress = (text_of(learner.get(path).text) for path in ("/", "/progress"))

    figure = re.search(r"Today: (\d+ questions?, about \d+ minutes?)", home)
    assert figure is not None
    assert f"Start: {figure[1]}" in progress


def test_the_day_turns_at_four_in_the_classrooms_zone(anonymous: Visitor, app: Flask) -> None:
    app.config["TIMEZONE"] = "America/Toronto"

    with time_machine.travel(datetime(2030, 5, 6, 7, 59, tzinfo=UTC), tick=False):
        anonymous.take("all")
        late_at_night = text_of(anonymous.get("/progress").text)
    with time_machine.travel(datetime(2030, 5, 6, 8, 1, tzinfo=UTC), tick=False):
        early_in_the_morning = text_of(anonymous.get("/progress").text)

    assert "Sunday 5 May" in late_at_night
    assert "Monday 6 May" in early_in_the_morning


def test_progress_shows_each_learner_only_their_own(learner: Visitor, stranger: Visitor) -> None:
    attempt = learner.take("all")

    assert attempt not in stranger.get("/progress").text


def test_progress_takes_no_forms(learner: Visitor) -> None:
    assert learner.send("/progress").status_code == 405


def _set_exam(app: Flask, day: date) -> None:
    with app.app_context(), write_transaction() as tx:
        tx.execute(update(Classroom).values(exam_on=day))
