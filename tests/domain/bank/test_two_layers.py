"""The source in two layers: the article's words with their paragraph, and notes of the bank."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.article import Passage
from quizapp.domain.bank.drift import State, drift, is_drift_alone
from quizapp.domain.bank.revisions import content_hash

BLOCK = """\
      text: |
        After almost nine months of fighting – a “long war” – Mosul is free.
        Thousands fled the city.

        Thousands fled the city before, in June 2014.
"""
LISTED = """\
      text:
        - text: |
            After almost nine months of fighting – a “long war” – Mosul is free.
            Thousands fled the city.
          paragraph: 4
        - note: |
            Mosul is Iraq's second-largest city.

            It lies on the Tigris.
        - Thousands fled the city before, in June 2014.
"""


@pytest.fixture
def changed(good):
    """Read the good bank with its first section written as a list, and further changes."""

    def read(*changes: tuple[str, str]):
        text = good.replace(BLOCK, LISTED)
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        return read_bank(text.encode(), lint=True)

    return read


@pytest.fixture
def before(good):
    return read_bank(good.encode()).bank


def test_a_list_holds_what_a_block_holds_and_says_where_it_stands(changed):
    first = changed().article.sections[0]

    assert [(part.id, part.paragraph, part.is_note) for part in first.parts] == [
        ("victory-1", 4, False),
        ("victory-n1", None, True),
        ("victory-2", None, False),
    ]
    assert [passage.id for passage in first.passages] == ["victory-1", "victory-2"]
    assert first.parts[1].text.endswith("\n\nIt lies on the Tigris.")


def test_a_blank_line_divides_a_passage_of_the_list_as_it_divides_a_block(changed):
    article = changed(("free.\n            Th", "free.\n\n            Th")).article

    assert article.passages[:2] == (
        Passage(
            "victory-1",
            "victory",
            "After almost nine months of fighting – a “long war” – Mosul is free.",
            4,
        ),
        Passage("victory-2", "victory", "Thousands fled the city.", 4),
    )


def test_a_quote_says_its_paragraph(changed, before):
    (quote,) = changed().bank.content_of("length").quotes

    assert quote.paragraph == 4
    assert before.content_of("length").quotes[0].paragraph is None


def test_a_list_and_its_notes_alone_make_no_item_anew(changed, before):
    after = changed(("          paragraph: 4\n", "")).bank

    assert len(after.article.sections[0].parts) == 3
    for item_id in before.items:
        assert content_hash(after.content_of(item_id)) == content_hash(before.content_of(item_id))


def test_words_of_a_note_are_no_citation_and_the_nearest_of_the_article_are_offered(changed):
    found = changed(
        ("Mosul is Iraq's", "Almost ten months of fighting! Mosul is Iraq's"),
        ('"almost nine months of fighting"', '"Almost ten months of fighting"'),
    ).findings

    assert [(each.code, each.message, each.hint) for each in found] == [
        (
            "C405",
            "These words stand in a note of the bank, not in the article.",
            "The nearest words of the article: “almost nine months of fighting”",
        )
    ]


def test_words_of_the_article_may_stand_in_a_note_as_well(changed):
    assert (
        changed(("Mosul is Iraq's", "In June 2014 and before, in June 2014, it was")).findings == ()
    )


def test_nobody_is_asked_to_cite_a_note(changed):
    assert changed().findings == ()


def test_an_item_whose_words_become_a_note_rests(changed, before):
    cited = "- Thousands fled the city before, in June 2014."
    reading = changed((cited, "- note: Thousands fled the city before, in June 2014."))

    assert [finding.code for finding in reading.findings] == ["C405"]
    assert reading.held_bank.held_item_ids == {"dates"}
    assert is_drift_alone(before, reading.held_bank)


def test_drift_finds_citations_in_a_list_and_none_in_a_note(changed, before):
    cited = "- Thousands fled the city before, in June 2014."
    listed = {each.item_id: each.state for each in drift(before, changed().article)}
    noted = changed((cited, f"- note: {cited[2:]}")).article

    assert set(listed.values()) == {State.EXACT}
    assert {each.item_id: each.state for each in drift(before, noted)}["dates"] is not State.EXACT


@pytest.mark.parametrize(
    ("entry", "codes", "hint"),
    [
        ("nte: A note.", ["B201", "B202"], "Did you mean `note`?"),
        ("remark: A note.", ["B201", "B202"], "Possible here: `text`, `paragraph`, `note`."),
        ("{text: A., note: B.}", ["B202"], "A note is the bank's own."),
        ("{paragraph: 3}", ["B201"], "Add a line `text: ...`."),
        ("{note: {a: b}}", ["B204"], "A colon followed by a space"),
        ("[a]", ["B204"], "A colon followed by a space"),
        ("", ["B203"], "Write its value, or take the line out."),
    ],
)
def test_an_entry_that_is_no_passage_and_no_note_is_told(entry, codes, hint, changed):
    last = "- Thousands fled the city before, in June 2014."
    found = changed((last, f"{last}\n        - {entry}")).findings

    assert [each.code for each in found] == codes
    assert found[-1].hint.startswith(hint)


@pytest.mark.parametrize("text", ["[]", "{paragraph: 3, text: A.}"])
def test_a_text_that_is_neither_block_nor_entries_is_told_alone(text, good):
    found = read_bank(good.replace(BLOCK, f"      text: {text}\n").encode()).findings

    assert [each.code for each in found] == ["B208" if text == "[]" else "B204"]


def test_a_section_may_hold_a_note_alone(good):
    alone = "    - id: tigris\n      heading: A river\n      text: [{note: It is long.}]\n"
    reading = read_bank(good.replace("topics:", f"{alone}topics:").encode())

    assert reading.findings == ()
    assert reading.article is not None
    assert reading.article.sections[1].passages == ()


@pytest.mark.parametrize(("key", "is_found"), [("text", True), ("note", False)])
def test_a_figure_has_the_source_that_the_article_names_and_no_note(key, is_found, changed):
    told = "According to the office, 900,000 people fled."
    stem = "- id: free\n    type: true-false\n    topic: battle\n    stem: "
    found = changed(
        ("        - Thousands", f"        - {key}: {told}\n        - Thousands"),
        (f"{stem}Mosul is free.", f"{stem}From Mosul, 900,000 people fled."),
        ("The article says so.", "Many did."),
    ).findings

    assert ("W520" in [each.code for each in found]) == is_found
