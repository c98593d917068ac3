"""Second tries and hints: the score is made of what counts, and alpha is that of the score."""

from __future__ import annotations

import pytest

from quizapp.domain.item_analysis.score_figures import alpha, alphas_if_deleted
from quizapp.domain.item_analysis.tallies import TalliedItem, Tally

FIRST_TRIES = ((1, 1, 1), (1, 1, 0), (1, 0, 0), (0, 0, 0), (0, 1, 1))


def tallied(share: float) -> list[TalliedItem]:
    """Three items; what was wrong at first was right at the second try, and counts so much."""
    rows = [[mark or share for mark in row] for row in FIRST_TRIES]
    return [
        TalliedItem(
            f"q{at}",
            [
                Tally(first[at], sum(row), 3, 1, credit=row[at])
                for first, row in zip(FIRST_TRIES, rows, strict=True)
            ],
        )
        for at in range(3)
    ]


def test_alpha_is_the_same_where_second_tries_only_lift_all_that_was_wrong():
    assert alpha(tallied(0.5)) == pytest.approx(alpha(tallied(0.0)))


def test_alpha_without_an_item_is_as_well():
    assert alphas_if_deleted(tallied(0.5)) == pytest.approx(alphas_if_deleted(tallied(0.0)))
