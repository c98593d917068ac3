"""What a response counts, with second tries and hints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import Quiz
from quizapp.domain.drills.credit import CreditRules, credit, second_try_of

SHARES = st.integers(1, 99).map(lambda percent: percent / 100)
MARKS = st.floats(0, 1)
HALF = CreditRules(second_try=0.5, with_hint=0.75)


@pytest.mark.parametrize(
    ("mark", "second", "is_hinted", "counted"),
    [
        (1.0, None, False, 1.0),
        (1.0, None, True, 0.75),
        (0.0, None, False, 0.0),
        (0.0, 1.0, False, 0.5),
        (0.0, 1.0, True, 0.375),
        (0.0, 0.0, False, 0.0),
        (0.25, 1.0, False, 0.5),
        (0.75, 1.0, False, 0.75),
    ],
)
def test_the_better_try_counts_and_a_hint_takes_off(mark, second, is_hinted, counted):
    assert credit(mark, second, is_hinted=is_hinted, rules=HALF) == counted


@given(MARKS, st.none() | MARKS, st.booleans())
def test_without_rules_the_mark_counts(mark, second, is_hinted):
    assert credit(mark, second, is_hinted=is_hinted, rules=CreditRules()) == mark


@given(MARKS, MARKS, st.booleans(), SHARES, SHARES)
def test_a_second_try_never_lowers_it_and_never_counts_as_the_first(
    mark, second, is_hinted, second_try, with_hint
):
    rules = CreditRules(second_try, with_hint)

    counted = credit(mark, second, is_hinted=is_hinted, rules=rules)

    assert counted >= credit(mark, None, is_hinted=is_hinted, rules=rules)
    assert counted <= max(mark, second_try)


@pytest.mark.parametrize(
    ("feedback", "is_of_pair", "share"),
    [("after-each", False, 0.5), ("at-end", False, None), ("after-each", True, None)],
)
def test_a_second_try_is_given_where_answers_are_shown_at_once_and_in_no_pair(
    feedback, is_of_pair, share
):
    quiz = Quiz("all", "All", second_try=0.5)

    assert second_try_of(quiz, feedback, is_of_pair=is_of_pair) == share
