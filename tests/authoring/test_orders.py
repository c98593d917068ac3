"""Items to be put in order: their form, their preview, and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizapp.domain.items import OrderItem
from tests.support.banks import bank_at
from tests.support.orders import ENTRIES, add_order
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.whole_forms import page_form, publish_review, said_of

pytestmark = on_sqlite

NEW = {
    "stem": "In what order does the water go?",
    "sequence": "\n  It rises  \n\nIt stands\nIt falls\n",
    "credit": "exact",
    "topic": "shore",
    "level": "recall",
    "drills": ["quiz", "card"],
    "cites-0": "the pilots read it",
    "explanation": "It rises, stands still, and falls.",
}
ADDRESS = "/teach/bank/items/new?type=order"


def test_a_new_order_has_an_entry_for_each_line(teacher: Visitor, bank_file: Path) -> None:
    review = teacher.send(ADDRESS, action="review", **NEW)

    assert publish_review(teacher, review) == 303
    item = bank_at(bank_file).items["in-what-order-does-the-water-go"]
    assert isinstance(item, OrderItem)
    assert item.sequence == ("It rises", "It stands", "It falls")
    assert item.credit == "exact"


@pytest.mark.parametrize(
    ("sequence", "said"),
    [
        ("It rises\nIt falls", "has too few entries: 3 at least"),
        ("It rises\nIt falls\nIt rises", "stands twice"),
        ("In 2014 it rose\nIn 2015 it stood\nIn 2016 it fell", "give their order away"),
    ],
)
def test_what_is_wrong_with_the_entries_stands_beside_them(
    sequence: str, said: str, teacher: Visitor
) -> None:
    page = teacher.send(ADDRESS, action="check", **{**NEW, "sequence": sequence})

    assert said in page.text
    assert page.text.index('id="sequence"') < page.text.index(said) < page.text.index("All or")


def test_the_form_of_an_order_that_is_there_shows_a_line_for_each_entry(
    teacher: Visitor, bank_file: Path
) -> None:
    add_order(bank_file)

    form = page_form(teacher, "/teach/bank/items/one-tide/edit")

    assert form.fields["sequence"].splitlines() == list(ENTRIES)
    assert form.fields["credit"] == "proportional"


def test_another_order_is_reviewed_as_what_was_learnt_being_wrong_now(
    teacher: Visitor, bank_file: Path
) -> None:
    add_order(bank_file)
    form = page_form(teacher, "/teach/bank/items/one-tide/edit")
    turned = "\n".join(ENTRIES[::-1])

    review = teacher.browser.post(
        "/teach/bank/items/one-tide/edit", data=form.filled_in(sequence=turned, action="review")
    )

    assert review.status_code == 200
    assert " · ".join(ENTRIES[:2]) in text_of(review.text) or ENTRIES[0] in text_of(review.text)
    assert publish_review(teacher, review) == 303
    item = bank_at(bank_file).items["one-tide"]
    assert isinstance(item, OrderItem)
    assert item.sequence == ENTRIES[::-1]


def test_the_preview_shows_it_shuffled_and_its_right_order_afterwards(
    teacher: Visitor, bank_file: Path
) -> None:
    add_order(bank_file)
    text = bank_file.read_text(encoding="utf-8")
    line = text[: text.index("- id: one-tide")].count("\n") + 1

    words = text_of(teacher.send("/teach/bank/preview", text=text, line=line).text)

    asked, _, answered = words.partition("After answering")
    assert "Put them in order" in asked
    assert "never in the right order" in asked
    assert sorted(ENTRIES, key=asked.index) != list(ENTRIES)
    assert sorted(ENTRIES, key=answered.index) == list(ENTRIES)
    assert "Right answer" not in words
    assert "No feedback" not in words


def test_on_paper_each_entry_has_a_box_and_the_key_says_its_number(
    teacher: Visitor, bank_file: Path
) -> None:
    add_order(bank_file)

    page = teacher.get(
        "/teach/quizzes/orders/paper?forms=2&seed=5&items=same&parts=questions&parts=key"
    )

    words = text_of(page.text)
    assert "Number them in their order: 1 is the first." in words
    assert page.text.count('class="sheet-box"') == 2 * len(ENTRIES)
    assert words.count(" → ") == 2 * (len(ENTRIES) - 1)


def test_an_empty_form_is_told_beside_its_fields_and_without_keys_of_the_file(teacher: Visitor):
    page = teacher.send("/teach/bank/items/new?type=order", action="review", topic="moon")

    assert page.status_code == 422
    assert "This is empty." in said_of(page, "stem")
    assert "This has too few entries: 3 at least." in said_of(page, "sequence")
    assert "`stem`" not in page.text
    assert "`sequence`" not in page.text
