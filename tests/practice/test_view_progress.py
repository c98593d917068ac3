from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import key_numbers

NOON = datetime(2030, 5, 6, 12, tzinfo=UTC)


def test_progress_without_work_says_how_to_begin(anonymous: Visitor) -> None:
    page = anonymous.get("/progress")

    assert page.status_code == 200
    assert 'href="/quizzes"' in page.text


def test_scores_over_time_are_charted_beside_a_table(anonymous: Visitor, app: Flask) -> None:
    with time_machine.travel(NOON, tick=False):
        first = anonymous.take("all")
    with time_machine.travel(NOON + timedelta(days=2), tick=False):
        second = anonymous.start("all")
        for position in range(1, 6):
            anonymous.respond(second, position, *key_numbers(app, second, position))

        page = anonymous.get("/progress")

    text = text_of(page.text)
    assert "<svg" in page.text
    assert "0 / 5" in text
    assert "5 / 5" in text
    assert f'href="{first}"' in page.text
    assert f'href="{second}"' in page.text


def test_recall_by_topic_counts_what_was_met(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, dont_know="1")
    learner.respond(attempt, 2, dont_know="1")
    learner.respond(attempt, 3, dont_know="1")

    text = text_of(learner.get("/progress").text)

    assert "The pull of the moon 1 of 4" in text
    assert "On the shore 2 of 4" in text


def test_a_topic_never_met_has_no_recall(learner: Visitor) -> None:
    attempt = learner.start("all")
    learner.respond(attempt, 1, dont_know="1")

    text = text_of(learner.get("/progress").text)

    assert "On the shore 0 of 4 n/a" in text


def test_the_week_ahead_starts_today_and_what_was_missed_comes_tomorrow(
    anonymous: Visitor,
) -> None:
    with time_machine.travel(NOON, tick=False):
        anonymous.take("all")
        text = text_of(anonymous.get("/progress").text)

    assert "6 May 2030 0" in text
    assert "7 May 2030 5" in text
    assert "12 May 2030 0" in text
    assert "13 May 2030 0" not in text


@pytest.mark.parametrize(
    ("later", "day", "due"),
    [
        (timedelta(hours=15, minutes=59), "6 May", 0),  # a minute before the day turns
        (timedelta(hours=16, minutes=1), "7 May", 5),
        (timedelta(days=1, hours=16), "8 May", 6),
    ],
)
def test_what_is_overdue_counts_as_todays_and_the_day_turns_at_four(
    anonymous: Visitor, later: timedelta, day: str, due: int
) -> None:
    with time_machine.travel(NOON, tick=False):
        anonymous.take("all")
        anonymous.send("/cards/ratings", item_id="slack", sequence="1", rating="good")

    with time_machine.travel(NOON + later, tick=False):
        progress = text_of(anonymous.get("/progress").text)

    assert f"{day} 2030 {due}" in progress


def test_the_day_turns_at_four_in_the_classrooms_zone(anonymous: Visitor, app: Flask) -> None:
    app.config["TIMEZONE"] = "America/Toronto"

    with time_machine.travel(datetime(2030, 5, 6, 7, 59, tzinfo=UTC), tick=False):
        anonymous.take("all")
        late_at_night = text_of(anonymous.get("/progress").text)
    with time_machine.travel(datetime(2030, 5, 6, 8, 1, tzinfo=UTC), tick=False):
        early_in_the_morning = text_of(anonymous.get("/progress").text)

    assert "As of 5 May 2030" in late_at_night
    assert "As of 6 May 2030" in early_in_the_morning


def test_progress_shows_each_learner_only_their_own(learner: Visitor, stranger: Visitor) -> None:
    attempt = learner.take("all")

    assert attempt not in stranger.get("/progress").text


def test_progress_takes_no_forms(learner: Visitor) -> None:
    assert learner.send("/progress").status_code == 405
