"""How far two texts are apart, held against a library that says the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from quizapp.domain.items.short_answers import Forgiving, OtherAnswers, rivals
from quizapp.domain.items.short_answers.distance import apart, are_near, are_near_for_many
from quizapp.domain.items.short_answers.rivals import MANY_ANSWERS

FEW_LETTERS = st.text("abcñ", max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [
        ("mosul", "mosul", 0),
        ("", "mosul", 5),
        ("mosul", "mosull", 1),
        ("mosul", "mosal", 1),
        ("mosul", "msoul", 1),
        ("ca", "abc", 2),
        ("nineveh", "ninevah", 1),
    ],
)
def test_a_letter_more_less_other_or_swapped_is_one_slip(one: str, other: str, slips: int):
    assert apart(one, other) == slips
    assert apart(other, one) == slips


@given(FEW_LETTERS, FEW_LETTERS)
def test_it_counts_as_the_library_does(one: str, other: str):
    assert apart(one, other) == DamerauLevenshtein.distance(one, other)


@given(FEW_LETTERS, FEW_LETTERS, st.integers(0, 4))
def test_near_is_what_is_no_farther_apart(one: str, other: str, most: int):
    is_near = apart(one, other) <= most

    assert are_near(one, other, most) == is_near
    assert are_near_for_many()(one, other, most) == is_near


def test_a_bank_with_many_answers_finds_the_same_near_ones():
    forgiving = Forgiving.of((), "en")
    near = ["compliment", "supplement", "implement", "complete"]
    far = [f"something else {number}" for number in range(MANY_ANSWERS)]
    many = OtherAnswers((("other", text) for text in [*near, *far]), "en")

    found = many.near("its own", ["complement"], forgiving)

    assert set(found) == {"compliment", "supplement", "implement", "complete"}
    assert found == rivals(["complement"], near, forgiving)
