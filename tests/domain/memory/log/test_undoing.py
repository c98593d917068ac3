"""What a learner may take back, and what not."""

from __future__ import annotations

import pytest

from quizapp.domain.memory.log.live_rows import live_rows
from quizapp.domain.memory.log.undoing import can_be_retracted
from tests.domain.memory.log.log_making import answered, key_seen, march, rated, retracted


@pytest.mark.parametrize("row", [rated(10), answered(10)])
def test_the_last_answer_of_today_can_be_taken_back(row):
    others = [rated(9), key_seen(11), rated(12, item="two"), rated(12, learner="bob", id="bob's")]

    assert can_be_retracted(row, [*others, row], "ann", march(1))


def test_nobody_takes_back_what_is_anothers():
    assert not can_be_retracted(rated(10), [rated(10)], "bob", march(1))


def test_nothing_of_an_earlier_day_is_taken_back():
    assert not can_be_retracted(rated(10), [rated(10)], "ann", march(2))


def test_nothing_is_taken_back_after_the_next_answer():
    assert not can_be_retracted(rated(10), [rated(10), rated(11)], "ann", march(1))


def test_nothing_is_taken_back_twice():
    row = rated(10)

    assert not can_be_retracted(row, live_rows([row, retracted(11, row.id)]), "ann", march(1))


def test_only_answers_can_be_taken_back():
    assert not can_be_retracted(key_seen(10), [key_seen(10)], "ann", march(1))
