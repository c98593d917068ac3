"""What an answer does to a memory: worked examples, laws, and the package itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.domain.memory.curve import (
    recall_after,
    stability_if_known,
    stability_if_missed,
)
from quizapp.domain.memory.guesses import PRODUCED, TRUE_OR_FALSE, Guess, one_of, pairs
from quizapp.domain.memory.ratings import Rating
from quizapp.domain.memory.updates import (
    PRIOR,
    Evidence,
    MemoryState,
    known_chance,
    learnt,
    of_card,
    rating_if_known,
)
from tests.domain.memory.card_ratings import differences_from_the_package

AGAIN, HARD, GOOD, EASY = Rating
MARCH_2 = date(2026, 3, 2)
APRIL_1 = date(2026, 4, 1)
ONE_GOOD = learnt(None, of_card(GOOD), MARCH_2)

shares = st.floats(0, 1)
chances = st.floats(0.01, 1)
guesses = st.builds(Guess, st.floats(0, 0.5), st.floats(0, 0.5))
states = st.builds(
    MemoryState,
    stability=st.floats(0.001, 1000),
    difficulty=st.floats(1, 10),
    day=st.just(MARCH_2),
)
gaps = st.integers(0, 400)


def after_cards(*rated: tuple[Rating, date]) -> MemoryState:
    state = None
    for rating, day in rated:
        state = learnt(state, of_card(rating), day)
    assert state is not None
    return state


def march(day: int) -> date:
    return date(2026, 3, day)


def figures(state: MemoryState) -> tuple[float, float, date]:
    return round(state.stability, 4), round(state.difficulty, 4), state.day


def test_cards_known_three_times():
    state = after_cards((GOOD, march(2)), (GOOD, march(5)), (EASY, march(20)))

    assert figures(state) == (98.6421, 1.0, march(20))


def test_cards_of_one_day_and_a_lapse():
    state = after_cards((AGAIN, march(2)), (GOOD, march(2)), (HARD, march(4)), (AGAIN, march(20)))

    assert figures(state) == (0.6385, 9.1953, march(20))


@pytest.mark.parametrize(
    ("guess", "known", "after"),
    [
        (one_of(4), 0.6316, (0.9573, 3.7005, MARCH_2)),
        (TRUE_OR_FALSE, 0.4615, (0.6379, 4.4309, MARCH_2)),
    ],
)
def test_a_first_right_answer_may_have_been_luck(guess, known, after):
    evidence = Evidence(GOOD, guess=guess)

    assert known_chance(evidence, PRIOR) == pytest.approx(known, abs=1e-4)
    assert figures(learnt(None, evidence, MARCH_2)) == after


@pytest.mark.parametrize(
    ("evidence", "known", "after"),
    [
        (Evidence(GOOD, guess=one_of(4)), 0.8893, (24.7822, 2.6962, APRIL_1)),
        (Evidence(GOOD, mark=0.5, guess=pairs(4)), 0.3266, (3.0523, 5.6692, APRIL_1)),
        (
            Evidence(rating_if_known(is_unsure=False, is_hinted=True), guess=one_of(3)),
            0.8576,
            (14.74, 5.129, APRIL_1),
        ),
    ],
    ids=["one of four", "half of four pairs", "a hint that leaves three"],
)
def test_a_right_answer_a_month_later(evidence, known, after):
    recall = ONE_GOOD.recall_on(APRIL_1)

    assert recall == pytest.approx(0.6675, abs=1e-4)
    assert known_chance(evidence, recall) == pytest.approx(known, abs=1e-4)
    assert figures(learnt(ONE_GOOD, evidence, APRIL_1)) == after


def test_a_miss_before_the_lesson_and_a_card_the_day_after():
    pretest = learnt(None, Evidence(GOOD, mark=0.0, guess=one_of(4)), MARCH_2)

    after = learnt(pretest, of_card(GOOD), march(3))

    assert figures(pretest) == (0.212, 6.4133, MARCH_2)
    assert figures(after) == (1.8868, 6.4021, march(3))


def test_a_clock_set_back_counts_as_the_same_day():
    state = after_cards((GOOD, march(5)), (GOOD, march(3)))

    assert figures(state) == (2.3065, 2.1112, march(5))


@pytest.mark.parametrize(
    ("unsure", "hinted", "nearly", "rating"),
    [
        (False, False, False, GOOD),
        (True, False, False, HARD),
        (False, True, False, HARD),
        (False, False, True, HARD),
    ],
)
def test_doubt_a_hint_and_nearly_right_make_it_hard(unsure, hinted, nearly, rating):
    given = rating_if_known(is_unsure=unsure, is_hinted=hinted, is_nearly=nearly)

    assert given is rating


def test_part_of_the_marks_of_a_question_with_one_option_says_nothing():
    assert known_chance(Evidence(GOOD, mark=0.5, guess=one_of(1)), 0.8) == 0.0


@given(shares, guesses, chances)
def test_the_chance_of_having_known_is_a_probability(mark, guess, recall):
    assert 0 <= known_chance(Evidence(GOOD, mark, guess), recall) <= 1


@given(shares, shares, guesses, chances)
def test_a_better_mark_is_never_less_known(one, other, guess, recall):
    lower, higher = sorted((one, other))

    assert known_chance(Evidence(GOOD, lower, guess), recall) <= known_chance(
        Evidence(GOOD, higher, guess), recall
    )


@given(states, gaps, shares, guesses, st.sampled_from([HARD, GOOD, EASY]))
def test_a_mixed_memory_lies_between_missed_and_known(state, gap, mark, guess, rating):
    day = state.day + timedelta(days=gap)
    missed, known = (learnt(state, of_card(each), day) for each in (AGAIN, rating))

    mixed = learnt(state, Evidence(rating, mark, guess), day)

    low, high = sorted((missed.stability, known.stability))
    assert low * (1 - 1e-12) <= mixed.stability <= high * (1 + 1e-12)
    assert known.difficulty - 1e-12 <= mixed.difficulty <= missed.difficulty + 1e-12


@given(states, st.integers(1, 400))
def test_the_plain_formulas_are_the_packages_to_the_last_bit(state, gap):
    day = state.day + timedelta(days=gap)
    recall = state.recall_on(day)
    assume(recall > 0)

    known = stability_if_known(state.stability, state.difficulty, recall)
    missed = stability_if_missed(state.stability, state.difficulty, recall)

    assert known == learnt(state, of_card(GOOD), day).stability
    assert missed == learnt(state, of_card(AGAIN), day).stability


def test_a_thousand_card_ratings_are_fsrs_to_the_last_bit():
    assert differences_from_the_package(1_000, seed=3) == 0


@pytest.mark.slow
def test_twenty_thousand_card_ratings_are_fsrs_to_the_last_bit():
    assert differences_from_the_package(20_000, seed=4) == 0


@given(states)
def test_recall_is_nine_tenths_when_the_stability_has_passed(state):
    assert recall_after(state.stability, state.stability) == pytest.approx(0.9)


@given(chances)
def test_what_is_produced_from_memory_is_certain(recall):
    assert known_chance(Evidence(GOOD, guess=PRODUCED), recall) == 1.0
