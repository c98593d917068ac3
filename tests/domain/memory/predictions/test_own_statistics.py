"""What somebody's own answers say of their predictions, without a class."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from quizapp.domain.memory.log.folding import Update
from quizapp.domain.memory.predictions.class_statistics import NO_STATISTICS, statistics_after
from quizapp.domain.memory.predictions.own_statistics import OwnStatistics, own_statistics
from quizapp.domain.memory.updates import PRIOR, MemoryState

BEGINNING = date(2026, 3, 1)


def answer(days: int, *, right: bool, difficulty: float = 5.0, item: str = "i1") -> Update:
    before = MemoryState(4.0, difficulty, BEGINNING)
    on = BEGINNING + timedelta(days=days)
    return Update("ann", item, on, before, float(right), 0.25, right)


def first(known: float, item: str = "i1") -> Update:
    return Update("ann", item, BEGINNING, None, known, 0.25, known > 0)


def test_somebody_who_has_answered_nothing_is_corrected_by_nothing():
    assert OwnStatistics().log_factor(5.0) == 0.0
    assert OwnStatistics().prior == pytest.approx(PRIOR)


def test_who_knows_more_than_expected_is_taken_to_forget_more_slowly():
    good = own_statistics([answer(20 + day, right=True) for day in range(10)])
    bad = own_statistics([answer(2 + day, right=False) for day in range(10)])

    assert bad.log_factor(5.0) < -0.1 < 0.1 < good.log_factor(5.0)


def test_one_answer_moves_little():
    assert 0 < own_statistics([answer(20, right=True)]).log_factor(5.0) < 0.05


def test_memories_of_one_difficulty_are_corrected_apart():
    answers = [
        update
        for day in range(10)
        for update in (
            answer(20 + day, right=True, difficulty=2.0),
            answer(20 + day, right=False, difficulty=8.0),
        )
    ]

    own = own_statistics(answers)

    assert own.log_factor(8.5) < own.log_factor(5.0) < own.log_factor(2.5)


def test_answers_on_the_day_of_the_memory_say_nothing():
    assert own_statistics([answer(0, right=False)]).log_factor(5.0) == 0.0


def test_known_first_answers_raise_the_chance_of_what_was_never_asked():
    knowing = own_statistics([first(1.0, f"i{number}") for number in range(8)])
    unknowing = own_statistics([first(0.0, f"i{number}") for number in range(8)])

    assert unknowing.prior < PRIOR - 0.05 < PRIOR + 0.05 < knowing.prior


def test_with_items_that_nobody_has_shown_a_class_of_one_comes_to_the_same_first_answers():
    answers = [first(0.6, f"i{number}") for number in range(5)]

    of_class = statistics_after(NO_STATISTICS, answers, date(2027, 1, 1)).learners["ann"]

    assert own_statistics(answers).learner == of_class
