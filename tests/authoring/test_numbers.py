"""Items that ask for a number: their form, their preview, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.items import NumberItem
from tests.support.banks import bank_at
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.typed import add_number
from tests.support.whole_forms import page_form, publish_review, said_of

pytestmark = on_sqlite

NEW = {
    "stem": "How many pilots read the water?",
    "key": "1500",
    "tolerance": "5 %",
    "unit": "pilots",
    "feedback-0-text": "2 000",
    "feedback-0-feedback": "So many read the wind.",
    "topic": "shore",
    "level": "recall",
    "drills": ["quiz", "card"],
    "cites-0": "the pilots read it",
    "explanation": "All of them do.",
}
ADDRESS = "/teach/bank/items/new?type=number"
EDIT = "/teach/bank/items/how-many-boats/edit"


def test_a_new_number_is_written_as_it_was_typed(teacher: Visitor, bank_file: Path) -> None:
    review = teacher.send(ADDRESS, action="review", **NEW)

    assert publish_review(teacher, review) == 303
    item = bank_at(bank_file).items["how-many-pilots-read-the-water"]
    assert isinstance(item, NumberItem)
    assert (item.key, item.tolerance, item.unit) == ("1500", "5 %", "pilots")
    assert item.feedback == {"2 000": "So many read the wind."}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"key": "many"}, "cannot be read as a number"),
        ({"key": "1,500"}, "can be read as 1.5 or 1500"),
        ({"tolerance": "some"}, "is no tolerance"),
        ({"feedback-0-text": "1510"}, "is right: it is told as a wrong number"),
        ({"feedback-0-text": ""}, "Say which wrong answer is meant."),
    ],
)
def test_what_is_wrong_with_the_numbers_stands_beside_them(
    changed: dict[str, str], said: str, teacher: Visitor
) -> None:
    page = teacher.send(ADDRESS, action="check", **{**NEW, **changed})

    assert said in text_of(page.text)


def test_the_form_of_a_number_that_is_there_shows_it(teacher: Visitor, bank_file: Path) -> None:
    add_number(bank_file)

    form = page_form(teacher, EDIT)

    assert form.fields["key"] == "1.5 million"
    assert form.fields["tolerance"] == "5 %"
    assert form.fields["unit"] == "boats"
    assert form.fields["feedback-0-text"] == "1.8 million"


def test_nothing_changed_in_the_form_changes_nothing_in_the_file(
    teacher: Visitor, bank_file: Path
) -> None:
    add_number(bank_file)
    before = bank_file.read_text(encoding="utf-8")
    form = page_form(teacher, EDIT)

    teacher.browser.post(EDIT, data=form.filled_in(action="review"))

    assert bank_file.read_text(encoding="utf-8") == before


def test_another_number_is_reviewed_as_what_was_learnt_being_wrong_now(
    teacher: Visitor, bank_file: Path
) -> None:
    add_number(bank_file)
    form = page_form(teacher, EDIT)

    review = teacher.browser.post(EDIT, data=form.filled_in(key="1.6 million", action="review"))

    assert publish_review(teacher, review) == 303
    assert "    key: 1.6 million\n" in bank_file.read_text(encoding="utf-8")


def test_the_preview_shows_its_field_and_what_counts_afterwards(
    teacher: Visitor, bank_file: Path
) -> None:
    add_number(bank_file)
    text = bank_file.read_text(encoding="utf-8")
    line = text[: text.index("- id: how-many-boats")].count("\n") + 1

    words = text_of(teacher.send("/teach/bank/preview", text=text, line=line).text)

    asked, _, answered = words.partition("After answering")
    assert "Type a number" in asked
    assert "1.5 million" not in asked.partition("As it is asked")[2]
    assert "1.5 million boats Right answer" in answered
    assert "Everything from 1,425,000 to 1,575,000 boats counts." in answered


def test_on_paper_it_has_a_line_and_the_key_says_what_counts(
    teacher: Visitor, bank_file: Path
) -> None:
    add_number(bank_file)

    page = teacher.get(
        "/teach/quizzes/typed/paper?forms=2&seed=5&items=same&parts=questions&parts=key&parts=sheet"
    )

    words = text_of(page.text)
    assert "Write a number." in words
    assert page.text.count('class="sheet-line"') == 2
    assert "1.5 million boats" in words
    assert "Everything from 1,425,000 to 1,575,000 boats counts." in words


def test_an_empty_form_is_told_beside_its_fields_and_without_keys_of_the_file(
    teacher: Visitor,
) -> None:
    page = teacher.send(ADDRESS, action="review", topic="moon")

    assert page.status_code == 422
    assert "This is empty." in said_of(page, "stem")
    assert "This is empty." in said_of(page, "key")
    assert "`key`" not in page.text
