"""The learned mixture: it wins by what other items show, and nothing where keys stand anywhere."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank.audit.learning import learned_mixture
from quizapp.domain.bank.audit.looks import Look
from quizapp.domain.bank.audit.many_sums import apart, side_by_side
from quizapp.domain.bank.audit.mixing import Played
from quizapp.domain.bank.audit.ridge import dot, gram, inverse
from quizapp.domain.bank.audit.strategies import STRATEGIES, Scores

LONG, NAMES = "the longest option", "the most names"


def played(item_id: str, key: int = 0, **scores: Scores) -> Played:
    """A question of three options, with what the strategies of `_NAMED` think of them."""
    look = Look(item_id, "", ("", "", ""), (frozenset(),) * 3, (key,), is_shuffled=True)
    own = {{"long": LONG, "names": NAMES}[name]: each for name, each in scores.items()}
    return look, {name: own.get(name, (0.0, 0.0, 0.0)) for name in STRATEGIES}


def test_what_marks_the_keys_of_other_items_is_won_even_where_no_strategy_looks_for_it():
    questions = [[played(f"i{n}", names=(0.0, 1.0, 2.0))] for n in range(12)]

    won, p = learned_mixture(questions)

    assert won == [1.0] * 12
    assert p < 0.01


def test_two_marks_together_tell_what_neither_tells_alone():
    questions = [[played(f"i{n}", long=(2, 3, 0), names=(2, 0, 3))] for n in range(12)]

    assert learned_mixture(questions)[0] == [1.0] * 12


def test_of_two_marks_the_one_counts_that_is_right_more_often():
    by_length = [[played(f"i{n}", long=(1, 0, 0), names=(0, 1, 0))] for n in range(9)]
    by_names = [[played(f"j{n}", long=(0, 1, 0), names=(1, 0, 0))] for n in range(4)]

    won, _ = learned_mixture([*by_length, *by_names])

    assert won == [1.0] * 9 + [0.0] * 4


def test_nothing_is_learned_from_the_questions_of_the_same_item():
    alone = [[played("i", long=(1, 0, 0))] for _ in range(5)]

    won, p = learned_mixture(alone)

    assert won == pytest.approx([1 / 3] * 5)
    assert p == 1


def test_what_is_won_is_the_mean_over_the_draws_of_a_question():
    others = [[played(f"i{n}", long=(1, 0, 0))] for n in range(8)]
    drawn = [played("j", long=(1, 0, 0)), played("j", long=(0, 1, 0))]

    won, _ = learned_mixture([*others, drawn])

    assert won[-1] == 0.5


@pytest.mark.slow
def test_where_keys_stand_anywhere_few_banks_are_called_significant():
    dice = random.Random(3)

    found = [learned_mixture(by_lot(dice))[1] for _ in range(30)]

    assert sum(p < 0.05 for p in found) <= 5  # more in one of three hundred such tests
    assert sum(p < 0.5 for p in found) > 7


def by_lot(dice: random.Random) -> list[list[Played]]:
    def scores() -> Scores:
        return (dice.random(), dice.random(), dice.random())

    return [[played(f"i{n}", dice.randrange(3), long=scores(), names=scores())] for n in range(40)]


rows = st.lists(st.tuples(*[st.floats(-3, 3)] * 3), min_size=1, max_size=9)


@given(rows, st.floats(0.5, 9))
def test_an_inverse_undoes_its_matrix_with_the_ridge(options, ridge):
    matrix = gram(options, 3)
    ridged = [
        [value + ridge * (at == n) for at, value in enumerate(r)] for n, r in enumerate(matrix)
    ]

    undone = [
        [dot(row, column) for column in zip(*ridged, strict=True)] for row in inverse(matrix, ridge)
    ]

    for at, row in enumerate(undone):
        assert row == pytest.approx([float(at == place) for place in range(3)], abs=1e-6)


@given(st.lists(st.tuples(*[st.floats(0, 1)] * 4), min_size=1, max_size=30))
def test_figures_side_by_side_are_summed_as_each_by_itself(figures):
    total = sum(map(side_by_side, figures))

    sums = [sum(each) for each in zip(*figures, strict=True)]
    assert apart(total, 4) == pytest.approx(sums, abs=len(figures) / 2**36)
