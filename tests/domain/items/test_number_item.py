"""Items that ask for a number: what is right, and what is wrong with them."""

from __future__ import annotations

from typing import Any

import pytest

from quizapp.domain.items import NumberItem, Question, from_json, to_json
from quizapp.domain.items.content import ItemContent
from quizapp.domain.items.typed_answers import typed_reading
from quizapp.domain.items.typed_numbers import bounds
from tests.support.typed import asked_in_english, earned


def item(**changed: Any) -> NumberItem:
    facts = {
        "id": "people",
        "type": "number",
        "topic": "crisis",
        "stem": "How many?",
        "key": "1.5 million",
        "unit": "people",
        **changed,
    }
    return NumberItem.model_validate({key: fact for key, fact in facts.items() if fact is not None})


def question(**changed: Any) -> Question:
    return asked_in_english(item(**changed))


@pytest.mark.parametrize("text", ["1.5 million", "1 500 000", "1,500,000 people", "1500000.0"])
def test_the_same_number_in_other_writing_is_right(text: str) -> None:
    assert earned(question(), text) == 1.0


@pytest.mark.parametrize(
    ("key", "unit", "text"),
    [
        *(
            ("1.5", "million", text)
            for text in ("1.5", "1500000", "1,500,000", "1.5 million", "1.5m")
        ),
        *(("1.5", "million people", text) for text in ("1500000 people", "1.5 million people")),
        *(("1.5", "million people", text) for text in ("1.5 million", "1500 thousand", "1.5")),
        ("0.5", "million", "500000"),
        ("0.5", "millions d’euros", "500 000 €"),
        ("2", "billion", "2000000000"),
        ("3", "hundred", "300"),
        ("1500", "thousand", "1500"),
    ],
)
def test_where_the_unit_says_million_the_number_may_be_written_out(
    key: str, unit: str, text: str
) -> None:
    asked = question(key=key, unit=unit, tolerance="10 %")

    assert earned(asked, text) == 1.0


@pytest.mark.parametrize(
    ("unit", "text"),
    [("million", "1500000 million"), ("million", "15000000"), ("m", "1500000"), ("K", "1500")],
)
def test_no_other_number_is_right_beside_a_unit_of_its_own(unit: str, text: str) -> None:
    asked = question(key="1.5", unit=unit)

    assert earned(asked, text) == 0.0


def test_a_small_number_is_none_written_out() -> None:
    asked = question(key="0", unit="million", tolerance="0.1")

    assert earned(asked, "8") == 0.0


def test_a_known_wrong_number_is_known_written_out() -> None:
    asked = question(key="1.5", unit="million", feedback={"1.8": "The year before."})

    found = typed_reading(asked, "1800000")

    assert found is not None
    assert found.option_id == asked.options[1].id


def test_without_a_tolerance_only_the_number_itself_is_right() -> None:
    assert earned(question(), "1500000.0001") == 0.0


@pytest.mark.parametrize(
    ("tolerance", "text", "mark_earned"),
    [
        ("5 %", "1425000", 1.0),
        ("5 %", "1575000", 1.0),
        ("5 %", "1424999.999", 0.0),
        ("100 000", "1.6 million", 1.0),
        ("100 000", "1,600,001", 0.0),
    ],
)
def test_the_ends_of_the_tolerance_are_right(tolerance: str, text: str, mark_earned: float) -> None:
    assert earned(question(tolerance=tolerance), text) == mark_earned


@pytest.mark.parametrize(
    ("tolerance", "spread"),
    [("10", 10), ("10 m", 10), ("10m", 10), ("5 %", 50), ("5 percent", 50), ("5 Prozent", 50)],
)
def test_a_tolerance_may_have_its_unit(tolerance: str, spread: int) -> None:
    assert item(key="1000", unit="m", tolerance=tolerance).spread == spread


