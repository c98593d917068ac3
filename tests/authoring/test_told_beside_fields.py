"""What the form of a question says beside its fields once it was sent."""

from __future__ import annotations

from pathlib import Path

from tests.support.pages import text_of
from tests.support.people import Visitor
from tests.support.records import on_sqlite
from tests.support.whole_forms import NEW_CHOICE, said_of

pytestmark = on_sqlite


def test_what_the_bank_checks_find_stands_beside_its_field(
    teacher: Visitor, bank_file: Path
) -> None:
    before = bank_file.read_text()
    wrong = {
        **NEW_CHOICE,
        "distractors-1-text": "The stars",
        "cites-0": "words that are nowhere",
        "item_id": "ebb",
    }

    page = teacher.send("/teach/bank/items/new?type=choice", action="review", **wrong)

    assert page.status_code == 422
    assert bank_file.read_text() == before
    for field, code in [
        ("distractors-1-text", "B215"),
        ("cites-0", "C401"),
        ("item_id", "B301"),
    ]:
        assert code in said_of(page, field), field
    assert "The stars" in page.text


def test_what_is_wrong_with_a_gap_stands_beside_its_row(teacher: Visitor) -> None:
    wrong = {
        "text": "The {{moon}} pulls.",
        "gaps-0-gap": "moon",
        "topic": "moon",
        "gaps-0-distractors-0-text": "sun",
        "gaps-0-distractors-1-text": "moon",
        "cites-0": "words that are nowhere",
    }

    page = teacher.send("/teach/bank/items/new?type=cloze", action="check", **wrong)

    assert page.status_code == 422
    assert "B216" in said_of(page, "gaps-0-distractors-1-text")
    assert "C401" in said_of(page, "cites-0")


def test_a_field_that_is_missing_is_told_beside_it(teacher: Visitor) -> None:
    page = teacher.send(
        "/teach/bank/items/new?type=choice", action="check", **{**NEW_CHOICE, "stem": " "}
    )

    assert page.status_code == 422
    assert "B201" in said_of(page, "stem")


def test_warnings_are_told_and_do_not_stop(teacher: Visitor) -> None:
    fields = {**NEW_CHOICE, "explanation": ""}

    checked = teacher.send("/teach/bank/items/new?type=choice", action="check", **fields)
    review = teacher.send("/teach/bank/items/new?type=choice", action="review", **fields)

    assert checked.status_code == 200
    assert "W517" in said_of(checked, "explanation")
    assert "Before publishing" in review.text


def test_nobody_is_told_to_write_yaml(teacher: Visitor) -> None:
    fields = {**NEW_CHOICE, "stem": "", "distractors-1-feedback": ""}

    missing = teacher.send("/teach/bank/items/new?type=choice", action="check", **fields)
    fields["stem"] = NEW_CHOICE["stem"]
    silent = teacher.send("/teach/bank/items/new?type=choice", action="check", **fields)

    assert "Fill it in." in said_of(missing, "stem")
    assert "Say in its feedback why it is wrong." in silent.text


def test_a_quote_that_was_found_is_shown_in_its_place(teacher: Visitor) -> None:
    page = teacher.send("/teach/bank/items/new?type=choice", action="check", **NEW_CHOICE)

    assert "Found under “On the shore”: " in text_of(page.text)
    assert "<mark>the pilots read it</mark>" in page.text
