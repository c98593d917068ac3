"""Items to be matched and to be sorted, in the files of other programs."""

from __future__ import annotations

from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.items import MatchItem, SortItem
from quizapp.exchange.formats import exported, imported
from tests.support.matches import MATCH, PAIRS, SORT
from tests.support.places import SMALL_BANK

EXACT = (MATCH + SORT).replace("    explanation", "    credit: exact\n    explanation")
FORMATS = ["moodle-xml", "gift", "qti", "csv", "xlsx", "apkg"]


def bank_with(items: str = MATCH + SORT) -> Bank:
    small = SMALL_BANK.read_text(encoding="utf-8")
    bank = read_bank(small.replace("quizzes:\n", f"{items}quizzes:\n").encode()).bank
    assert bank is not None
    return bank


def lost(target: str, items: str = MATCH + SORT, of: str = "which-water") -> list[str]:
    losses = exported(bank_with(items), target, 1e9).losses
    return [loss.code for loss in losses if loss.item_id == of]


def back_from(target: str, items: str) -> dict[str, Any]:
    back = imported(exported(bank_with(items), target, 1e9).data, "bank", target)
    assert back.findings == ()
    return {item.id: item for item in back.items}


@pytest.mark.parametrize("items", [MATCH + SORT, EXACT], ids=["proportional", "exact"])
@pytest.mark.parametrize("target", FORMATS)
def test_a_match_comes_back_with_its_pairs_and_its_credit(target: str, items: str) -> None:
    item = back_from(target, items)["which-water"]

    assert isinstance(item, MatchItem)
    assert (item.pairs, item.distractors) == (PAIRS, ("A spring tide",))
    assert item.credit == ("exact" if items is EXACT else "proportional")


@pytest.mark.parametrize("target", FORMATS)
def test_a_sort_comes_back_with_its_boxes_in_their_order(target: str) -> None:
    turned = SORT.replace("      Left open: []\n", "").replace(
        "    boxes:\n", "    boxes:\n      Left open: []\n"
    )

    item = back_from(target, MATCH + turned)["how-sure"]

    assert isinstance(item, SortItem)
    assert list(item.boxes.items()) == [
        ("Left open", ()),
        ("Stated", ("The water rises", "The moon pulls")),
        ("Could be", ("A storm comes",)),
    ]


@pytest.mark.parametrize("target", ["aiken", "qti12", "yaml"])
@pytest.mark.parametrize("item_id", ["which-water", "how-sure"])
def test_a_format_that_cannot_match_leaves_both_out_and_says_so(target: str, item_id: str) -> None:
    assert lost(target, of=item_id) == ["X621"]


@pytest.mark.parametrize("target", ["moodle-xml", "gift"])
def test_what_gives_a_share_for_each_pair_is_named(target: str) -> None:
    assert "X623" in lost(target, EXACT)
    assert "X623" not in lost(target)


def test_answers_that_would_lose_their_formatting_are_named() -> None:
    assert "X622" in lost("moodle-xml", MATCH.replace("[A spring tide]", "[A *spring* tide]"))


def test_an_arrow_within_a_pair_is_not_written_in_gift() -> None:
    assert lost("gift", MATCH.replace("Boats can leave", "Boats -> sea")) == ["X621"]


def test_moodle_has_an_answer_of_none_beside_an_empty_text() -> None:
    document = fromstring(exported(bank_with(), "moodle-xml", 1e9).data)

    match = document.find("question[@type='matching']")

    assert match is not None
    assert [
        (each.findtext("text") or "", each.findtext("answer/text"))
        for each in match.findall("subquestion")
    ] == [*PAIRS.items(), ("", "A spring tide")]


def test_a_pair_of_a_table_is_parted_at_its_last_arrow() -> None:
    item = back_from("csv", MATCH.replace("Boats can leave", "Boats => the open sea"))

    assert "Boats => the open sea" in item["which-water"].pairs
