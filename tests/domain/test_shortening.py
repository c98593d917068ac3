from __future__ import annotations

from quizapp.domain.shortening import shortened


def test_a_text_that_fits_is_left_as_it_is():
    assert shortened("high tide", 9) == "high tide"


def test_a_longer_one_ends_with_a_sign_and_fits():
    assert shortened("high tides", 9) == "high tid…"


def test_no_space_stands_before_the_sign():
    assert shortened("high tides", 6) == "high…"
