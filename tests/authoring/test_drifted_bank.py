"""A bank some of whose items are held back: it can be edited on, and everything says which rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.editing import EditorPage, open_editor, send_text
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.whole_forms import form_with

pytestmark = on_sqlite

DRIFT = ("The moon pulls at the sea, and twice", "The moon draws the sea, and twice")
TITLE = ("title: The tides", "title: High and low water")


@pytest.fixture
def drifted(teacher: Visitor, bank_file: Path) -> Visitor:
    """A teacher whose article has changed under one item."""
    teacher.get("/teach/bank")
    review = send_text(teacher, open_editor(teacher), "review", DRIFT)
    assert review.status_code == 200, text_of(review.text)
    assert send_text(teacher, EditorPage(review), "publish").status_code == 303
    return teacher


def test_the_review_names_the_questions_that_would_be_held_back(teacher: Visitor) -> None:
    review = send_text(teacher, open_editor(teacher), "review", DRIFT)

    words = text_of(review.text)
    assert review.status_code == 200
    assert "The article no longer has what this question cites" in words
    assert "What pulls at the sea and makes it rise?" in words


def test_a_text_with_a_drifted_citation_is_published(drifted: Visitor, bank_file: Path) -> None:
    assert DRIFT[1] in bank_file.read_text(encoding="utf-8")
    words = text_of(drifted.get("/teach/scores").text)
    assert "no longer has what this question cites" in words
    assert "has an error" not in words


def test_it_is_edited_on_while_the_question_rests(drifted: Visitor, bank_file: Path) -> None:
    page = open_editor(drifted)
    assert "can be published, but one question is held back" in text_of(page.response.text)

    review = send_text(drifted, page, "review", TITLE)
    assert send_text(drifted, EditorPage(review), "publish").status_code == 303

    assert TITLE[1] in bank_file.read_text(encoding="utf-8")


def test_a_new_citation_that_stands_nowhere_is_refused(drifted: Visitor) -> None:
    wrong = ("cites: The moon pulls at", "cites: The moon tears at")

    refused = send_text(drifted, open_editor(drifted), "publish", wrong)

    assert refused.status_code == 422
    assert "cannot be published" in text_of(refused.text)


def test_another_question_is_changed_by_its_form(drifted: Visitor, bank_file: Path) -> None:
    page = drifted.get("/teach/bank/items/bare-flats/edit")
    assert "nothing can be published" not in text_of(page.text)

    form = form_with(page, "mark")
    fields = form.filled_in(action="review", hint="Think of the moon.")
    done = drifted.browser.post("/teach/bank/items/bare-flats/edit", data=fields)

    assert done.status_code == 303, text_of(done.text)
    assert done.headers["Location"].startswith("/teach/bank/items?published=")
    assert "Think of the moon." in bank_file.read_text(encoding="utf-8")


def test_the_question_itself_is_not_changed_before_its_citation(drifted: Visitor) -> None:
    form = form_with(drifted.get("/teach/bank/items/what-pulls/edit"), "mark")
    fields = form.filled_in(action="review", hint="Look up at night.")

    refused = drifted.browser.post("/teach/bank/items/what-pulls/edit", data=fields)

    assert refused.status_code == 422


def test_questions_are_imported_while_another_rests(drifted: Visitor) -> None:
    review = drifted.send(
        "/teach/bank/import", text="What falls? {=The ebb ~The flood ~The moon}", source="gift"
    )

    assert review.status_code == 200
    assert "1 question was found" in text_of(review.text)
