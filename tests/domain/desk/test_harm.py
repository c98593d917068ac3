"""What waits for a teacher, in the order of harm."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.desk.harm import Concern, most_harmful_first


@dataclass(frozen=True)
class Something:
    concern: Concern
    number: int = 0


def test_a_broken_file_comes_first_and_open_joining_last():
    shuffled = [Something(each) for each in sorted(Concern)]

    in_order = [each.concern for each in most_harmful_first(shuffled)]

    assert in_order == [
        Concern.BROKEN_FILE,
        Concern.WRONG_KEY,
        Concern.MARKS_DIFFER,
        Concern.HELD_BACK,
        Concern.NOT_BEGUN,
        Concern.NEED_HELP,
        Concern.CHALLENGES,
        Concern.DELETION,
        Concern.MEANT_SAME,
        Concern.JOINING_OPEN,
    ]


@given(st.lists(st.builds(Something, st.sampled_from(Concern), st.integers())))
def test_nothing_is_lost_and_one_kind_keeps_its_order(waiting):
    in_order = most_harmful_first(waiting)

    assert most_harmful_first(in_order) == in_order
    for concern in Concern:
        of_kind = [each for each in waiting if each.concern is concern]
        assert [each for each in in_order if each.concern is concern] == of_kind
