"""Items to be put in order, in the files of other programs."""

from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring

from quizapp.domain.items import OrderItem
from quizapp.exchange.formats import exported, imported
from quizapp.exchange.moodle_xml import read_moodle_xml
from quizapp.exchange.qti import read_qti
from tests.exchange.reading import codes, small_bank_with
from tests.support.orders import ENTRIES, ITEM

EXACT = ITEM.replace("    explanation", "    credit: exact\n    explanation")


def lost(target: str, item: str = ITEM) -> list[tuple[str, str]]:
    losses = exported(small_bank_with(item), target, 1e9).losses
    return [(loss.code, loss.message) for loss in losses if loss.item_id == "one-tide"]


def moodle(*entries: str, more: str = "") -> bytes:
    answers = "".join(
        f'<answer fraction="{place}" format="html"><text>{entry}</text></answer>'
        for place, entry in enumerate(entries, 1)
    )
    asked = "<questiontext format='html'><text>In what order?</text></questiontext>"
    return f'<quiz><question type="ordering">{asked}{more}{answers}</question></quiz>'.encode()


def only(data: bytes) -> OrderItem:
    (item,) = read_moodle_xml(data).items
    assert isinstance(item, OrderItem)
    return item


@pytest.mark.parametrize("item", [ITEM, EXACT], ids=["proportional", "exact"])
@pytest.mark.parametrize("target", ["moodle-xml", "qti", "csv", "xlsx", "yaml", "apkg"])
def test_an_order_comes_back_with_its_entries_and_its_credit(target: str, item: str) -> None:
    bank = small_bank_with(item)

    back = imported(exported(bank, target, 1e9).data, "bank", target)

    found = next(each for each in back.items if each.id == "one-tide")
    assert isinstance(found, OrderItem)
    assert found.sequence == ENTRIES
    assert found.credit == ("exact" if item is EXACT else "proportional")
    assert back.findings == ()


@pytest.mark.parametrize("target", ["gift", "aiken", "qti12"])
def test_a_format_that_cannot_ask_an_order_leaves_it_out_and_says_so(target: str) -> None:
    assert [code for code, _ in lost(target)] == ["X621"]
    assert b"mud flats lie bare\n" not in exported(small_bank_with(ITEM), target, 1e9).data


@pytest.mark.parametrize("target", ["moodle-xml", "qti"])
def test_what_marks_pairs_otherwise_is_named_and_the_whole_order_is_not(target: str) -> None:
    assert "X623" in [code for code, _ in lost(target)]
    assert "X623" not in [code for code, _ in lost(target, EXACT)]


@pytest.mark.parametrize("item", [ITEM, EXACT], ids=["proportional", "exact"])
def test_plain_yaml_says_that_others_do_not_ask_for_the_order(item: str) -> None:
    (message,) = [said for code, said in lost("yaml", item) if code == "X623"]

    assert message.startswith("Other programs take `one-tide` for a choice")


def test_moodle_is_told_how_an_order_is_asked_and_marked() -> None:
    banks = map(small_bank_with, (ITEM, EXACT))
    documents = [fromstring(exported(bank, "moodle-xml", 1e9).data) for bank in banks]

    pairs, whole = (document.find("question[@type='ordering']") for document in documents)

    assert pairs is not None
    assert whole is not None
    assert [each.get("fraction") for each in pairs.findall("answer")] == ["1", "2", "3", "4"]
    assert [pairs.findtext(name) for name in ("layouttype", "selecttype")] == ["VERTICAL", "ALL"]
    assert pairs.findtext("gradingtype") == "RELATIVE_ALL_PREVIOUS_AND_NEXT"
    assert whole.findtext("gradingtype") == "ALL_OR_NOTHING"


def test_an_order_of_moodle_is_taken_as_it_is_listed() -> None:
    item = only(moodle("Plough", "Harrow", "Sow"))

    assert (item.stem, item.sequence) == ("In what order?", ("Plough", "Harrow", "Sow"))
    assert item.credit == "proportional"
    assert codes(read_moodle_xml(moodle("Plough", "Harrow", "Sow"))) == [("X614", 1)]


def test_one_that_moodle_marks_as_a_whole_stays_so() -> None:
    data = moodle("Plough", "Harrow", "Sow", more="<gradingtype>ALL_OR_NOTHING</gradingtype>")

    assert only(data).credit == "exact"
    assert codes(read_moodle_xml(data)) == []


def test_what_a_bank_cannot_say_of_an_order_is_named() -> None:
    some = "<selecttype>RANDOM</selecttype><gradingtype>ALL_OR_NOTHING</gradingtype>"

    few, part = moodle("Plough", "Harrow"), moodle("Plough", "Harrow", "Sow", more=some)

    assert ("X612", 1) in codes(read_moodle_xml(few))
    assert codes(read_moodle_xml(part)) == [("X613", 1)]


def qti(*right: str) -> bytes:
    values = "".join(f"<value>{name}</value>" for name in right)
    choices = "".join(
        f'<simpleChoice identifier="{name}">{text}</simpleChoice>'
        for name, text in (("h", "Harrow"), ("s", "Sow"), ("p", "Plough"))
    )
    return (
        '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q">'
        '<responseDeclaration identifier="RESPONSE" cardinality="ordered" baseType="identifier">'
        f"<correctResponse>{values}</correctResponse></responseDeclaration><itemBody>"
        '<orderInteraction responseIdentifier="RESPONSE" shuffle="true">'
        f"<prompt>In what order?</prompt>{choices}</orderInteraction></itemBody></assessmentItem>"
    ).encode()


def test_an_order_of_qti_is_that_of_the_right_response() -> None:
    (item,) = read_qti(qti("p", "h", "s")).items

    assert isinstance(item, OrderItem)
    assert (item.stem, item.sequence) == ("In what order?", ("Plough", "Harrow", "Sow"))


def test_an_order_of_qti_that_names_too_few_is_left_out() -> None:
    found = read_qti(qti("p", "h"))

    assert found.items == ()
    assert {code for code, _ in codes(found)} == {"X612", "X613", "X614"}
