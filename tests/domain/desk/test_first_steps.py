"""What a new class needs next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from quizapp.domain.desk.first_steps import Step, is_left_open, next_step

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("learners", "assignments", "expected"),
    [
        (0, 0, Step.LET_IN),
        (0, 2, Step.LET_IN),
        (1, 0, Step.SET_FIRST),
        (30, 0, Step.SET_FIRST),
        (1, 1, None),
    ],
)
def test_a_class_is_let_in_then_set_its_first_quiz(
    learners: int, assignments: int, expected: Step | None
):
    assert next_step(learners=learners, assignments=assignments) is expected


def test_joining_is_left_open_when_nobody_has_come_for_two_days():
    two_days = timedelta(days=2)

    assert is_left_open(NOW - two_days - timedelta(seconds=1), NOW)
    assert not is_left_open(NOW - two_days, NOW)
    assert not is_left_open(None, NOW)
