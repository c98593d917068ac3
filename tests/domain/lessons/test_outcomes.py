"""What a question has come to in a lesson."""

from __future__ import annotations

import pytest

from quizapp.domain.lessons.discussion import Moved
from quizapp.domain.lessons.outcomes import Outcome, outcome
from quizapp.domain.lessons.votes import VoteCount


def votes(right: int, n: int) -> VoteCount:
    return VoteCount(n, right, 0, {})


@pytest.mark.parametrize(
    ("right", "n", "expected"),
    [
        (7, 7, Outcome.TOO_FEW),
        (8, 8, Outcome.UNDERSTOOD),
        (7, 10, Outcome.UNSETTLED),
        (8, 10, Outcome.UNDERSTOOD),
        (0, 10, Outcome.UNSETTLED),
    ],
)
def test_share_of_the_last_vote_says_whether_it_was_understood(
    right: int, n: int, expected: Outcome
):
    assert outcome(votes(right, n), None) is expected


@pytest.mark.parametrize(
    ("gained", "lost", "expected"),
    [(1, 2, Outcome.LED_ASTRAY), (2, 2, Outcome.UNDERSTOOD), (3, 2, Outcome.UNDERSTOOD)],
)
def test_more_lost_than_gained_says_that_the_class_was_led_astray(
    gained: int, lost: int, expected: Outcome
):
    moved = Moved(stayed_right=5, became_right=gained, became_wrong=lost, stayed_wrong=1)

    assert outcome(votes(9, 10), moved) is expected
