"""A question's form that was opened before somebody else changed the file."""

from __future__ import annotations

from pathlib import Path

from tests.support.people import Visitor
from tests.support.records import on_sqlite, save_bank
from tests.support.whole_forms import form_with, page_form, publish_review

pytestmark = on_sqlite


def test_a_question_that_somebody_else_changed_is_not_overwritten(
    teacher: Visitor, bank_file: Path
) -> None:
    path = "/teach/bank/items/what-pulls/edit"
    form = page_form(teacher, path)
    theirs = bank_file.read_text().replace("Look up at night.", "Look at the sky.")
    save_bank(bank_file, theirs)

    page = teacher.browser.post(path, data=form.filled_in(hint="Mine.", action="review"))

    assert page.status_code == 409
    assert "Mine." in page.text
    assert bank_file.read_text() == theirs
    assert form_with(page, "mark").fields["mark"] != form.fields["mark"]


def test_a_change_elsewhere_in_the_file_is_no_conflict(teacher: Visitor, bank_file: Path) -> None:
    path = "/teach/bank/items/what-pulls/edit"
    form = page_form(teacher, path)
    theirs = bank_file.read_text().replace("the water going out", "water that goes out")
    save_bank(bank_file, theirs)

    review = teacher.browser.post(path, data=form.filled_in(hint="Look at it.", action="review"))
    publish_review(teacher, review)

    assert bank_file.read_text() == theirs.replace("Look up at night.", "Look at it.")


def test_the_same_question_with_its_lines_in_another_order_is_no_conflict(
    teacher: Visitor, bank_file: Path
) -> None:
    path = "/teach/bank/items/what-pulls/edit"
    form = page_form(teacher, path)
    stem, key = "    stem: What pulls at the sea and makes it rise?\n", "    key: The moon\n"
    save_bank(bank_file, bank_file.read_text().replace(stem + key, key + stem))

    page = teacher.browser.post(path, data=form.filled_in(hint="Mine.", action="review"))

    assert page.status_code == 303
