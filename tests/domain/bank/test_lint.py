"""Lint of the writing: each rule warns at its place, and keeps silent where it could be wrong."""

from __future__ import annotations

import pytest

from tests.support.linting import HEAD, HELP, choice, codes, findings, listed, place

BERTHS = "cites: The harbour has 450 berths"

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
    ("W512", "stem: How many?\nkey: 30 days\ndistractors: [5 days, «over 20 days]"),
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


@pytest.mark.parametrize("verb", ["are", "were", "have"])
def test_a_verb_in_the_plural_gives_away_the_only_plural(verb):
    stem = f"What pulls most of the time {verb}"

    assert "W504" in codes(choice(stem, "sun and moon", "the wind", "a star"))


def test_a_few_long_keys_may_be_chance():
    short_keys = [item.replace("the long one", "one") for item in LONG_KEYS[:5]]

    assert "W501" not in codes(*LONG_KEYS[:7])
    assert "W501" not in codes(*LONG_KEYS[5:], *short_keys)


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
