"""The rules of the gradebook, by example and by law."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.domain.assignments import Counting, Terms
from quizapp.domain.grading import (
    NOTHING,
    EndedAttempt,
    Grade,
    GradeState,
    Work,
    counting_attempt,
    grade,
    weighted_total,
)

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
DAY = timedelta(days=1)
OPEN = Terms(opens_at=NOW - DAY, due_at=NOW + DAY, closes_at=NOW + 2 * DAY)
DUE = Terms(opens_at=NOW - 3 * DAY, due_at=NOW - DAY, closes_at=NOW + DAY)
CLOSED = Terms(opens_at=NOW - 3 * DAY, due_at=NOW - 2 * DAY, closes_at=NOW - DAY)
TO_COME = Terms(opens_at=NOW + DAY)
RUNNING = Work(is_running=True)

shares = st.floats(0, 1)
weights = st.floats(0, 100)
parts = st.lists(st.tuples(weights, st.none() | shares))
attempts = st.lists(shares, min_size=1, max_size=6).map(
    lambda found: tuple(EndedAttempt(number, share) for number, share in enumerate(found, start=1))
)


def done(*found: float, is_late: bool = False) -> Work:
    return Work(
        tuple(EndedAttempt(number, share, is_late) for number, share in enumerate(found, start=1))
    )


@pytest.mark.parametrize(
    ("terms", "work", "state", "counts"),
    [
        (TO_COME, NOTHING, GradeState.NOT_OPEN, None),
        (OPEN, NOTHING, GradeState.TO_DO, None),
        (OPEN, RUNNING, GradeState.IN_PROGRESS, None),
        (DUE, NOTHING, GradeState.MISSING, None),
        (DUE, RUNNING, GradeState.IN_PROGRESS, None),
        (CLOSED, NOTHING, GradeState.MISSING, 0.0),
        (CLOSED, RUNNING, GradeState.IN_PROGRESS, None),
        (CLOSED, done(0.5), GradeState.SCORED, 0.5),
        (DUE, done(0.5), GradeState.SCORED, 0.5),
        (DUE, Work(is_running=True, override=0.7), GradeState.SCORED, 0.7),
        (TO_COME, Work(override=0.7), GradeState.SCORED, 0.7),
        (replace(CLOSED, is_excused=True), NOTHING, GradeState.EXCUSED, None),
        (replace(CLOSED, is_excused=True), done(0.5), GradeState.EXCUSED, None),
        (replace(OPEN, closes_at=None), NOTHING, GradeState.TO_DO, None),
        (replace(DUE, closes_at=None), NOTHING, GradeState.MISSING, None),
        (Terms(opens_at=NOW), NOTHING, GradeState.TO_DO, None),
    ],
)
def test_a_cell_says_where_it_stands_and_what_counts(
    terms: Terms, work: Work, state: GradeState, counts: float | None
) -> None:
    found = grade(terms, Counting.BEST, work, NOW)

    assert (found.state, found.counts) == (state, counts)


def test_late_work_counts_in_full_and_is_marked() -> None:
    assert grade(CLOSED, Counting.BEST, done(0.6, is_late=True), NOW) == Grade(
        GradeState.SCORED, 0.6, 0.6, 1, is_late=True
    )


def test_a_score_set_by_hand_replaces_the_attempt_and_can_be_nought() -> None:
    found = grade(OPEN, Counting.BEST, done(0.9)._replace(override=0.0), NOW)

    assert found == Grade(GradeState.SCORED, 0.0, 0.0, 1, is_overridden=True)


def test_an_excused_learner_keeps_the_score_in_sight() -> None:
    found = grade(replace(CLOSED, is_excused=True), Counting.BEST, done(0.9), NOW)

    assert (found.share, found.counts) == (0.9, None)


@pytest.mark.parametrize(
    ("counting", "number"), [(Counting.BEST, 2), (Counting.LAST, 3), (Counting.FIRST, 1)]
)
def test_the_attempt_that_counts(counting: Counting, number: int) -> None:
    for order in permutations(done(0.2, 0.9, 0.5).ended):
        found = counting_attempt(order, counting)

        assert found is not None
        assert found.number == number


def test_of_equally_good_attempts_the_first_counts() -> None:
    found = counting_attempt(done(0.5, 0.9, 0.9).ended, Counting.BEST)

    assert found == EndedAttempt(2, 0.9)


def test_without_an_attempt_none_counts() -> None:
    assert counting_attempt((), Counting.BEST) is None


@given(attempts)
def test_the_best_attempt_is_never_worse_than_another(found: tuple[EndedAttempt, ...]) -> None:
    best = counting_attempt(found, Counting.BEST)

    assert best is not None
    assert all(best.share >= attempt.share for attempt in found)


def test_the_total_weighs_what_counts() -> None:
    assert weighted_total([(1, 0.5), (3, 1.0), (5, None)]) == pytest.approx(0.875)


@pytest.mark.parametrize("nothing", [[], [(1, None)], [(0, 0.5)], [(0, 0.5), (2, None)]])
def test_without_anything_that_weighs_there_is_no_total(
    nothing: list[tuple[float, float | None]],
) -> None:
    assert weighted_total(nothing) is None


@example([(5e-324, 0.5)])
@given(parts)
def test_a_total_lies_among_the_shares(found: list[tuple[float, float | None]]) -> None:
    total = weighted_total(found)

    counting = [share for weight, share in found if share is not None and weight > 0]
    if total is not None:
        assert min(counting) - 1e-9 <= total <= max(counting) + 1e-9


@given(st.lists(st.tuples(st.floats(0.01, 100), st.none() | shares)), st.floats(0.01, 100))
def test_a_total_does_not_depend_on_the_order_or_the_scale_of_weights(
    found: list[tuple[float, float | None]], scale: float
) -> None:
    total = weighted_total(found)
    other = weighted_total([(weight * scale, share) for weight, share in reversed(found)])

    assert other == (None if total is None else pytest.approx(total))


@given(st.lists(shares, min_size=1))
def test_the_mean_of_equal_weights_is_the_plain_mean(found: list[float]) -> None:
    assert weighted_total((1.0, share) for share in found) == pytest.approx(sum(found) / len(found))


@given(st.sampled_from([OPEN, DUE, CLOSED]), st.sampled_from(Counting), attempts)
def test_what_has_ended_always_counts(
    terms: Terms, counting: Counting, found: tuple[EndedAttempt, ...]
) -> None:
    said = grade(terms, counting, Work(found), NOW)

    assert said.state is GradeState.SCORED
    assert said.share == said.counts is not None
