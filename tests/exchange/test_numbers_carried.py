"""Items that ask for a number, in the files of other programs."""

from __future__ import annotations

from fractions import Fraction

import pytest
from defusedxml.ElementTree import fromstring

from quizapp.domain.items import ItemForm, NumberItem
from quizapp.exchange.formats import exported, imported
from quizapp.exchange.results import Imported
from tests.exchange.reading import small_bank_with
from tests.support.typed import NUMBER

FORMATS = ["moodle-xml", "gift", "qti", "qti12", "csv", "xlsx"]
WITH_UNITS = {"moodle-xml", "csv", "xlsx"}
WITH_KNOWN = {"moodle-xml", "gift", "csv", "xlsx"}
PLAIN = NUMBER.replace("    tolerance: 5 %\n", "")


def sent(target: str, items: str = NUMBER) -> bytes:
    return exported(small_bank_with(items), target, 1e9).data


def back_from(target: str, items: str = NUMBER) -> NumberItem:
    source = "qti" if target == "qti12" else target
    back = imported(sent(target, items), "bank", source)
    item = next(item for item in back.items if item.id == "how-many-boats")
    assert isinstance(item, NumberItem)
    return item


def losses(target: str) -> list[str]:
    found = exported(small_bank_with(NUMBER), target, 1e9).losses
    return [loss.message for loss in found if loss.item_id == "how-many-boats"]


def moodle(answers: str) -> Imported:
    text = (
        '<quiz><question type="numerical"><name><text>n</text></name>'
        f"<questiontext><text>How many?</text></questiontext>{answers}</question></quiz>"
    )
    return imported(text.encode(), "quiz.xml", "moodle-xml")


def only(found: Imported) -> ItemForm:
    (item,) = found.items
    return item


@pytest.mark.parametrize("items", [NUMBER, PLAIN], ids=["tolerance", "exact"])
@pytest.mark.parametrize("target", FORMATS)
def test_a_number_comes_back_with_its_value_and_tolerance(target: str, items: str) -> None:
    item, before = back_from(target, items), back_from("csv", items)

    assert item.questions(())[0].options[0].id == before.questions(())[0].options[0].id
    assert item.spread == before.spread == (75000 if items is NUMBER else 0)
    assert item.unit == ("boats" if target in WITH_UNITS else None)
    assert len(item.feedback) == (target in WITH_KNOWN)


@pytest.mark.parametrize("target", FORMATS)
def test_a_tolerance_that_has_no_end_in_digits_goes_out_in_digits(target: str) -> None:
    third = NUMBER.replace("key: 1.5 million", "key: 1/3").replace("1.8 million:", "2/3:")

    item = back_from(target, third)

    assert abs(item.spread - Fraction(1, 60)) < Fraction(1, 10**9)


@pytest.mark.parametrize("target", FORMATS)
def test_nothing_is_said_to_be_lost_of_a_number_that_is_read_whole(target: str) -> None:
    source = "qti" if target == "qti12" else target

    found = imported(sent(target), "bank", source)

    assert not any(finding.code == "X614" for finding in found.findings)


@pytest.mark.parametrize("target", ["gift", "qti", "qti12", "yaml", "apkg"])
def test_a_unit_that_a_format_cannot_say_is_told(target: str) -> None:
    assert any("`unit`" in message for message in losses(target))


@pytest.mark.parametrize("target", ["qti", "qti12", "yaml", "apkg"])
def test_feedback_that_a_format_cannot_say_is_told(target: str) -> None:
    assert any("feedback on wrong numbers" in message for message in losses(target))


def test_aiken_cannot_ask_for_a_number() -> None:
    assert losses("aiken") == ["Aiken cannot ask `how-many-boats`; it was left out."]


def test_moodle_is_told_the_number_its_tolerance_and_its_unit() -> None:
    root = fromstring(sent("moodle-xml"))
    question = next(it for it in root.iter("question") if it.get("type") == "numerical")

    assert question.findtext("answer/text") == "1500000"
    assert question.findtext("answer/tolerance") == "75000"
    assert question.findtext("units/unit/unit_name") == "boats"
    assert question.findtext("unitgradingtype") == "0"


def test_gift_has_a_sign_of_numbers_before_them() -> None:
    text = sent("gift").decode()

    assert "#\n=1500000:75000\n=%0%1800000:0#That was the year before." in text


def test_canvas_is_told_between_what_a_number_may_lie() -> None:
    text = exported(small_bank_with(NUMBER), "qti12", 1e9).data

    back = imported(text, "bank.zip", "qti")
    item = next(item for item in back.items if item.id == "how-many-boats")
    assert isinstance(item, NumberItem)
    assert item.tolerance == "75000"


def test_a_number_of_moodle_is_one_with_its_unit() -> None:
    found = moodle(
        '<answer fraction="100"><text>42</text><tolerance>0.5</tolerance></answer>'
        '<answer fraction="0"><text>24</text><tolerance>0</tolerance>'
        "<feedback><text>Turned round.</text></feedback></answer>"
        "<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit></units>"
    )

    item = only(found)
    assert isinstance(item, NumberItem)
    assert (item.key, item.tolerance, item.unit) == ("42", "0.5", "km")
    assert item.feedback == {"24": "Turned round."}


def test_what_a_number_here_cannot_have_is_told() -> None:
    found = moodle(
        '<answer fraction="100"><text>42</text><tolerance>0</tolerance>'
        "<feedback><text>Well done.</text></feedback></answer>"
        '<answer fraction="50"><text>43</text><tolerance>0</tolerance></answer>'
        "<units><unit><multiplier>1</multiplier><unit_name>km</unit_name></unit>"
        "<unit><multiplier>1000</multiplier><unit_name>m</unit_name></unit></units>"
    )

    assert sorted(finding.code for finding in found.findings) == ["X613", "X613", "X614"]


@pytest.mark.parametrize("number", ["9" * 309, "nan", "inf", "1e999", "1e-999", "*", ""])
def test_what_is_no_number_that_we_can_mark_is_no_failure(number: str) -> None:
    found = moodle(
        f'<answer fraction="100"><text>{number}</text><tolerance>{number}</tolerance></answer>'
    )

    assert not any(isinstance(item, NumberItem) for item in found.items)
