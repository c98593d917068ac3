"""Lint of the writing: where each rule keeps silent, for it could be wrong there."""

from __future__ import annotations

import pytest

from tests.support.linting import HELP, choice, codes, listed

BERTHS = "cites: The harbour has 450 berths"

SILENT = [
    (
        "a passage that goes over two of the article",
        (
            "type: place\nstem: Which is so?\ntext: An account by Ida Ekman for The School."
            " {{The moon pulls at\n  the sea.}} According to the harbour office, 1,200 ships a year"
            " wait."
        ),
    ),
    (
        "a name of the passage in another form",
        choice("What is it?", "A thing of Harbour’s", "A thing of the sea", more=BERTHS),
    ),
    (
        "a name that the stem brings",
        choice("What does Kai see?", "What Kai wants", "A sea")
        + "cites: The moon pulls at the sea",
    ),
    (
        "a judgement, which follows from more than one passage",
        choice("Who says so?", "It is Kai Berg", "It is Jon") + "level: evaluate\n"
        "cites: The moon pulls at the sea",
    ),
    ("a key a little longer", choice("What pulls?", "The moon above", "The wind", "The rain")),
    (
        "long options all",
        choice("Why so?", "It was so dark that nobody saw", "It was too late for them all"),
    ),
    ("a(n)", choice("It is a(n) ____", "ebb", "flood")),
    ("an article that fits all", choice("It is an ____", "ebb", "eel")),
    ("articles in the options", choice("It is a", "an ebb", "the flood")),
    ("an acronym", choice("He is a ____", "UN envoy", "MP")),
    ("a u that sounds like you", choice("It is a ____", "harbour", "unit", "euro")),
    ("a silent h", choice("It takes an ____", "hour", "heir")),
    ("an article within the stem", choice("Is a tide a wave?", "ebb", "flood")),
    ("options of both numbers", choice("What pulls are", "the stars", "the winds", "the sun")),
    ("a verb within the stem", choice("Who are the pilots?", "Two men", "The wind")),
    ("two in another option", choice("Which two pull?", "Sun and moon", "Wind and rain", "A star")),
    (
        "an echo in a distractor",
        choice("Where do pilots work?", "On the pilots’ boat", "In the pilots’ house", "At home"),
    ),
    (
        "another echo in a distractor",
        choice(
            "Where do pilots meet sailors?", "On the pilots’ boat", "At a sailors’ home", "There"
        ),
    ),
    ("a short word", choice("Who has a boat?", "The boat owner", "The wind", "The rain")),
    ("one absolute", choice("When?" + " Say.", "Twice", "never", "once a day")),
    ("an absolute in the key", choice("When is it?", "always", "never", "never at noon")),
    ("above as a word", choice("Where is it?", "Above the sea", "All of the sea", "Below")),
    ("a marked not", choice("What can **not** be wet?", "Sand", "Rain", "Fog")),
    ("a not in capitals", choice("What can NOT be wet?", "Sand", "Rain", "Fog")),
    ("why not", choice("Why does it not rise?", "It is calm", "It is cold", "It is dry")),
    ("a not in a clause", choice("Which boat that did not leave is red?", "Ida", "Kai", "Jo")),
    ("not only", choice("What does not only pull?", "Sun", "Moon", "Star")),
    ("a task", choice("Name the wet one.", "Rain", "Sand", "Stone")),
    ("a task after a fact", choice("The sea is salt. Name the salt.", "A", "B", "C")),
    ("a beginning", choice("The tide comes from", "the moon", "the sun", "the wind")),
    ("a gap", choice("The ____ pulls.", "moon", "sun", "wind")),
    ("two words", choice("Who fled?", "Ida", "Kai")),
    ("words for no number", choice("How many?", "3 ships", "5 ships", "9 ships", "No ship at all")),
    ("numbers in words", choice("How long?", "Two years", "9 years", "12 years")),
    ("a year among numbers", choice("Which number?", "2014", "1500")),
    ("a large number", listed("How many?", "key: 3 ships", "9 ships", "900 ships")),
    ("numbers of two kinds", choice("How much?", "3 tons", "9 tons", "90,000 grams")),
    ("dates and names", choice("What was it?", "May 2018", "Ida", "2016", "Kai")),
    ("a word in a script without spaces", choice("誰が海を見ましたか？", "A", "B")),
    ("a capital that tells apart", choice("Which gas?" + " Say.", "CO", "Co")),
    ("signs that tell apart", choice("Which one is it?", "C", "C++", "C#")),
    ("decimals", choice("How far is it?", "1.5 km", "15 km")),
    ("bounds without overlap", choice("How many?" + " Say.", "more than 20", "less than 10")),
    ("a bound above the key", choice("How many are there?", "more than 1", "more than 5")),
    ("a bound that leaves out the key", choice("How many are there?", "20", "more than 20")),
    ("ranges that do not meet", choice("How many are there?", "5-10", "11-20")),
    ("other units", choice("How long is it?", "10 days", "more than 5 years")),
    (
        "numbers of several kinds",
        choice("How long?" + " Say.", "5", "9 days", "2 weeks", "5 years"),
    ),
    ("two numbers", choice("How many are there?", "5", "90")),
    (
        "a hint that names every option",
        choice("Moon or sun?", "Moon", "Sun", more="hint: Moon and sun are both round."),
    ),
    ("a short key", choice("Which one?", "A", "B", more="hint: It is a round one.")),
    ("a part of a word", choice("What is it?", "moo", "sun", more="hint: See the moon.")),
    ("a named time", "type: true-false\nstem: In 2020 the sea is now calm.\nkey: true"),
    ("a quoted now", "type: true-false\nstem: She said it “is now calm”.\nkey: true"),
    ("a past now", "type: true-false\nstem: The group now held land.\nkey: true"),
    ("the last week of May", "type: true-false\nstem: It was the last week of May.\nkey: true"),
    ("the article's time", "type: true-false\nstem: In the article it is now calm.\nkey: true"),
    (
        "a figure with its source",
        "type: true-false\nstem: The office says that 1,200 ships wait.\nkey: true",
    ),
    ("a figure that is the article's own", "type: true-false\nstem: It has 450 berths.\nkey: true"),
    ("another figure", "type: true-false\nstem: It has 1,300 ships.\nkey: true"),
    ("a year", "type: true-false\nstem: It was in 2019.\nkey: true"),
]


@pytest.mark.parametrize(("what", "item"), SILENT, ids=[what for what, _ in SILENT])
def test_rules_are_silent_about(what, item):
    assert set(codes(item)) <= HELP
