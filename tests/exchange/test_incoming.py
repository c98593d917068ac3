"""Marks that a bank cannot give: whatever the shares are, the import tells of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quizapp.exchange.asked import Answer, Asked
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import take

percents = st.lists(st.integers(-100, 99), min_size=1, max_size=5)
penalties = st.lists(st.integers(-100, 0), min_size=1, max_size=5)


def answers(shares: list[float]) -> tuple[Answer, ...]:
    return tuple(Answer(f"word {number}", share) for number, share in enumerate(shares))


def told_of(asked: Asked) -> list[tuple[str, str]]:
    into = Gathering()
    take(asked, into)
    return [(finding.code, finding.message) for finding in into.findings]


@pytest.mark.parametrize("after", ["", " is what they call it."])
@given(shares=percents)
@example(shares=[-50])
def test_each_part_of_a_mark_and_each_penalty_of_a_wrong_answer_is_told(
    after: str, shares: list[int]
) -> None:
    wrong = answers([percent / 100 for percent in shares])
    asked = Asked("one", "Which?", (Answer("right", 1.0), *wrong), after)

    messages = [message for code, message in told_of(asked) if code == "X614"]

    told = {number: f"“word {number}” ({percent}%)" for number, percent in enumerate(shares)}
    assert len(messages) == any(shares)
    assert all((said in messages[0]) == (shares[at] != 0) for at, said in told.items() if messages)


@given(penalties, st.integers(1, 5))
@example([-50, 0], 2)
def test_penalties_that_differ_from_the_share_of_a_key_are_told(
    shares: list[int], key_count: int
) -> None:
    wrong = answers([percent / 100 for percent in shares])
    keys = [Answer(f"key {number}", 1 / key_count) for number in range(key_count)]

    told = [code for code, _ in told_of(Asked("many", "Which?", (*keys, *wrong)))]

    is_alike = all(abs(percent + 100 / key_count) < 1 for percent in shares)
    assert told == ([] if is_alike else ["X614"])
