"""The order of options in the words of each format, in what others write, and in what is lost."""

from __future__ import annotations

import io
import zipfile

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.exchange.formats import exported, imported
from quizapp.exchange.moodle_xml import read_moodle_xml
from quizapp.exchange.qti import read_qti
from quizapp.exchange.tables import read_csv
from tests.exchange.reading import codes, only, texts
from tests.support.places import SMALL_BANK

ITEMS = """\
  - {id: listed, topic: moon, stem: How many?, order: as-written, options: [one, key: two, three]}
  - {id: pinned, topic: moon, stem: Who?, key: moon, distractors: [wind, none], pin: {last: none}}
"""


@pytest.fixture(scope="module")
def bank() -> Bank:
    head, _, _ = SMALL_BANK.read_text(encoding="utf-8").partition("items:\n")
    reading = read_bank(f"{head}items:\n{ITEMS}".encode())
    assert reading.bank is not None, reading.findings
    return reading.bank


def written(bank: Bank, target: str) -> str:
    data = exported(bank, target, 1e9).data
    if not data.startswith(b"PK"):
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(package.read(name).decode() for name in sorted(package.namelist()))


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("moodle-xml", ["<shuffleanswers>false<", "<shuffleanswers>true<", "pin:3"]),
        ("qti", ['shuffle="false"', 'shuffle="true"', 'identifier="C" fixed="true"']),
        ("qti12", ['shuffle="No"', 'shuffle="Yes"', 'ident="C" rshuffle="No"']),
        ("gift", ["[tag:order:as-written]", "[tag:pin:3]", "~one\n=two\n~three"]),
        ("csv", ["option_order", "key_place_1", "as-written", "pin_last_1"]),
        ("yaml", ["order:as-written", "pin:3"]),
        ("aiken", ["A. one\nB. two\nC. three\nANSWER: B", "C. none"]),
    ],
)
def test_each_format_says_it_in_its_own_words(target: str, said: list[str], bank: Bank) -> None:
    text = written(bank, target)

    for words in said:
        assert words in text


@pytest.mark.parametrize(
    ("target", "lost"),
    [
        ("moodle-xml", {"pinned": "keeps no single option"}),
        ("qti", {}),
        ("qti12", {}),
        ("csv", {}),
        ("gift", {"listed": "may shuffle", "pinned": "keeps no single option"}),
        ("yaml", {}),
        ("aiken", {"listed": "`order`", "pinned": "`pin`"}),
        ("apkg", {"listed": "`order`", "pinned": "`pin`"}),
    ],
)
def test_what_a_format_cannot_say_is_told(target: str, lost: dict[str, str], bank: Bank) -> None:
    losses = exported(bank, target, 1e9).losses

    told = {loss.item_id: loss.message for loss in losses if loss.code == "X622"}
    assert told.keys() == lost.keys()
    for item_id, words in lost.items():
        assert words in told[item_id]


@pytest.mark.parametrize("target", ["moodle-xml", "qti", "qti12", "csv", "gift", "yaml"])
def test_both_come_back(target: str, bank: Bank) -> None:
    source = {"qti12": "qti"}.get(target, target)

    items = imported(exported(bank, target, 1e9).data, "bank", source).items

    assert {item.id: item for item in items} == bank.items


def moodle(shuffle: str) -> bytes:
    answers = "".join(
        f'<answer fraction="{share}"><text>{text}</text></answer>'
        for text, share in [("2", 0), ("4", 100), ("4", 100), ("5", 100), ("9", 0)]
    )
    return (
        '<quiz><question type="multichoice"><questiontext><text>How many?</text></questiontext>'
        f"<shuffleanswers>{shuffle}</shuffleanswers><single>true</single>{answers}"
        "</question></quiz>"
    ).encode()


@pytest.mark.parametrize("no", ["false", "0", " False "])
def test_moodles_fixed_order_is_read_and_only_one_key_is_kept(no: str) -> None:
    item = only(read_moodle_xml(moodle(no)))

    assert (item.order, texts(item.options)) == ("as-written", ["2", "4", "9"])
    assert item.key.text == "4"


def test_without_a_word_moodle_shuffles() -> None:
    item = only(read_moodle_xml(moodle("1")))

    assert (item.order, item.options) == ("shuffled", ())


def qti(*choices: str, shuffle: str = "true") -> bytes:
    body = "".join(
        f'<simpleChoice identifier="{letter}"{fixed}>{letter}</simpleChoice>'
        for letter, fixed in zip("ABCD", choices, strict=False)
    )
    return (
        '<assessmentItem identifier="q"><responseDeclaration identifier="R" cardinality="single">'
        "<correctResponse><value>B</value></correctResponse></responseDeclaration><itemBody>"
        f'<p>Which?</p><choiceInteraction responseIdentifier="R" shuffle="{shuffle}">{body}'
        "</choiceInteraction></itemBody></assessmentItem>"
    ).encode()


FIXED = ' fixed="true"'


def test_fixed_choices_at_the_end_stay_last() -> None:
    found = read_qti(qti("", "", FIXED, FIXED))

    pin = only(found).pin
    assert pin is not None
    assert pin.last == ("C", "D")
    assert found.findings == ()


def test_a_fixed_choice_that_is_listed_twice_is_pinned_once() -> None:
    found = read_qti(qti("", "", FIXED, FIXED).replace(b">D<", b">C<"))

    assert only(found).pin.last == ("C",)


def test_a_fixed_choice_may_be_as_long_as_any() -> None:
    words = " ".join(["none"] * 150)

    found = read_qti(qti("", "", FIXED).replace(b">C<", f">{words}<".encode()))

    assert only(found).pin.last == (words,)


def test_a_fixed_choice_in_another_place_is_named() -> None:
    found = read_qti(qti(FIXED, "", "", FIXED))

    assert only(found).pin.last == ("D",)
    assert "`fixed`" in found.findings[0].message


@pytest.mark.parametrize("data", [qti("", "", "", shuffle="false"), qti(FIXED, FIXED, FIXED)])
def test_choices_that_are_all_fixed_are_shown_as_written(data: bytes) -> None:
    item = only(read_qti(data))

    assert (item.order, texts(item.options)) == ("as-written", ["A", "B", "C"])


def test_a_wrong_option_that_reads_key_stays_wrong() -> None:
    data = moodle("false").replace(
        b"<text>9</text>", b"<text>key</text><feedback><text>No.</text></feedback>"
    )

    item = only(read_moodle_xml(data))

    assert [(each.text, each.is_key) for each in item.options] == [
        ("2", False),
        ("4", True),
        ("key", False),
    ]


def test_a_table_of_options_with_an_order_says_where_the_key_stands() -> None:
    item = only(read_csv(b"Question,A,B,C,Answer,Option order\nHow many?,2,4,9,B,as-written\n"))

    assert texts(item.options) == ["2", "4", "9"]
    assert item.key.text == "4"


@pytest.mark.parametrize("place", ["", "0", "x"])
def test_a_table_that_does_not_say_the_place_is_told(place: str) -> None:
    found = read_csv(
        "stem,key,distractor_1,option_order,key_place_1\n"
        f"How many?,2,4,as-written,{place}\n".encode()
    )

    assert codes(found) == [("X612", 2)]
