"""What the form of a class's settings says about its choices."""

from __future__ import annotations

import pytest

from quizapp.classes.settings_form import COSTS, KEPT, RETENTIONS
from quizapp.domain.memory.curve import days_until
from quizapp.models.classrooms import LEAST_RETENTION, MOST_RETENTION


def test_every_step_can_be_kept_and_says_what_it_costs() -> None:
    steps = [float(step) for step in RETENTIONS]

    assert RETENTIONS.keys() == COSTS.keys()
    assert steps == sorted(steps)
    assert all(LEAST_RETENTION <= step <= MOST_RETENTION for step in steps)


def test_the_rests_that_the_steps_speak_of_are_those_of_the_forgetting_curve() -> None:
    usual = days_until(0.9, stability=10)

    rests = [days_until(step, stability=10) / usual for step in (0.8, 0.85, 0.95)]

    assert rests[:2] == pytest.approx([3, 2], rel=0.12)  # "about three times", "about twice"
    assert 2 < 1 / rests[2] < 3  # "two to three times as often"


def test_names_are_kept_for_a_number_of_days_or_for_ever() -> None:
    assert [int(days or 0) for days in KEPT] == [0, 30, 90, 180, 365, 730, 1825]
