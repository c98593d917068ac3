"""The order of options in the form of one question: fixed, or shuffled but for the last."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from quizapp.domain.bank import read_bank
from quizapp.domain.items import ChoiceItem, MultipleItem
from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite, save_bank
from tests.support.whole_forms import NEW_CHOICE, page_form, publish_review

pytestmark = on_sqlite

APART = """\
    key: The moon
    distractors:
      - The wind: Wind raises waves, not the tide.
      - The harbour: The harbour only feels it.
      - The pilots
"""
LISTED = """\
    order: as-written
    options:
      - The wind: Wind raises waves, not the tide.
      - The harbour: The harbour only feels it.
      - key: The moon
      - The pilots
"""
EDIT = "/teach/bank/items/what-pulls/edit"


def item_in(bank_file: Path, item_id: str) -> ChoiceItem | MultipleItem:
    bank = read_bank(bank_file.read_bytes()).bank
    assert bank is not None
    item = bank.items[item_id]
    assert isinstance(item, ChoiceItem | MultipleItem)
    return item


def sent(teacher: Visitor, path: str, **changes: object) -> TestResponse:
    data = page_form(teacher, path).filled_in(**changes, action="review")
    return teacher.browser.post(path, data=data)


def said_of(page: TestResponse, field: str) -> str:
    found = re.search(rf'<ul class="said"\s+id="{field}-said">(.*?)</ul>', page.text, re.DOTALL)
    return found[1] if found else ""


def with_listed(bank_file: Path) -> str:
    text = bank_file.read_text().replace(APART, LISTED)
    save_bank(bank_file, text)
    return text


def test_a_fixed_order_is_written_as_one_list_and_all_else_stays(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_text()

    review = sent(teacher, EDIT, order="as-written", **{"key-place": "3"})
    publish_review(teacher, review)

    after = bank_file.read_text()
    assert "Beside the question" in text_of(review.text)
    assert [each.text for each in item_in(bank_file, "what-pulls").options] == [
        "The wind",
        "The harbour",
        "The moon",
        "The pilots",
    ]
    assert after.partition("  - id: who-reads")[2] == before.partition("  - id: who-reads")[2]


@pytest.mark.parametrize(
    "change",
    [
        (APART, LISTED),
        ("    hint: Look up", "    pin: {last: The harbour}\n    hint: Look up"),
        ("    hint: Look up", "    pin:\n      last: [The pilots, The moon]\n    hint: Look up"),
    ],
)
def test_a_form_sent_as_it_was_opened_changes_no_order(
    change: tuple[str, str], teacher: Visitor, bank_file: Path
) -> None:
    text = bank_file.read_text().replace(*change)
    save_bank(bank_file, text)

    review = sent(teacher, EDIT)

    assert "No question changes." in text_of(review.text)
    assert publish_review(teacher, review) == 303
    assert bank_file.read_text() == text


def test_another_place_of_the_key_moves_it_alone(teacher: Visitor, bank_file: Path) -> None:
    text = with_listed(bank_file)

    publish_review(teacher, sent(teacher, EDIT, **{"key-place": "4"}))

    moved = "      - The pilots\n      - key: The moon\n"
    assert bank_file.read_text() == text.replace(
        "      - key: The moon\n      - The pilots\n", moved
    )


def test_shuffled_again_the_options_stand_apart_as_before(
    teacher: Visitor, bank_file: Path
) -> None:
    before = item_in(bank_file, "what-pulls")
    with_listed(bank_file)

    publish_review(teacher, sent(teacher, EDIT, order="shuffled"))

    assert item_in(bank_file, "what-pulls") == before


def test_several_right_answers_have_a_place_each(teacher: Visitor, bank_file: Path) -> None:
    path = "/teach/bank/items/who-reads/edit"
    changes = {"keys-0-place": "4", "keys-1-place": "2", "order": "as-written"}

    publish_review(teacher, sent(teacher, path, **changes))

    options = item_in(bank_file, "who-reads").options
    assert [(each.text, each.is_key) for each in options] == [
        ("The fishermen", False),
        ("The pilots", True),
        ("The moon", False),
        ("The harbour master", True),
    ]


def test_a_fixed_order_without_a_place_for_the_key_is_told_there(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_text()

    page = sent(teacher, EDIT, order="as-written")

    assert page.status_code == 422
    assert "B241" in said_of(page, "order")
    assert "Give each right answer its place" in said_of(page, "order")
    assert bank_file.read_text() == before


def test_what_is_wrong_with_a_listed_option_stands_beside_its_row(
    teacher: Visitor, bank_file: Path
) -> None:
    with_listed(bank_file)

    page = sent(teacher, EDIT, **{"distractors-2-text": "The harbour"})

    assert page.status_code == 422
    assert "B215" in said_of(page, "distractors-2-text")


@pytest.mark.parametrize("row", ["key", "distractors-1"])
def test_an_answer_that_stays_last_is_ticked_and_can_be_let_go(
    row: str, teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_text()
    text = "The moon" if row == "key" else "The harbour"

    publish_review(teacher, sent(teacher, EDIT, **{f"{row}-last": "y"}))

    pin = item_in(bank_file, "what-pulls").pin
    assert pin is not None
    assert pin.last == (text,)
    form = page_form(teacher, EDIT)
    assert f"{row}-last" in form.fields
    unticked = {
        key: each for key, each in form.filled_in(action="review").items() if key != f"{row}-last"
    }
    publish_review(teacher, teacher.browser.post(EDIT, data=unticked))
    assert bank_file.read_text() == before


def test_a_second_key_of_a_question_with_one_is_told_and_can_be_written_elsewhere(
    teacher: Visitor, bank_file: Path
) -> None:
    save_bank(bank_file, with_listed(bank_file).replace("- The pilots", "- key: The pilots", 1))

    page = teacher.get(EDIT)
    publish_review(teacher, sent(teacher, EDIT, **{"distractors-2-text": "The pilots"}))

    assert "B242" in said_of(page, "order")
    assert "Add those that are missing" in said_of(page, "order")
    options = item_in(bank_file, "what-pulls").options
    assert [(each.text, each.is_key) for each in options] == [
        ("The wind", False),
        ("The harbour", False),
        ("The moon", True),
        ("The pilots", False),
    ]


def test_a_tick_at_a_fixed_order_is_told(teacher: Visitor, bank_file: Path) -> None:
    with_listed(bank_file)

    page = sent(teacher, EDIT, **{"distractors-1-last": "y"})

    assert page.status_code == 422
    assert "B243" in said_of(page, "order")


def test_a_pin_that_names_no_option_is_not_told_of_a_fixed_order(
    teacher: Visitor, bank_file: Path
) -> None:
    text = bank_file.read_text()
    save_bank(bank_file, text.replace("    hint: Look", "    pin: {last: The sun}\n    hint: Look"))

    page = teacher.get(EDIT)

    assert "There is no option “The sun”." in said_of(page, "order")
    assert "Tick “Always shown last” where it belongs" in said_of(page, "order")


def test_what_sums_up_the_others_in_a_fixed_order_is_to_be_put_last(
    teacher: Visitor, bank_file: Path
) -> None:
    text = with_listed(bank_file).replace("The harbour: The", "None of these: The")
    save_bank(bank_file, text)

    page = teacher.get(EDIT)

    assert "W535" in said_of(page, "distractors-1-text")
    assert "put it last" in said_of(page, "distractors-1-text")


def test_a_new_question_can_have_a_fixed_order(teacher: Visitor, bank_file: Path) -> None:
    fixed = {**NEW_CHOICE, "order": "as-written", "key-place": "2"}

    review = teacher.send("/teach/bank/items/new?type=choice", action="review", **fixed)
    publish_review(teacher, review)

    assert "order: as-written" in bank_file.read_text()
    options = item_in(bank_file, "what-do-the-pilots-read").options
    assert [each.is_key for each in options] == [False, True, False]
