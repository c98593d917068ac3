"""How many are carried, and what is said to limit."""

from __future__ import annotations

from collections import Counter

import pytest

from quizapp.upkeep.rehearsal.limits import Limit, limit_of
from quizapp.upkeep.rehearsal.load import Load
from quizapp.upkeep.rehearsal.rehearsing import Step, Wishes

QUICK = [0.05] * 95


def step(
    times: list[float],
    server: float | None = 1.0,
    learners: float = 1.0,
    waited: float = 0.0,
    **errors: int,
) -> Step:
    """A step of ten seconds with a hundred writes."""
    return Step(30, times, Counter(errors), Load(10.0, server, learners, 100.0, waited))


def test_five_slow_answers_of_a_hundred_are_borne_and_a_sixth_is_not():
    assert step([*QUICK, *[0.4] * 5]).is_carried
    assert step([*QUICK, 0.5, *[9.0] * 4]).is_carried
    assert not step([*QUICK, *[0.6] * 6]).is_carried


def test_one_error_is_too_many_and_no_answer_is_none_carried():
    assert not step(QUICK, status_503=1).is_carried
    assert not step([]).is_carried


@pytest.mark.parametrize(
    ("found", "limit"),
    [
        (step([1.0], learners=9.0, server=9.0), Limit.LEARNERS),
        (step([1.0], server=9.0), Limit.PROCESSOR),
        (step([1.0], server=9.0, waited=50.0), Limit.PROCESSOR),
        (step([1.0], waited=50.0), Limit.DISK),
        (step([1.0], server=None, waited=50.0), Limit.DISK),
        (step([0.1], status_500=1), Limit.ERRORS),
        (step([1.0], server=None), Limit.UNKNOWN),
    ],
)
def test_what_was_used_up_first_is_named(found: Step, limit: Limit):
    assert limit_of(found, workers=1, cores=4) == limit


def test_two_processes_have_two_cores_where_there_are_two():
    busy = step([1.0], server=9.0)

    assert limit_of(busy, workers=2, cores=4) == Limit.UNKNOWN
    assert limit_of(busy, workers=2, cores=2) == Limit.UNKNOWN
    assert limit_of(busy, workers=2, cores=1) == Limit.PROCESSOR


@pytest.mark.parametrize(
    ("learners", "most", "steps"),
    [(30, 240, [30, 60, 120, 240]), (30, 100, [30, 60, 100]), (5, 5, [5])],
)
def test_there_are_twice_as_many_in_each_step(learners: int, most: int, steps: list[int]):
    assert Wishes(learners, most, 40, 20).steps == steps


def test_what_was_used_between_two_moments_is_the_difference():
    before, after = Load(5.0, 1.0, 2.0, 10.0, 0.5), Load(15.0, 4.0, 3.0, 30.0, 2.5)

    assert after.since(before) == Load(10.0, 3.0, 1.0, 20.0, 2.0)
    assert after.since(Load(5.0, None, 2.0, 10.0, 0.5)).server is None
