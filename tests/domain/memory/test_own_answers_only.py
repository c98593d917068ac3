"""What others answer changes nothing of a learner's memories, plan and reasons."""

from __future__ import annotations

import pytest

from tests.domain.memory.others_answers import what_ann_sees, with_others_shuffled
from tests.domain.memory.random_logs import RandomLog


@pytest.mark.parametrize("seed", range(20))
def test_other_learners_answers_change_no_memory_plan_or_reason(seed):
    log = RandomLog(seed).grow(60)

    shuffled = with_others_shuffled(log, seed)

    assert what_ann_sees(shuffled) == what_ann_sees(log)


def test_the_shuffled_answers_are_others_indeed():
    log = RandomLog(1).grow(60)

    assert with_others_shuffled(log, 1) != with_others_shuffled(log, 2)
