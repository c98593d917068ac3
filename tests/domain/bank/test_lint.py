"""Lint of the writing: each rule warns at its place, and of nothing else."""

from __future__ import annotations

import pytest

from tests.support.linting import HELP, choice, codes, findings, place

WARNED = [
    (
        "W502",
        (
            "stem: What pulls?\nkey: «The moon on its long way round the earth\n"
            "distractors: [The wind, The rain]"
        ),
    ),
    ("W503", 'stem: «"It is an ____"\nkey: ebb\ndistractors: [flood, storm]'),
    ("W503", "type: cloze\ntext: «An {{hour}} is enough.\ndistractors: {hour: [day, year]}"),
    ("W504", "stem: «What pulls most are\nkey: sun and moon\ndistractors: [the wind, a star]"),
    (
        "W504",
        "stem: «Which two bodies pull?\nkey: Sun and moon\ndistractors: [The wind, Both stars]",
    ),
    (
        "W505",
        "stem: Where do pilots work?\nkey: «On the pilots’ boat\ndistractors: [At school, At home]",
    ),
    (
        "W506",
        (
            "stem: When does it rise?\nkey: Twice a day\n"
            "distractors: [«never in winter, always at noon, once a week]"
        ),
    ),
    (
        "W506",
        (
            "type: cloze\ntext: The {{moon}} pulls {{twice}} a day.\n"
            "distractors: {moon: [wind, rain], twice: [«never, always]}"
        ),
    ),
    (
        "W507",
        (
            "stem: What pulls?\nkey: The moon\ndistractors: [«none of the above, The wind]\n"
            "pin: {last: none of the above}"
        ),
    ),
    (
        "W507",
        (
            "stem: What pulls?\nkey: «Both A and B.\ndistractors: [The moon, The wind]\n"
            "pin: {last: Both A and B.}"
        ),
    ),
    ("W508", "stem: What is «not wet?\nkey: Sand\ndistractors: [Rain, Fog]"),
    (
        "W508",
        "stem: Who did«n’t wait?\nkey: Ida\ndistractors: [Kai, Jon]".replace("did«n", "«didn"),
    ),
    (
        "W508",
        "stem: 'All of these pull, «except:'\nkey: Sand\ndistractors: [Sun, Moon]\ndrills: [quiz]",
    ),
    ("W509", "stem: «The tide comes in.\nkey: At noon\ndistractors: [At one, At two]"),
    ("W509", "type: true-false\nstem: «Does the moon pull?\nkey: true"),
    ("W510", "stem: «" + "Why " * 61 + "?\nkey: A\ndistractors: [B, C]"),
    ("W510", "stem: Why is it?\nkey: A\ndistractors: [«" + "b " * 36 + ", C]"),
    ("W511", "stem: «Tides?\nkey: A\ndistractors: [B, C]"),
    ("W512", "stem: What pulls?\nkey: The moon\ndistractors: [«moon., The sun]"),
    ("W512", "stem: How many?\nkey: more than 20\ndistractors: [«more than 10, more than 30]"),
    ("W512", "stem: How many?\nkey: 5-10\ndistractors: [«10-20, 30-40]"),
    *(
        ("W512", f"stem: How many?\nkey: 30 days\ndistractors: [5 days, «{said} days]")
        for said in ("more than 20", "over 20", "at least 20", "from 20")
    ),
    *(
        ("W512", f"stem: How many?\nkey: 5 days\ndistractors: [30 days, «{said} days]")
        for said in ("less than 9", "under 9", "below 9", "fewer than 9", "at most 9", "up to 9")
    ),
    (
        "W516",
        (
            "stem: What pulls?\nkey: The moon\ndistractors: [The wind, The sun]\n"
            "hint: «It is the moon that does it."
        ),
    ),
    ("W523", "stem: Who fled?\nkey: Ida\ndistractors: [Kai, «12 March 2019, Jon]"),
    ("W523", "stem: When was it?\nkey: 12 March 2019\ndistractors: [«450 ships, May 2018, 2016]"),
    (
        "W523",
        "stem: How many?\norder: as-written\noptions: [key: 3 cars, 5 cars, 9 cars, «90000 cars]",
    ),
    ("W523", "stem: How many?\nkey: 3 ships\ndistractors: [5 ships, «Fog, 9 ships]"),
    ("W519", "type: true-false\nstem: The mayor is «currently Ida.\nkey: true"),
    ("W519", "type: true-false\nstem: It is so.\nkey: true\nhint: Think of «last week."),
    ("W519", "stem: Why so?\nkey: The sea «is now calm\ndistractors: [The sea was rough]"),
    ("W520", "type: true-false\nstem: Each year «1,200 ships wait.\nkey: true"),
    (
        "W520",
        "type: true-false\nstem: It is so.\nkey: true\nexplanation: There live «1.5 million fish.",
    ),
    ("W530", "stem: «Which of these is wet?\nkey: Rain\ndistractors: [Sand, Dust]"),
    (
        "W530",
        "stem: What is wet?\nfront: «What of the following?\nkey: Rain\ndistractors: [Sand, Dust]",
    ),
    (
        "W531",
        (
            "stem: Who keeps it?\nkey: A lonely bearded chap\ndistractors: [A jolly young lad]\n"
            "cites: «The moon pulls at the sea"
        ),
    ),
    (
        "W531",
        (
            "stem: Who keeps it?\nkey: It is Kai Berg\ndistractors: [It is Jon Lund]\n"
            "cites: «The moon pulls at the sea"
        ),
    ),
    (
        "W531",
        (
            "stem: How many berths?\nkey: 460 berths\ndistractors: [300 berths, None]\n"
            "cites: «The harbour has 450 berths"
        ),
    ),
    ("W521", "type: true-false\nstem: It is so.\nkey: true\nallow:\n  «W519: It is meant."),
    ("W536", "type: place\nstem: Which is so?\ntext: «One. {{Two.}} Three."),
    (
        "W536",
        (
            "type: place\nstem: Which is so?\n"
            "text: The moon pulls at the sea. {{«The harbour has 460 berths.}} In 2019 it rose."
        ),
    ),
    (
        "W536",
        (
            "type: place\nstem: Which is so?\n"
            "text: «The moon pulls at the sea. {{The harbour has 450 berths.}}"
            " An account by Ida Ekman for The School."
        ),
    ),
]


