"""Lint of the order of options: numbers, dates, and what speaks about the other options."""

from __future__ import annotations

import pytest

from tests.support.linting import HELP, choice, codes, findings, listed, place

WARNED = [
    ("W513", "stem: How many?\nkey: 5\n«distractors: [90, 20, 40]"),
    ("W513", "stem: How many?\nkey: 5\n«distractors: [20, 40, 90]"),
    ("W513", "stem: How long?\nkey: 1 day\n«distractors: [2 days, 3 days]"),
    ("W513", "stem: When was it?\nkey: May 2014\n«distractors: [June 2014, March 2015]"),
    ("W513", "stem: When was it?\nkey: 3 May\n«distractors: [June 4, 5 July]"),
    ("W513", "type: multiple\nstem: Which are even?\nkeys: [2, 4]\n«distractors: [3, 5]"),
    ("W513", "stem: How many?\norder: as-written\n«options: [90, 20, key: 40]"),
    (
        "W535",
        (
            "stem: What pulls?\nkey: The moon\ndistractors: [«none of these, The wind]\n"
            "allow: {W507: It is fair here.}"
        ),
    ),
    (
        "W535",
        (
            "stem: What pulls?\norder: as-written\noptions: [key: «All of these, Wind, Sun]\n"
            "allow: {W507: It is fair here.}"
        ),
    ),
]

SILENT = [
    ("numbers that fall", listed("How many are there?", "90", "40", "key: 20", "5")),
    ("numbers that rise", listed("How many are there?", "5", "key: 20", "40", "90")),
    ("dates that rise", listed("When was it?", "2 May 2014", "key: 1 June 2014", "3 March 2015")),
    ("dates of several kinds", choice("When was it?", "May 2014", "3 June 2014", "July")),
    (
        "an option about the others that stays last",
        choice(
            "What pulls here?",
            "The moon",
            "None of these",
            "The wind",
            more="pin: {last: None of these}\nallow: {W507: It is fair here.}",
        ),
    ),
    (
        "an option about the others that is listed last",
        listed("What pulls here?", "The moon", "The wind", "key: None of these")
        + "\nallow: {W507: It is fair here.}",
    ),
]


@pytest.mark.parametrize(("code", "item"), WARNED)
def test_an_order_that_does_not_help_is_told_at_its_place(code, item):
    text, line, column = place(item)

    found = [each for each in findings(text) if each.code[0] == "W" and each.code not in HELP]

    assert [(each.code, each.span.line, each.span.column) for each in found] == [
        (code, line, column)
    ]


@pytest.mark.parametrize(("what", "item"), SILENT, ids=[what for what, _ in SILENT])
def test_an_order_that_helps_is_left_alone(what, item):
    assert set(codes(item)) <= HELP