def test_decimals_are_compared_exactly() -> None:
    assert earned(question(key="0.1", tolerance="0.2", unit="m"), "0.3") == 1.0


@pytest.mark.parametrize(("key", "text"), [("1500", "1.500"), ("1.5", "1,500"), ("1500", "1,500")])
def test_of_two_readings_either_may_be_right(key: str, text: str) -> None:
    assert earned(question(key=key), text) == 1.0


def test_of_two_readings_the_bank_s_language_holds_where_the_other_is_a_known_wrong_number() -> (
    None
):
    asked = question(key="1500", feedback={"1.5": "You left out the thousand."})
    reading = typed_reading(asked, "1.500")

    assert earned(asked, "1,500") == 1.0
    assert reading is not None
    assert reading.option_id == asked.options[1].id


def test_of_two_readings_neither_is_right_by_luck_in_a_wide_tolerance() -> None:
    asked = question(key="1000", tolerance="900")

    assert earned(asked, "1.500") == 0.0


def test_a_known_wrong_number_is_known_in_any_writing() -> None:
    asked = question(feedback={"1.8 million": "That was before."})
    reading = typed_reading(asked, "1 800 000")

    assert reading is not None
    assert [it.feedback for it in asked.options if it.id == reading.option_id] == [
        "That was before."
    ]


def test_the_ends_that_count_are_told() -> None:
    assert bounds(question(tolerance="5 %")) == ("1,425,000", "1,575,000 people")
    assert bounds(question()) is None


def test_the_percent_sign_of_a_key_is_its_unit() -> None:
    asked = question(key="12 %", unit="%")

    assert (earned(asked, "12"), earned(asked, "12 %"), earned(asked, "0.12")) == (1.0, 1.0, 0.0)
    assert item(key="12 %", unit="%").faces()[0].back == "12 %"


@pytest.mark.parametrize("key", ["12 percent", "12 Prozent", "12%"])
def test_a_key_may_say_per_cent_in_words(key: str) -> None:
    asked = question(key=key, unit=None)

    assert (earned(asked, "12"), earned(asked, "12 %"), earned(asked, "0.12")) == (1.0, 1.0, 0.0)
    assert item(key=key, unit=None).faces()[0].back == key


def test_what_is_counted_is_said_once() -> None:
    assert item(key="1.5 million people").faces()[0].back == "1.5 million people"
    assert item(key="5 million", unit="n").faces()[0].back == "5 million n"


def test_what_is_recorded_is_read_back_from_its_json() -> None:
    asked = question(tolerance="5 %")
    content = ItemContent("people", "number", "crisis", "Crisis", (asked,))

    assert from_json(to_json(content)) == content


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"key": "many"}, "B254"),
        ({"key": "1.5 million cats"}, "B254"),
        ({"key": "1,500"}, "B255"),
        ({"key": "1,500 billion"}, "B255"),
        ({"tolerance": "a bit"}, "B256"),
        ({"tolerance": "-5"}, "B256"),
        ({"tolerance": "5 %", "feedback": {"1.45 million": "Nearly."}}, "B257"),
        ({"feedback": {"lots": "No."}}, "B254"),
        ({"feedback": {"2 million": "No.", "2000000": "Never."}}, "B215"),
    ],
)
def test_what_cannot_be_marked_is_an_error(changed: dict[str, Any], code: str) -> None:
    assert [each.code for each in item(**changed).problems(())] == [code]


def test_a_good_number_has_no_problem() -> None:
    assert list(item(tolerance="5 %", feedback={"2 million": "No."}).problems(())) == []


@pytest.mark.parametrize("word", ["billion", "trillion"])
def test_in_the_file_a_billion_and_a_trillion_are_those_of_english(word: str) -> None:
    written = item(key=f"2 {word}", tolerance=f"0.5 {word}")

    assert list(written.problems(())) == []
    assert earned(question(key=f"2 {word}", tolerance=f"0.5 {word}"), f"2.5 {word}") == 1.0
