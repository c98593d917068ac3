"""A guesser's luck by kind of answer, also counted out by trying every answer."""

from __future__ import annotations

from itertools import combinations, permutations
from statistics import fmean

import pytest

from quizapp.domain.drills.marking import mark
from quizapp.domain.items import Option, Question
from quizapp.domain.memory.guesses import (
    PRODUCED,
    TRUE_OR_FALSE,
    any_of,
    guess_at,
    one_of,
    pairs,
    several_gaps,
    some_of,
)


def question(options: int, keys: int, **terms: str | int) -> Question:
    made = tuple(Option(str(each), str(each), is_key=each < keys) for each in range(options))
    return Question("?", made, **terms)  # type: ignore[arg-type]  # what each test needs


@pytest.mark.parametrize(
    ("guess", "chance", "expected"),
    [
        (PRODUCED, 0, 0),
        (TRUE_OR_FALSE, 1 / 2, 1 / 2),
        (one_of(4), 1 / 4, 1 / 4),
        (several_gaps([2, 4]), 1 / 8, 3 / 8),
        (some_of(5, 2), 1 / 10, 1 / 10),
        (any_of(4, subtracts=False), 1 / 15, 1 / 15),
        (any_of(4, subtracts=True), 1 / 15, 0),
        (pairs(4), 1 / 24, 1 / 4),
    ],
)
def test_each_kind_of_answer_has_its_luck(guess, chance, expected):
    assert guess.chance == pytest.approx(chance)
    assert guess.mark == pytest.approx(expected)


def test_the_luck_of_pairs_is_what_all_orders_give():
    marks = [sum(a == b for a, b in enumerate(order)) / 4 for order in permutations(range(4))]

    assert pairs(4).chance == marks.count(1.0) / len(marks)
    assert pairs(4).mark == pytest.approx(fmean(marks))


def test_the_luck_of_several_keys_is_what_all_answers_give():
    asked = question(4, 2, mode="many")
    ids = [option.id for option in asked.options]
    answers = [set(chosen) for size in range(1, 5) for chosen in combinations(ids, size)]
    marks = [mark(asked, chosen) for chosen in answers]

    assert guess_at(asked).chance == pytest.approx(fmean(marks))
    assert guess_at(asked).mark == pytest.approx(fmean(marks))


@pytest.mark.parametrize(
    ("asked", "guess"),
    [
        (question(4, 1), one_of(4)),
        (question(9, 1, shown=4), one_of(4)),
        (question(3, 1, shown=4), one_of(3)),
        (question(2, 1, keep_order=True), TRUE_OR_FALSE),
        (question(5, 2, mode="many", credit="proportional"), any_of(5, subtracts=True)),
        (question(5, 2, mode="many", credit="exact"), any_of(5, subtracts=False)),
    ],
)
def test_a_question_has_the_luck_of_what_is_shown(asked, guess):
    assert guess_at(asked) == guess
