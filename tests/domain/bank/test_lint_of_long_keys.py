"""Keys that are the longest options: told once for the bank, where chance would not do it."""

from __future__ import annotations

from tests.support.linting import HEAD, choice, codes, findings

LONG_KEYS = [
    choice(f"What is {word}?", "the long one", "short", "tiny")
    for word in ("ash", "bay", "cow", "dew", "elm", "fog", "gum", "hay")
]


def test_long_keys_are_warned_of_once_for_the_whole_bank():
    (found,) = [each for each in findings(*LONG_KEYS) if each.code == "W501"]

    assert (
        found.message
        == "In 8 of 8 questions the key is the longest option; by chance it would be 3."
    )
    assert (found.span.line, found.span.column) == (HEAD.count("\n"), 1)


def test_a_few_long_keys_may_be_chance():
    short_keys = [item.replace("the long one", "one") for item in LONG_KEYS[:5]]

    assert "W501" not in codes(*LONG_KEYS[:7])
    assert "W501" not in codes(*LONG_KEYS[5:], *short_keys)
