"""How long something takes, in words."""

from __future__ import annotations

import pytest
from flask import Flask
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from quizapp import create_app
from quizapp.web.time_spans import time_span
from tests.support.places import SMALL_BANK

MINUTE, HOUR, DAY = 60, 3600, 86_400


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("spans")
    return create_app(
        {"DATA_DIR": folder, "DATABASE_URL": "", "BANK": SMALL_BANK, "SECRET_KEY": "s" * 40}
    )


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (MINUTE, "1 minute"),
        (330, "5 minutes"),
        (331, "6 minutes"),
        (90 * MINUTE, "90 minutes"),
        (2 * HOUR, "2 hours"),
        (2 * HOUR + 20 * MINUTE, "2 hours, 20 minutes"),
        (DAY, "24 hours"),
        (2 * DAY - MINUTE, "47 hours, 59 minutes"),
        (2 * DAY, "2 days"),
        (3 * DAY + HOUR + MINUTE, "3 days, 1 hour"),
    ],
)
def test_a_span_is_said_in_the_units_that_people_use(app: Flask, seconds: int, words: str):
    with app.test_request_context():
        assert time_span(seconds) == words


def test_a_span_is_said_in_the_page_s_language(app: Flask):
    with app.test_request_context(), force_locale("fr"):
        assert "heure" in time_span(26 * HOUR + MINUTE)


@given(st.integers(MINUTE, 400 * DAY))
def test_no_more_than_two_units_and_never_a_large_number_of_minutes(app: Flask, seconds: int):
    with app.test_request_context():
        words = time_span(seconds)

    numbers = [int(each) for each in words.replace(",", "").split() if each.isdigit()]
    assert len(numbers) <= 2
    assert numbers[0] < 120 or "day" in words
