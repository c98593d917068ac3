"""Passages to mark in other formats: choices there, and passages again on the way back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizapp.domain.bank import Bank
from quizapp.domain.items import ChoiceItem, ItemForm, MultipleItem, PlaceItem
from quizapp.exchange.formats import exported, imported
from tests.exchange.reading import small_bank_with
from tests.support.passages import FIRST, ITEMS

SOURCES = {"qti12": "qti"}
ALL = ("gift", "moodle-xml", "csv", "xlsx", "yaml", "apkg", "qti", "qti12")


@pytest.fixture(scope="module")
def bank() -> Bank:
    return small_bank_with(ITEMS)


def read_back(data: bytes, target: str) -> dict[str, ItemForm]:
    return {item.id: item for item in imported(data, "bank", SOURCES.get(target, target)).items}


@pytest.mark.parametrize("target", ALL)
def test_they_come_back_as_they_went_out(bank, target):
    items = read_back(exported(bank, target, 1e9).data, target)

    for item_id in ("second-hand", "on-the-shore"):
        item, back = bank.items[item_id], items[item_id]
        assert isinstance(back, PlaceItem)
        assert back.questions(()) == item.questions(())
        assert (back.level, back.faces()) == (item.level, item.faces())


@pytest.mark.parametrize("target", ALL)
def test_how_they_are_credited_comes_back(bank, target):
    item = bank.items["on-the-shore"].model_copy(update={"credit": "exact"})
    exact = replace(bank, items={item.id: item})

    (back,) = read_back(exported(exact, target, 1e9).data, target).values()

    assert isinstance(back, PlaceItem)
    assert back.credit == "exact"


def test_without_our_label_they_are_choices_in_their_order(bank):
    gift = exported(bank, "gift", 1e9).data.replace(b" [tag:type:place]", b"")

    items = read_back(gift, "gift")

    one, many = items["second-hand"], items["on-the-shore"]
    assert isinstance(one, ChoiceItem)
    assert isinstance(many, MultipleItem)
    assert tuple(option.text for option in one.options) == FIRST


def test_sentences_that_were_changed_into_something_else_become_a_choice():
    gift = "// [id:so] [tag:type:place]\nWhich is so? {\n~one came\n~two went\n=It was late.\n}\n"

    found = imported(gift.encode(), "bank", "gift")

    (item,) = found.items
    assert isinstance(item, ChoiceItem)
    assert [each.code for each in found.findings] == ["X615"]


def test_aiken_asks_for_the_one_sentence_and_leaves_out_what_has_several(bank):
    written = exported(bank, "aiken", 1e9)

    text = written.data.decode()
    lines = "".join(f"{letter}. {part}\n" for letter, part in zip("ABC", FIRST, strict=True))
    assert f"Which sentence is told at second hand?\n{lines}ANSWER: B\n" in text
    assert "people work by the tide" not in text
    told = {(loss.code, loss.item_id) for loss in written.losses}
    assert ("X623", "second-hand") in told
    assert ("X621", "on-the-shore") in told


@pytest.mark.parametrize("target", ["gift", "moodle-xml", "qti", "qti12", "yaml"])
def test_what_becomes_of_them_is_told(bank, target):
    losses = exported(bank, target, 1e9).losses

    told = {loss.message for loss in losses if loss.code == "X623"}
    assert "`second-hand` became a choice among the sentences of its passage." in told


@pytest.mark.parametrize("target", ["gift", "aiken"])
def test_what_may_shuffle_them_says_so(bank, target):
    told = {loss.message for loss in exported(bank, target, 1e9).losses}

    assert "Moodle may shuffle the sentences of `second-hand`." in told


def test_in_a_table_the_passage_keeps_its_marks(bank):
    text = exported(bank, "csv", 1e9).data.decode()

    assert "{{Fishermen reportedly planned their week by it.}}" in text
    table = "stem,key,marked_text\nWhich is so?,,One came. {{Two went.}} It was late.\n"
    (item,) = imported(table.encode(), "a.csv").items
    assert isinstance(item, PlaceItem)


def test_a_row_with_feedback_on_one_sentence_twice_is_left_out():
    told = "distractor_1,distractor_feedback_1,distractor_2,distractor_feedback_2"
    names = f"stem,key,marked_text,{told}"
    row = "Which is so?,,One came. {{Two went.}} It was late.,One,No.,One,Not so."

    found = imported(f"{names}\n{row}\n".encode(), "a.csv")

    assert found.items == ()
    assert [each.message for each in found.findings] == ["Left out: “One” has feedback twice."]


def test_on_an_anki_card_the_passage_stands_below_the_question(bank):
    items = read_back(exported(bank, "apkg", 1e9).data, "apkg")

    assert items["second-hand"].faces() == bank.items["second-hand"].faces()
