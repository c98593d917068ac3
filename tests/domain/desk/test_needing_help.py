"""Who needs help: each rule at its border, and always with its reason."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.desk.needing_help import Need, Reason, reasons_for_help
from quizapp.domain.grading import Grade, GradeState

MISSING = Grade(GradeState.MISSING)
EXCUSED = Grade(GradeState.EXCUSED, 0.1)
OPEN = Grade(GradeState.TO_DO)

shares = st.integers(0, 100).map(lambda points: points / 100)


def scored(*points: int) -> list[Grade]:
    return [Grade(GradeState.SCORED, each / 100, each / 100) for each in points]


def test_three_missing_are_a_reason_and_two_are_none():
    three = [*scored(80, 90), MISSING, EXCUSED, MISSING, OPEN, MISSING]

    assert reasons_for_help(three, 0.9) == (Reason(Need.MISSING, missing=3, due=5),)
    assert reasons_for_help([MISSING, MISSING, *scored(80)], 0.9) == ()


def test_a_fall_of_25_points_over_the_last_three_is_a_reason_and_24_are_none():
    fallen = scored(20, 83, 90, 58)

    assert reasons_for_help(fallen, 0.8) == (Reason(Need.FALLING, before=0.83, now=0.58),)
    assert reasons_for_help(scored(83, 90, 59), 0.8) == ()


def test_a_fall_within_two_quizzes_or_before_the_last_three_says_nothing():
    assert reasons_for_help(scored(90, 20), 0.6) == ()
    assert reasons_for_help(scored(90, 60, 60, 60), 0.6) == ()


def test_a_fall_is_seen_past_what_is_missing_excused_or_still_open():
    grades = [*scored(90), MISSING, *scored(70), EXCUSED, *scored(50), OPEN]

    assert reasons_for_help(grades, 0.7) == (Reason(Need.FALLING, before=0.9, now=0.5),)


def test_less_than_half_after_four_quizzes_is_a_reason():
    assert reasons_for_help(scored(40, 45, 50, 55), 0.49) == (Reason(Need.LOW, due=4, now=0.49),)
    assert reasons_for_help(scored(40, 45, 50, 55), 0.5) == ()
    assert reasons_for_help(scored(40, 45, 50), 0.45) == ()
    assert reasons_for_help(scored(40, 45, 50, 55), None) == ()


def test_all_reasons_are_said_the_missing_ones_first():
    grades = [*scored(60, 60, 30, 10), MISSING, MISSING, MISSING]

    needs = [reason.need for reason in reasons_for_help(grades, 0.2)]

    assert needs == [Need.MISSING, Need.FALLING, Need.LOW]


@given(st.lists(shares, max_size=8))
def test_who_gains_from_quiz_to_quiz_and_has_half_needs_no_help(each):
    grades = [Grade(GradeState.SCORED, share, share) for share in sorted(each)]

    assert reasons_for_help(grades, 0.5) == ()


@given(st.lists(shares, min_size=3, max_size=6))
def test_a_fall_is_told_with_the_figures_that_show_it(each):
    grades = [Grade(GradeState.SCORED, share, share) for share in each]

    falls = [found for found in reasons_for_help(grades, 1.0) if found.need is Need.FALLING]

    assert bool(falls) == (round(each[-3] - each[-1], 6) >= 0.25)
    assert all((found.before, found.now) == (each[-3], each[-1]) for found in falls)
