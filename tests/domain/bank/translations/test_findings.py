"""What is wrong with a translation is told at its line, and costs no more than its item."""

from __future__ import annotations

import pytest

from quizapp.domain.bank.translations.remarks import numbers
from tests.support.translated import (
    FRENCH,
    ORIGINAL,
    bank_of,
    codes,
    line_of,
    places,
    told,
    translated,
)

HEAD = "translation: 1\nof: tides\nid: fr\nname: F\nlanguage: fr\ntitle: T\n"


def test_a_good_translation_has_no_findings() -> None:
    reading = told()

    assert reading.translations[0].findings == ()
    assert bank_of(reading).translations["fr"].missing == ()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("of: tides", "of: tables", "B270"),
        ("id: fr\n", "id: de\n", "B274"),
        ("translation: 1", "translation: 2", "B225"),
        ("title: Les marées\n", "", "B201"),
        ("language: fr", "language: français", "B224"),
        ("name: Français", "name: Français\nauthor: A. B.", "B202"),
    ],
)
def test_a_wrong_head_keeps_the_whole_translation_from_being_shown(
    old: str, new: str, code: str
) -> None:
    reading = told(FRENCH.replace(old, new, 1))

    assert codes(reading.translations[0].findings) == [code]
    assert bank_of(reading).translations == {}


@pytest.mark.parametrize(
    ("old", "new", "code", "item_id"),
    [
        ("    hint: Levez les yeux la nuit.\n", "", "B273", "what-pulls"),
        ("      - Le port: Le port ne fait que la subir.\n", "", "B272", "what-pulls"),
        ("Le port: Le port ne fait que la subir.", "Le port", "B273", "what-pulls"),
        ("      - Les pilotes\n", "      - Les pilotes: Ils la lisent.\n", "B271", "what-pulls"),
        ("    term: flot\n", "    term: flot\n    hint: Oui.\n", "B271", "flood"),
        ("    term: flot\n", "    term: flot\n    type: term\n", "B271", "flood"),
        ("cites: La lune attire la mer", "cites: La lune aime la mer", "C401", "what-pulls"),
        ("cites: La lune attire la mer", "cites: []", "B273", "what-pulls"),
        ("{{soleil}}", "soleil", "B272", "spring-tide"),
        ("      ligne: [corde", "      lignes: [corde", "B219", "spring-tide"),
        (
            "- key: En 1820\n      - En 1920",
            "- En 1820\n      - key: En 1920",
            "B273",
            "when-broken",
        ),
        (
            "Quarante pilotes veillent.}} Les",
            "Quarante pilotes}} veillent. Les",
            "B272",
            "where-pilots",
        ),
        ("La lit: Un pilote", "La lit: Le pilote", "B272", "who-does-what"),
        ("    term: jusant\n", "    term:\n", "B273", "ebb"),
        ("[L’eau monte, L’eau est étale", "[L’eau monte, L’eau monte", "B215", "in-order"),
        ("    stem: Qui fait quoi ?\n", "    stem: [Qui, fait quoi ?]\n", "B272", "who-does-what"),
        (
            "  neap:\n    term: morte-eau\n    definition: la plus faible montée du mois\n",
            "  neap: morte-eau\n",
            "B204",
            "neap",
        ),
    ],
)
def test_an_error_in_an_item_leaves_that_item_in_the_original_words(
    old: str, new: str, code: str, item_id: str
) -> None:
    assert FRENCH.count(old) == 1
    reading = told(FRENCH.replace(old, new))

    assert code in codes(reading.translations[0].findings)
    assert bank_of(reading).translations["fr"].missing == (item_id,)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("        - Ceci raconte un article de 2020.\n", "", "B272"),
        ("      heading: L’attraction de la lune\n", "", "B273"),
        ("prompts: [Qui doit le savoir ?, ", "prompts: [", "B272"),
    ],
)
def test_a_broken_section_stands_in_the_original_words_and_so_does_what_cites_it(
    old: str, new: str, code: str
) -> None:
    reading = told(FRENCH.replace(old, new))
    french = bank_of(reading).in_version("fr")

    assert code in codes(reading.translations[0].findings)
    assert french.article.sections[0].heading == "The pull of the moon"
    assert french.article.sections[1].heading == "Sur le rivage"
    assert "what-pulls" in bank_of(reading).translations["fr"].missing


def test_all_that_is_wrong_with_a_section_is_told_at_once() -> None:
    french = FRENCH.replace("heading: L’attraction de la lune", "heading:")

    reading = told(french.replace("        - Ceci raconte un article de 2020.\n", ""))

    assert codes(reading.translations[0].findings)[:2] == ["B273", "B272"]


