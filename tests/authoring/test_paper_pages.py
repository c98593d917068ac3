"""Quizzes on paper, as a page."""

from __future__ import annotations

import csv
import io

import pytest

from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite

pytestmark = on_sqlite

PAPER = "/teach/quizzes/all/paper"


def test_the_sheets_of_a_quiz_are_shown_with_answer_sheet_and_key(teacher: Visitor) -> None:
    page = text_of(teacher.get(PAPER).text)

    assert "What pulls at the sea and makes it rise?" in page
    assert "answer sheet" in page
    assert "key, for teachers" in page


def test_forms_and_parts_are_as_chosen(teacher: Visitor) -> None:
    page = text_of(teacher.get(f"{PAPER}?forms=3&seed=5&items=same&parts=questions").text)

    assert "Form C · draw 5" in page
    assert "key, for teachers" not in page


@pytest.mark.parametrize(
    "choices",
    [
        "forms=0&seed=1",
        "forms=9&seed=1",
        "forms=x&seed=1",
        "forms=1&seed=-1",
        "forms=1",
        "items=odd",
    ],
)
def test_what_cannot_be_printed_is_told_beside_its_field(teacher: Visitor, choices: str) -> None:
    response = teacher.get(f"{PAPER}?{choices}")

    assert response.status_code == 422
    assert 'class="errors"' in response.text
    assert "sheet-items" not in response.text


def test_too_few_questions_for_different_forms_are_told(teacher: Visitor) -> None:
    response = teacher.get(f"{PAPER}?forms=2&seed=1&items=different")

    assert response.status_code == 422
    assert "too few questions for 2 forms of 5" in text_of(response.text)


def test_a_quiz_that_is_not_there_is_not_found(teacher: Visitor) -> None:
    assert teacher.get("/teach/quizzes/none/paper").status_code == 404


def test_the_key_can_be_downloaded_for_the_analysis(teacher: Visitor) -> None:
    response = teacher.get(f"{PAPER}/B-key.csv?forms=2&seed=5&items=same")

    rows = list(csv.reader(io.StringIO(response.data.decode("utf-8-sig"))))
    assert rows[0] == ["item", "key", "options", "maximum"]
    assert [row[0] for row in rows[1:]] == ["1", "2", "3", "4", "5"]
    assert "all-5-B-key.csv" in response.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "table", ["C-key.csv?forms=2&seed=5&items=same", "A-key.csv?forms=0&seed=5"]
)
def test_a_table_of_a_form_that_is_not_there_is_not_found(teacher: Visitor, table: str) -> None:
    assert teacher.get(f"{PAPER}/{table}").status_code == 404
