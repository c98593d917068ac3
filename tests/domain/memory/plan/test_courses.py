"""What is kept of memories: the same as worked out anew, and not without end."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.memory.plan.candidates import candidates
from quizapp.domain.memory.plan.courses import (
    MOST_AT_ONCE,
    MOST_KEPT,
    course_of,
    kept_prospect_of,
)
from quizapp.domain.memory.plan.forecasts import prospect_of
from quizapp.domain.memory.plan.items import PlanItem
from quizapp.domain.memory.updates import MemoryState
from tests.domain.memory.plan.plan_making import MARCH_9, banks, item, today

memories = st.builds(
    lambda power, difficulty: MemoryState(10.0**power, difficulty, MARCH_9),
    st.floats(-3, 4.6),
    st.floats(1, 10),
)
aheads = st.sampled_from([(5, 15, 25), (0,), (1,), (30,)])


@given(st.none() | memories, st.lists(st.integers(-3, 90), max_size=8), aheads)
def test_what_is_kept_is_what_would_be_worked_out(state, days, ahead):
    for day in [MARCH_9 + timedelta(days=each) for each in (*days, *reversed(days))]:
        assert kept_prospect_of(state, day, ahead) == prospect_of(state, day, ahead)


def test_two_memories_that_differ_in_anything_have_a_course_each():
    plain = course_of(3.0, 5.0)

    assert course_of(3.0, 5.0) is plain
    for other in (course_of(3.1, 5.0), course_of(3.0, 5.1)):
        assert other[7, (10,)] != plain[7, (10,)]


def test_a_course_tells_days_and_aims_apart():
    course = course_of(3.0, 5.0)

    assert len({course[7, (10,)], course[8, (10,)], course[7, (11,)], course[7, (5, 15)]}) == 4


def test_the_oldest_courses_go_when_there_are_too_many():
    first = course_of(1.0, 5.0)

    for each in range(MOST_KEPT):
        course_of(2.0 + each, 5.0)

    assert course_of.cache_info().currsize == MOST_KEPT
    assert course_of(1.0, 5.0) is not first


@given(banks())
def test_a_bank_too_large_to_be_kept_is_weighed_as_a_small_one(items: list[PlanItem]):
    others = [item(f"other {each}") for each in range(MOST_AT_ONCE)]

    many = candidates([*items, *others], today())

    assert [each for each in many if each.item in items] == candidates(items, today())
