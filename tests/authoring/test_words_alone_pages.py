"""A typing error is mended in one press and taken back in one; all else is shown first."""

from __future__ import annotations

from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from quizapp.domain.bank import Bank, read_bank
from tests.authoring.quiz_builder import way_back
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.whole_forms import NEW_CHOICE, page_form, publish_review, whole_forms

pytestmark = on_sqlite

WHAT = "/teach/bank/items/what-pulls/edit"


def send(teacher: Visitor, **changes: object) -> TestResponse:
    form = page_form(teacher, WHAT)
    return teacher.browser.post(WHAT, data=form.filled_in(action="review", **changes))


def bank_in(path: Path) -> Bank:
    bank = read_bank(path.read_bytes()).bank
    assert bank is not None
    return bank


def test_other_words_are_published_at_once_with_the_way_back_on_the_next_page(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_bytes()

    published = send(teacher, stem="What pulls at the sea, and makes it rise?")

    assert published.status_code == 303
    assert b"the sea, and makes" in bank_file.read_bytes()
    page = teacher.get(published.location)
    assert "Learners read the new words from now on" in page.text
    form = way_back(page)
    assert teacher.browser.post(form.action, data=form.filled_in()).status_code == 303
    assert bank_file.read_bytes() == before


@pytest.mark.parametrize(
    "changes",
    [
        {"key-text": "Our moon"},
        {"distractors-2-text": ""},
        {"distractors-2-text": "The sailors"},
        {"topic": "shore"},
        {"drills": ["quiz"]},
    ],
)
def test_what_touches_an_answer_or_where_it_counts_is_shown_first(
    teacher: Visitor, bank_file: Path, changes: dict[str, object]
) -> None:
    before = bank_file.read_bytes()

    page = send(teacher, **changes)

    assert page.status_code == 200
    assert "Before publishing" in text_of(page.text)
    assert bank_file.read_bytes() == before


def test_the_form_says_what_will_happen_and_shows_what_learners_see(teacher: Visitor) -> None:
    words = text_of(teacher.get(WHAT).text)

    assert "Question 1" in words
    assert "A change of words alone" in words
    assert "As learners see it" in words
    assert "what-pulls" not in words


def test_checking_shows_the_question_with_what_was_typed(teacher: Visitor) -> None:
    form = page_form(teacher, WHAT)

    page = teacher.browser.post(WHAT, data=form.filled_in(action="check", stem="What drags at it?"))

    assert text_of(page.text).count("What drags at it?") >= 2


def test_questions_are_listed_by_number_and_words(teacher: Visitor) -> None:
    words = text_of(teacher.get("/teach/bank/items").text)

    assert "4 A spring tide comes when … and moon pull along one …." in words
    assert "spring-tide" not in words


def test_a_question_is_found_by_its_number(teacher: Visitor) -> None:
    words = text_of(teacher.get("/teach/bank/items?q=4").text)

    assert "A spring tide comes" in words
    assert "What pulls at the sea" not in words


def test_a_new_question_goes_straight_into_a_quiz(teacher: Visitor, bank_file: Path) -> None:
    path = "/teach/bank/items/new?type=choice"

    review = teacher.send(path, action="review", quiz="all", **NEW_CHOICE)

    assert publish_review(teacher, review) == 303
    listed = bank_in(bank_file).quizzes["all"].item_ids
    assert listed is not None
    assert listed[-1] == "what-do-the-pilots-read"
    assert len(listed) == 6


def test_a_card_alone_goes_into_no_quiz_and_that_is_said(teacher: Visitor, bank_file: Path) -> None:
    before = bank_file.read_bytes()
    card = {**NEW_CHOICE, "drills": ["card"]}

    refused = teacher.send("/teach/bank/items/new?type=choice", action="review", quiz="all", **card)

    assert refused.status_code == 422
    assert "No quiz can ask" in text_of(refused.text)
    assert bank_file.read_bytes() == before


def test_an_import_goes_straight_into_a_quiz(teacher: Visitor, bank_file: Path) -> None:
    found = teacher.send(
        "/teach/bank/import", text="What falls? {=The ebb ~The flood ~The moon}", source="gift"
    )
    form = next(form for form in whole_forms(found) if "carried" in form.fields)

    review = teacher.browser.post(form.action, data=form.filled_in(quiz="all"))

    assert publish_review(teacher, review) == 303
    bank = bank_in(bank_file)
    assert list(bank.items)[-1] == (bank.quizzes["all"].item_ids or ())[-1]
    assert len(bank.items) == 9
