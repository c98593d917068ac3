from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.typed_codes import (
    ALPHABET,
    CODE_LENGTH,
    drawn_code,
    drawn_password,
    grouped_code,
    normal_code,
)


@pytest.mark.parametrize(
    "typed", ["ABCD-2345", "abcd2345", " a b c d – 2345 ", "ａｂｃｄ２３４５", "abcd/2345."]
)
def test_a_code_may_be_typed_in_many_ways(typed: str) -> None:
    assert normal_code(typed) == "ABCD2345"


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-23456", "ABCD-234O", "\x00" * 9, "ß" * 8])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert normal_code(typed) == ""


def test_a_code_behind_much_else_is_none() -> None:
    assert normal_code("-" * 56 + "ABCD2345") == "ABCD2345"
    assert normal_code("-" * 57 + "ABCD2345") == ""


@given(st.integers())
def test_a_drawn_code_is_one_that_can_be_read_aloud(seed: int) -> None:
    code = drawn_code(random.Random(seed))

    assert len(code) == CODE_LENGTH
    assert set(code) <= set(ALPHABET)
    assert normal_code(grouped_code(code).lower()) == code


@given(st.integers())
def test_a_drawn_password_is_three_groups_of_what_is_not_mistaken(seed: int) -> None:
    groups = drawn_password(random.Random(seed)).split("-")

    assert [len(group) for group in groups] == [4, 4, 4]
    assert set("".join(groups)) <= set(ALPHABET.lower()) - {"l"}
