"""Which classes have to be told apart by something else than their names."""

from __future__ import annotations

from quizapp.domain.class_names import alike


def test_two_of_one_title_and_term_are_alike_whatever_their_capitals() -> None:
    names = {1: ("Class 7b", "2030"), 2: ("class  7B ", "2030"), 3: ("Class 7b", "2031")}

    assert alike(names) == {1, 2}


def test_nothing_is_like_itself_alone() -> None:
    assert alike({1: ("7b", "")}) == frozenset()
    assert alike({}) == frozenset()
