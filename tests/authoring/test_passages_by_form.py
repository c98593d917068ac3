"""A passage to mark where a teacher meets it: its form, its preview, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.authoring.previewing import Preview, preview
from quizapp.domain.bank import read_bank
from tests.support.pages import text_of
from tests.support.passages import FIRST, add_passages
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.whole_forms import page_form, publish_review, said_of

pytestmark = on_sqlite

PATH = "/teach/bank/items/second-hand/edit"
PAPER = "/teach/quizzes/passages/paper"


@pytest.fixture(autouse=True)
def with_passages(bank_file: Path) -> None:
    add_passages(bank_file)


def test_it_is_opened_with_all_it_says_and_only_what_changes_is_written(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_text()
    form = page_form(teacher, PATH)

    stem = "Which sentence has no witness?"
    review = teacher.browser.post(PATH, data=form.filled_in(action="review", stem=stem))
    publish_review(teacher, review)

    sent = form.filled_in()
    assert (sent["feedback-0-text"], sent["feedback-0-feedback"]) == (
        ["The moon pulls"],
        ["It is told as a fact."],
    )
    assert bank_file.read_text() == before.replace("Which sentence is told at second hand?", stem)


def test_feedback_that_names_no_sentence_is_told_beside_its_row(teacher: Visitor) -> None:
    form = page_form(teacher, PATH)

    changed = form.filled_in(action="check", **{"feedback-0-text": "The sun pulls"})
    page = teacher.browser.post(PATH, data=changed)

    assert "No part of the text begins with “The sun pulls”." in said_of(page, "feedback")
    assert "Name the sentence by its first words" in said_of(page, "feedback")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"feedback-0-text": ""}, "Say which sentence is meant, by its first words."),
        ({"feedback-0-feedback": ""}, "`The moon pulls` has nothing after it."),
    ],
)
def test_half_a_row_of_feedback_is_not_lost(
    teacher: Visitor, bank_file: Path, row: dict[str, str], told: str
) -> None:
    before = bank_file.read_text()
    form = page_form(teacher, PATH)

    page = teacher.browser.post(PATH, data=form.filled_in(action="review", **row))

    assert page.status_code == 422
    assert told in text_of(page.text)
    assert bank_file.read_text() == before


def test_feedback_on_a_sentence_that_is_named_twice_is_not_lost(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_text()
    form = page_form(teacher, PATH)
    again = {"feedback-1-text": "The moon pulls", "feedback-1-feedback": "It is seen."}

    page = teacher.browser.post(PATH, data=form.filled_in(action="review", **again))

    assert page.status_code == 422
    assert "This stands above as well." in text_of(page.text)
    assert bank_file.read_text() == before


def test_more_feedback_is_added_in_a_row_of_its_own(teacher: Visitor, bank_file: Path) -> None:
    form = page_form(teacher, PATH)
    more = teacher.browser.post(PATH, data=form.filled_in(more="feedback"))
    said = {"feedback-1-text": "A spring tide", "feedback-1-feedback": "It says: when."}

    assert 'name="feedback-1-text"' in more.text
    review = teacher.browser.post(PATH, data=form.filled_in(action="review", **said))
    publish_review(teacher, review)

    assert 'A spring tide: "It says: when."' in bank_file.read_text()


def test_a_new_one_is_made_by_its_form(teacher: Visitor, bank_file: Path) -> None:
    path = "/teach/bank/items/new?type=place"
    passage = (
        "At low water the mud flats lie bare for about six hours."
        " {{The harbour master keeps a table of the tides,}} and the pilots read it."
    )
    form = page_form(teacher, path)
    said = {
        "stem": "Which words name somebody who writes?",
        "text": passage,
        "topic": "shore",
        "cites-0": "keeps a table of the tides",
        "explanation": "A table is written.",
    }

    review = teacher.browser.post(path, data=form.filled_in(action="review", **said))
    publish_review(teacher, review)

    bank = read_bank(bank_file.read_bytes()).bank
    assert bank is not None
    item = bank.items["which-words-name-somebody-who-writes"]
    assert item.type == "place"
    assert [option.is_key for option in item.questions(())[0].options] == [False, True, False]


def test_a_passage_that_is_not_in_the_article_is_told_beside_it(teacher: Visitor) -> None:
    form = page_form(teacher, PATH)
    text = form.fields["text"].replace("twice a day", "once a day")

    page = teacher.browser.post(PATH, data=form.filled_in(action="check", text=text))

    assert "These words are not in the article" in said_of(page, "text")
    assert "Copy the words from the article." in said_of(page, "text")


def test_the_preview_shows_the_parts_in_their_order_and_the_card(
    teacher: Visitor, bank_file: Path
) -> None:
    text = bank_file.read_text()
    line = text[: text.index("- id: second-hand")].count("\n") + 1

    found = preview(text, line, None)
    sent = teacher.send("/teach/bank/preview", text=text, line=str(line)).text
    page = " ".join(sent.split()).replace(" >", ">")

    assert isinstance(found, Preview)
    (asked,) = found.asked
    assert tuple(option.text for option in asked.posed.options) == FIRST
    assert asked.is_fixed
    assert "Mark the sentence" in text_of(page)
    assert f'<span class="card-passage" dir="auto">{" ".join(FIRST)}</span>' in page


def test_on_paper_the_parts_have_letters_and_the_key_names_them(teacher: Visitor) -> None:
    page = teacher.get(f"{PAPER}?forms=2&seed=5")

    words = text_of(page.text)
    assert f"A {FIRST[0]} B {FIRST[1]} C {FIRST[2]}" in words
    assert f"1 B {FIRST[1]}" in words
    assert "2 B C The harbour master keeps a table of the tides, … and the pilots read it." in words