def test_what_the_bank_has_not_and_what_is_missing_is_told_at_its_place() -> None:
    reading = translated("  flood:\n", "  floods:\n")

    assert places(reading) == [
        ("W551", line_of(FRENCH, "items:")),
        ("B271", line_of(FRENCH, "  flood:")),
    ]
    assert "Did you mean `flood`?" in reading.findings[1].hint


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("En 1820 elle rompit le mur.", "En 1802 elle rompit le mur."),
        ("et 40 pilotes", "et quarante pilotes"),
        ("- En 1920\n", "- En 1930\n"),
        ("un article de 2020", "un article de 2020 et de 2021"),
    ],
)
def test_numbers_that_differ_are_told_at_their_line(old: str, new: str) -> None:
    reading = translated(old, new)

    assert ("W552", line_of(FRENCH, old)) in places(reading)


def test_numbers_are_read_however_they_are_grouped() -> None:
    assert numbers("1,500,000 and 1.5 in 2014, 200 more") == numbers(
        "1\u202f500\u202f000 et 1,5 en 2014, 200 de plus"
    )
    assert numbers("٢٠١٤") == numbers("2014")
    assert numbers("9 000 people") == numbers("9,000 people")
    assert numbers("in 2014 200 came") != numbers("in 2014 20 came")


def test_long_words_left_in_english_are_told_but_for_an_easier_version() -> None:
    stem = "À marée basse, la vase est à sec pendant six heures environ."
    english = "At low water the mud flats lie bare for about six hours."
    left = FRENCH.replace(f"    stem: {stem}", f"    stem: {english}")
    easier = left.replace("language: fr", "language: en-GB")

    assert codes(told(left).translations[0].findings) == ["W553"]
    assert codes(told(easier).translations[0].findings) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "translation: [",
        "- 1",
        "\x00",
        "title: &a [*a]",
        f"{HEAD}items: 5\ntopics: [a]",
        f"{HEAD}article: 3\nquizzes: {{all: 3}}",
        f"{HEAD}article: {{sections: {{moon: {{text: {{a: 1}}}}}}}}",
        f"{HEAD}items: {{ebb: [], flood: {{term: {{a: b}}, definition: [c, [d]]}}}}",
        f"{HEAD}originals: 3\nitems: {{how-sure: {{boxes: [], stem: , explanation: 5}}}}",
    ],
)
def test_nothing_written_in_a_translation_takes_the_bank_down(text: str) -> None:
    reading = told(text)
    shown = bank_of(reading).in_version("fr").content_of("ebb")

    assert reading.translations[0].findings
    assert shown.questions[0].stem == "the water going out"


def test_a_file_that_is_not_utf_8_is_told() -> None:
    reading = told().with_translations({"translations/fr.yaml": b"title: \xff"})

    assert codes(reading.translations[0].findings) == ["Y102"]


def test_every_item_of_the_original_has_its_place_in_the_tests_translation() -> None:
    assert all(f"  {item_id}:\n" in FRENCH for item_id in bank_of(told()).items)
    assert ORIGINAL.count("- id:") == 17 + 2 + 2


@pytest.mark.parametrize(
    ("new", "code"), [("Levez $x^$ la nuit.", "B262"), ("Levez $x$ la nuit, pour $.", None)]
)
def test_a_formula_that_cannot_be_read_is_told(new: str, code: str | None) -> None:
    found = translated("Levez les yeux la nuit.", new).findings

    assert [each.code for each in found] == ([code] if code else [])


PASSAGE = (
    (
        "text: The water falls. {{Forty pilots wait.}} The gulls come.\n"
        "    feedback: {The water: It counts nothing.}"
    ),
    (
        "text: The moon pulls at the sea, and twice a day the water rises. {{A spring tide comes"
        " when sun and moon pull along one line.}} In 1820 it broke the wall."
    ),
)
IN_FRENCH = (
    (
        "text: L’eau descend. {{Quarante pilotes veillent.}} Les mouettes viennent.\n"
        "    feedback: {L’eau: Elle ne compte rien.}"
    ),
    (
        "text: La lune attire la mer, et deux fois par jour l’eau monte. {{Une vive-eau vient quand"
        " soleil et lune tirent sur une ligne.}} En 1820 elle rompit le mur."
    ),
)


@pytest.mark.parametrize(("wall", "found"), [("le mur.", []), ("la digue.", ["W536"])])
def test_a_passage_to_mark_stands_in_the_translated_article(wall: str, found: list[str]) -> None:
    original, french = ORIGINAL.replace(*PASSAGE), FRENCH.replace(*IN_FRENCH)
    start = french.index("En 1820 elle rompit le mur.", french.index("where-pilots"))
    french = french[:start] + french[start:].replace("le mur.", wall, 1)

    assert codes(told(french, original).translations[0].findings) == found
