"""Whether a text says who somebody is."""

from __future__ import annotations

import pytest

from quizapp.domain.names_in_texts import is_named, is_named_in_part

NAMES = ("Ana Maria Lund", "ana.l", None, " ")


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("Ana Maria Lund was right.", True, True),
        ("as ANA  MARIA\nLUND said", True, True),
        ("ana.l saw it", True, True),
        ("Lund saw it", False, True),
        ("Maria’s answer is right", False, True),
        ("Anatomy of a tide", False, False),
        ("The key was wrong.", False, False),
        ("", False, False),
    ],
)
def test_a_name_is_found_as_a_whole_or_in_part(text, whole, part):
    assert (is_named(text, NAMES), is_named_in_part(text, NAMES)) == (whole, part)


def test_what_is_shorter_than_a_name_is_not_looked_for():
    assert not is_named_in_part("It is so.", ("Bo So", ""))
    assert is_named_in_part("As Bo So said.", ("Bo So",))


def test_three_letters_are_a_part_of_a_name():
    assert is_named_in_part("As Ina said.", ("Ina Bo",))
    assert not is_named_in_part("As Bo said.", ("Ina Bo",))
