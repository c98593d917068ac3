"""What is left of a log after retractions, re-marks, corrected keys and merged accounts."""

from __future__ import annotations

from dataclasses import replace

from quizapp.domain.memory.log.live_rows import live_rows
from quizapp.domain.memory.log.rows import ItemRow, Row
from tests.domain.memory.log.log_making import (
    answered,
    corrected,
    key_seen,
    merged,
    rated,
    remarked,
    retracted,
)


def test_rows_come_in_the_order_of_day_moment_and_id():
    late, early = rated(20), rated(10)
    twin = replace(early, id="at 000000.000")

    assert live_rows([late, early, twin]) == [twin, early, late]


def test_a_row_that_comes_twice_counts_once():
    assert live_rows([rated(10), rated(10)]) == [rated(10)]


def test_whoever_takes_back_a_rating_has_seen_the_key():
    row = rated(10)

    assert live_rows([row, retracted(11, row.id)]) == [key_seen(10)]


def test_an_answer_taken_back_whose_key_was_held_leaves_nothing():
    row = answered(10, is_key_held=True)

    assert live_rows([row, retracted(11, row.id)]) == []


def test_the_last_re_mark_counts():
    row = answered(10, mark=0.0)
    log = [row, remarked(50, row.id, 1.0), remarked(40, row.id, 0.5)]

    assert live_rows(log) == [replace(row, mark=1.0)]


def test_a_corrected_key_leaves_only_what_was_begun_after_it():
    before, between, after = answered(20), answered(30, began=12), answered(40)
    other = answered(10, item="two", id="other")

    assert live_rows([before, between, after, other, corrected(20)]) == [other, after]


def test_of_two_corrections_the_later_one_counts():
    log = [answered(10), answered(30), answered(50), corrected(40), corrected(20)]

    assert live_rows(log) == [answered(50)]


def test_rows_of_merged_accounts_are_the_others():
    log = [rated(10, learner="bob"), merged(20, "bob", "cem"), merged(30, "cem", "ann")]

    assert live_rows(log) == [rated(10)]


def test_accounts_merged_in_a_circle_come_to_an_end():
    log: list[Row] = [rated(10), merged(20, "ann", "bob"), merged(30, "bob", "ann")]

    (row,) = live_rows(log)

    assert isinstance(row, ItemRow)
