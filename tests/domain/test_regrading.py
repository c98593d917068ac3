"""Where nobody loses, the better of old and new holds: laws of the rule."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.regrading import Marks, RegradeRule, better_marks, is_settled

FIGURES = st.sampled_from([0.0, 0.25, 1 / 3, 0.5, 2 / 3, 1.0])
MARKS = st.builds(Marks, FIGURES, FIGURES)


@given(MARKS, MARKS)
def test_nobody_has_less_than_before(held, anew):
    assert better_marks(held, anew).counted >= held.counted


@given(MARKS, MARKS)
def test_where_the_new_marks_count_more_they_hold_both(held, anew):
    assert (better_marks(held, anew) == anew) == (anew.counted > held.counted or anew == held)


@given(MARKS, MARKS)
def test_where_they_count_no_more_all_stays_as_it_was(held, anew):
    if anew.counted <= held.counted:
        assert better_marks(held, anew) == held


@given(MARKS, MARKS)
def test_a_second_time_changes_nothing(held, anew):
    once = better_marks(held, anew)

    assert better_marks(once, anew) == once


@pytest.mark.parametrize(
    ("standing", "gain", "settled"),
    [
        (None, 1.0, False),
        (RegradeRule.BANK, -1.0, False),
        (RegradeRule.FULL_MARKS, 1.0, True),
        (RegradeRule.FULL_MARKS, -1.0, True),
        (RegradeRule.NOBODY_LOSES, -1.0, True),
        (RegradeRule.NOBODY_LOSES, 0.0, True),
        (RegradeRule.NOBODY_LOSES, 0.5, False),
    ],
)
def test_what_was_meant_to_differ_is_settled(standing, gain, settled):
    assert is_settled(standing, gain) is settled


def test_each_rule_says_what_it_reads_and_whether_it_changes_marks():
    reading = {rule for rule in RegradeRule if rule.reads_bank}
    changing = {rule for rule in RegradeRule if rule.changes_marks}

    assert reading == {RegradeRule.BANK, RegradeRule.NOBODY_LOSES}
    assert changing == {*reading, RegradeRule.FULL_MARKS}
