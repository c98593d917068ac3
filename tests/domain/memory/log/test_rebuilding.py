"""A rebuild from the log gives what came row by row, to the last bit."""

from __future__ import annotations

import pytest

from quizapp.domain.memory.log.rebuilding import rebuilt
from quizapp.domain.memory.log.rows import ItemRow
from tests.domain.memory.one_by_one import ROWS, difference
from tests.domain.memory.random_logs import RandomLog, learners_of


def test_forty_random_logs_are_rebuilt_bit_for_bit():
    assert [each for each in map(difference, range(40)) if each] == []


@pytest.mark.slow
def test_four_hundred_random_logs_are_rebuilt_bit_for_bit():
    assert [each for each in map(difference, range(1_000, 1_400)) if each] == []


def test_the_random_logs_hold_everything():
    rows = [row for seed in range(40) for row in RandomLog(seed).grow(ROWS)]

    kinds = {type(row).__name__ for row in rows}
    assert kinds == {
        "Answered",
        "Rated",
        "KeySeen",
        "Retracted",
        "Remarked",
        "KeyCorrected",
        "Merged",
    }
    assert learners_of(rows) == {"ann", "bob", "cem"}


@pytest.mark.parametrize("seed", range(10))
def test_a_deleted_person_leaves_nothing_behind(seed):
    log = [row for row in RandomLog(seed).grow(ROWS) if isinstance(row, ItemRow)]
    others = [row for row in log if row.learner != "bob"]

    anew = rebuilt(others)

    assert {key.learner for key in anew.tracks} <= {"ann", "cem"}
    kept = {key: track for key, track in rebuilt(log).tracks.items() if key.learner != "bob"}
    assert anew.tracks == kept
