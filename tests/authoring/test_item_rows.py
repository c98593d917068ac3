"""Rows of an item's form, more of which come without JavaScript."""

from __future__ import annotations

import pytest

from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.whole_forms import NEW_CHOICE, form_with, page_form

pytestmark = on_sqlite


@pytest.mark.parametrize(
    ("kind", "more", "name"),
    [
        ("choice", "distractors", "distractors-3-text"),
        ("multiple", "keys", "keys-2-text"),
        ("term", "cites", "cites-1"),
        ("cloze", "gaps", "gaps-0-gap"),
    ],
)
def test_a_row_more_comes_without_javascript_and_loses_nothing(
    kind: str, more: str, name: str, teacher: Visitor
) -> None:
    path = f"/teach/bank/items/new?type={kind}"
    form = page_form(teacher, path)
    assert name not in form.fields

    page = teacher.browser.post(
        path, data=form.filled_in(text="The {{moon}} pulls.", explanation="Kept.", more=more)
    )

    after = form_with(page, "mark")
    assert page.status_code == 200
    assert name in after.fields
    assert after.fields["explanation"] == "Kept."


def test_a_gap_gets_rows_for_its_wrong_answers(teacher: Visitor) -> None:
    path = "/teach/bank/items/new?type=cloze"
    form = page_form(teacher, path)
    page = teacher.browser.post(path, data=form.filled_in(text="The {{moon}}.", more="gaps"))
    form = form_with(page, "mark")

    page = teacher.browser.post(path, data=form.filled_in(more="gaps-0-distractors"))

    assert "gaps-0-distractors-0-text" in form_with(page, "mark").fields


@pytest.mark.parametrize(
    "more", ["", "stem", "distractors-9", "__class__", "key-text", "9", "a-b-c"]
)
def test_a_row_that_no_form_has_is_no_fault_of_the_server(more: str, teacher: Visitor) -> None:
    page = teacher.send("/teach/bank/items/new?type=choice", more=more, **NEW_CHOICE)

    assert page.status_code in {200, 422}
