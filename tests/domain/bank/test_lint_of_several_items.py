"""Lint of items beside one another: repeats, stems that tell a key, terms shown the same."""

from __future__ import annotations

import pytest

from tests.support.linting import choice, codes, findings

RISE = choice("How often does the water rise in one day?", "Twice", "Once")


def test_item_that_almost_repeats_another_is_warned_of_where_it_stands():
    found = findings(
        RISE, choice("What pulls?", "Sun", "Moon"), RISE.replace("one day", "one  day")
    )

    assert [(each.code, each.message) for each in found if each.code == "W514"] == [
        ("W514", "This is almost the same as `item-0`.")
    ]


@pytest.mark.parametrize(
    "other",
    [
        choice("How often does the water fall in one day?", "Twice", "Once"),
        choice("How often does the water rise in one day?", "Four times", "Once"),
        choice("How often does the water rise in one week?", "Fourteen times", "Once"),
    ],
)
def test_items_that_differ_in_what_they_ask_are_no_duplicates(other):
    assert "W514" not in codes(RISE, other)


LINE = choice("What comes when sun and moon pull along one line?", "A spring tide", "A storm")


@pytest.mark.parametrize("key", ["A spring tide", "springtide"])
def test_stem_that_tells_another_key_is_warned_of(key):
    asking = LINE.replace("A spring tide", key)
    telling = choice(
        f"Why does {key.lower()} come when sun and moon pull along one line?", "So", "No"
    )

    found = [each for each in findings(asking, telling) if each.code == "W515"]

    assert [each.message for each in found] == ["This stem tells the key of `item-0`."]


def test_stem_that_tells_a_key_is_warned_of_also_where_others_have_a_key_like_it():
    unlike = choice("What comes after the storm at sea?", "A spring flood", "A calm")
    telling = choice(
        "Why does a spring tide come when sun and moon pull along one line?", "So", "No"
    )

    found = [each for each in findings(unlike, LINE, telling) if each.code == "W515"]

    assert [each.message for each in found] == ["This stem tells the key of `item-1`."]


@pytest.mark.parametrize(
    "other",
    [
        choice("What did Ida say of a spring tide?", "So", "No"),
        (
            "type: true-false\nkey: false\n"
            "stem: A spring tide comes when sun and moon pull along one line."
        ),
        choice("What comes when sun and moon pull across one line?", "A neap tide", "A storm"),
    ],
)
def test_stem_about_something_else_gives_nothing_away(other):
    assert "W515" not in codes(LINE, other)


def term(name: str, definition: str, drills: str = "[quiz, card]") -> str:
    return f"type: term\nterm: {name}\ndefinition: {definition}\ndrills: {drills}"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (term("ebb", "water that flows"), term("flood", "Water  that flows")),
        (term("ebb", "water that flows", "quiz"), term("flood", "water that flows", "quiz")),
        (term("tide", "ebb and flood"), term("tide", "what the moon does")),
        (choice("Who waits?", "Ida", "Kai"), choice("Who waits?", "The pilots", "Kai")),
        ("type: cloze\ntext: Low at {{six}}.", "type: cloze\ntext: Low at {{noon}}."),
    ],
)
def test_items_that_show_the_same_and_want_something_else_are_warned_of(one, other):
    found = [each for each in findings(one, other) if each.code == "W524"]

    assert len(found) == 1
    assert "`item-0` shows the same words, and wants “" in found[0].message


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (term("ebb", "water that flows"), term("ebb", "water that flows")),
        (term("tide", "ebb", "quiz"), term("tide", "flood", "quiz")),
        (f"{choice('Who?', 'Ida', 'Kai')}\ndrills: quiz", choice("Who?", "The pilots", "Kai")),
        (term("ebb", "water out"), term("flood", "water in")),
    ],
)
def test_what_is_never_shown_alone_or_wants_the_same_is_not_warned_of(one, other):
    assert "W524" not in codes(one, other)