@pytest.mark.parametrize(("code", "item"), WARNED)
def test_rule_warns_at_the_place_and_of_nothing_else(code, item):
    text, line, column = place(item)

    found = [each for each in findings(text) if each.code[0] == "W" and each.code not in HELP]

    assert [(each.code, each.span.line, each.span.column) for each in found] == [
        (code, line, column)
    ]


@pytest.mark.parametrize(("code", "item"), WARNED)
def test_what_stands_before_an_item_hides_nothing_of_it(code, item):
    text, line, column = place(item)
    before = "stem: Who counts the boats?\nkey: Ida\ndistractors: [Kai, Jon]"

    found = [each for each in findings(before, text) if each.code == code]

    below = line + len(before.splitlines()) + 2
    assert [(each.span.line, each.span.column) for each in found] == [(below, column)]


def test_of_two_options_neither_is_the_odd_one():
    assert "W523" not in codes("stem: How many?\nkey: 3 ships\ndistractors: [Fog]")


@pytest.mark.parametrize("verb", ["are", "were", "have"])
def test_a_verb_in_the_plural_gives_away_the_only_plural(verb):
    stem = f"What pulls most of the time {verb}"

    assert "W504" in codes(choice(stem, "sun and moon", "the wind", "a star"))


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (choice("What pulls?", "The moon", "moon."), "“moon.” says the same as “The moon”."),
        (
            choice("How many?", "more than 20", "more than 10"),
            "Where “more than 20” is right, “more than 10” can be as well.",
        ),
        (
            choice("How many?", "3 ships", "Fog", "5 ships", "9 ships"),
            "“Fog” is in words; every other option is a number.",
        ),
    ],
    ids=["the same", "right as well", "odd"],
)
def test_a_warning_of_options_names_them(item, message):
    assert message in [each.message for each in findings(item)]
