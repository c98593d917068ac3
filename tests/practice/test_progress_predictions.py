"""How what was expected of a learner came true, on their own page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from tests.support.classes import user_named
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.predicted import answered, right, wrong

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def met(app: Flask, learner: Visitor) -> Visitor:
    """A learner with 59 answers to what they had met before."""
    with app.app_context():
        answered(user_named(learner.name).id, *right(47), *wrong(12))
    learner.take("quiet")
    return learner


def progress_text(learner: Visitor) -> str:
    with time_machine.travel(NOON, tick=False):
        return " ".join(text_of(learner.get("/progress").text).split())


def test_from_sixty_answers_on_a_learner_reads_out_of_ten_how_it_came_true(
    app: Flask, met: Visitor
) -> None:
    with app.app_context():
        answered(user_named(met.name).id, {})

    text = progress_text(met)

    assert "When we thought you would know 8 of 10, you knew 8. 60 answers" in text


def test_before_that_nothing_is_said_of_it(met: Visitor) -> None:
    assert "When we thought" not in progress_text(met)


def test_what_others_answered_is_not_in_it(app: Flask, met: Visitor, classmate: Visitor) -> None:
    with app.app_context():
        answered(user_named(classmate.name).id, *right(60))

    assert "When we thought" not in progress_text(met)
