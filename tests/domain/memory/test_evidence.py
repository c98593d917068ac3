"""What a quiz response says about memory: every case."""

from __future__ import annotations

from itertools import product

import pytest

from quizapp.domain.memory import Rating, quiz_rating

AGAIN, HARD, GOOD = Rating.AGAIN, Rating.HARD, Rating.GOOD

# mark, unsure, hinted, a quiz has counted today, the key was seen today -> rating
CASES = [
    (1.0, False, False, False, False, GOOD),
    (1.0, True, False, False, False, HARD),
    (1.0, False, True, False, False, HARD),
    (1.0, True, True, False, False, HARD),
    (1.0, False, False, False, True, None),
    (1.0, True, False, False, True, None),
    (1.0, False, True, False, True, None),
    (1.0, True, True, False, True, None),
    (0.5, False, False, False, False, AGAIN),
    (0.5, True, False, False, False, AGAIN),
    (0.5, False, True, False, False, AGAIN),
    (0.5, True, True, False, False, AGAIN),
    (0.5, False, False, False, True, AGAIN),
    (0.5, True, False, False, True, AGAIN),
    (0.5, False, True, False, True, AGAIN),
    (0.5, True, True, False, True, AGAIN),
    (0.0, False, False, False, False, AGAIN),
    (0.0, True, False, False, False, AGAIN),
    (0.0, False, True, False, False, AGAIN),
    (0.0, True, True, False, False, AGAIN),
    (0.0, False, False, False, True, AGAIN),
    (0.0, True, False, False, True, AGAIN),
    (0.0, False, True, False, True, AGAIN),
    (0.0, True, True, False, True, AGAIN),
]


@pytest.mark.parametrize(
    ("earned", "is_unsure", "is_hinted", "quizzed_today", "key_seen_today", "rating"), CASES
)
def test_a_first_response_of_the_day_gives_its_rating(
    earned, is_unsure, is_hinted, quizzed_today, key_seen_today, rating
):
    given = quiz_rating(
        earned,
        is_unsure=is_unsure,
        is_hinted=is_hinted,
        quizzed_today=quizzed_today,
        key_seen_today=key_seen_today,
    )

    assert given is rating


@pytest.mark.parametrize("earned", [0.0, 0.5, 1.0])
def test_a_second_quiz_response_of_the_day_says_nothing(earned):
    for is_unsure, is_hinted, key_seen_today in product((False, True), repeat=3):
        given = quiz_rating(
            earned,
            is_unsure=is_unsure,
            is_hinted=is_hinted,
            quizzed_today=True,
            key_seen_today=key_seen_today,
        )

        assert given is None


def test_a_quiz_never_finds_an_item_easy_by_itself():
    assert Rating.EASY not in {case[-1] for case in CASES}
