"""What goes out comes in again: equal items, for all that a format can carry."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.items import (
    ChoiceItem,
    ClozeItem,
    ItemForm,
    MatchItem,
    MultipleItem,
    NumberItem,
    OrderItem,
    PlaceItem,
    ShortItem,
    SortItem,
    TrueFalseItem,
)
from quizapp.domain.items.gaps import gaps
from quizapp.domain.items.parts import first_words, parts
from quizapp.domain.items.typed_numbers import written_number
from quizapp.domain.items.written_numbers import exact_text
from quizapp.exchange.bank_text import appended_text, starter_text
from quizapp.exchange.formats import READERS, TARGETS, exported, imported
from tests.exchange.banks import banks, words
from tests.exchange.reading import SHIPPED_BANK, SMALL_BANK
from tests.support.banks import bank_at

LEFT: dict[str, tuple[str, ...]] = {
    "gift": ("front", "hint", "cites", "author_note", "allow", "not_beside"),
    "moodle-xml": ("front", "cites", "author_note", "allow", "not_beside"),
    "csv": ("allow",),
    "xlsx": ("allow",),
    "yaml": ("front", "cites", "author_note", "allow", "not_beside"),
    "apkg": ("front", "cites", "author_note", "allow", "not_beside"),
    "qti": ("front", "hint", "cites", "author_note", "allow", "not_beside"),
    "qti12": ("front", "hint", "cites", "author_note", "allow", "not_beside"),
}
SOURCES = {"qti12": "qti"}
NO_ORDERS = {"gift", "qti12"}
NO_PAIRS = {"yaml", "qti12"}
TABLES = {"csv", "xlsx"}
_WITH_PARTS = OrderItem | MatchItem | SortItem
ONE_GAP_AT_A_TIME = {"gift", "yaml", "qti", "qti12"}


def carried(item: ItemForm, target: str) -> ItemForm:
    """An item without what a format's page says it leaves out."""
    fields = type(item).model_fields
    left: dict[str, object] = {
        key: fields[key].get_default(call_default_factory=True)
        for key in LEFT[target]
        if key in fields
    }
    if target == "apkg" and isinstance(item, ChoiceItem | MultipleItem):
        left |= {"order": "shuffled", "options": (), "pin": None}
    if target == "yaml" and isinstance(item, TrueFalseItem):
        left["feedback"] = None
    if target not in TABLES and isinstance(item, PlaceItem):
        left["feedback"] = by_first_words(item)
    if target not in TABLES and isinstance(item, NumberItem):
        left |= in_digits(item, target)
    if target in {"yaml", "qti"} and isinstance(item, ShortItem):
        left["feedback"] = {}
    if (
        target == "apkg"
        and isinstance(item, ChoiceItem | MultipleItem | _WITH_PARTS)
        and item.front
    ):
        left["stem"] = item.front
    return item.model_copy(update=left)


def in_digits(item: NumberItem, target: str) -> dict[str, object]:
    """A number as other programs have it: no “million”, and mostly neither unit nor feedback."""

    def digits(text: str) -> str:
        return exact_text(written_number(text, item.counted))

    has_known, has_unit = target in {"gift", "moodle-xml"}, target == "moodle-xml"
    return {
        "key": digits(item.key),
        "tolerance": "0" if target == "yaml" else item.tolerance,
        "unit": item.unit if has_unit else None,
        "feedback": {digits(text): said for text, said in item.feedback.items() if has_known},
    }


def by_first_words(item: PlaceItem) -> dict[str, str]:
    """What is said of the parts of a passage, each by as few words as a reader gives it."""
    found = parts(item.text)
    told = {first_words(part, found): item.feedback_on(part) for part in found}
    return {begun: said for begun, said in told.items() if said}


def is_whole(item: ItemForm, target: str) -> bool:
    """Whether an item goes out, and stays one item."""
    if target == "apkg" and (isinstance(item, NumberItem) or "card" not in item.drills):
        return False
    if target in NO_ORDERS and isinstance(item, OrderItem):
        return False
    if target in NO_PAIRS and isinstance(item, MatchItem | SortItem):
        return False
    return target not in ONE_GAP_AT_A_TIME or not (
        isinstance(item, ClozeItem) and len(gaps(item.text)) > 1
    )


def all_carried(bank: Bank, target: str) -> dict[str, ItemForm]:
    whole = {key: item for key, item in bank.items.items() if is_whole(item, target)}
    return {key: carried(item, target) for key, item in whole.items()}


def there_and_back(bank: Bank, target: str) -> dict[str, ItemForm]:
    found = imported(exported(bank, target, 1e9).data, "bank", SOURCES.get(target, target))
    return {item.id: item for item in found.items}


@pytest.mark.parametrize("path", [SMALL_BANK, SHIPPED_BANK], ids=["small", "shipped"])
@pytest.mark.parametrize("target", sorted(LEFT))
def test_real_banks_come_back_equal(path, target):
    bank = bank_at(path)

    items = there_and_back(bank, target)

    for item in bank.items.values():
        if is_whole(item, target):
            assert items[item.id] == carried(item, target)


@pytest.mark.parametrize("target", sorted(LEFT))
def test_what_comes_back_goes_out_the_same(target):
    bank = bank_at(SMALL_BANK)
    source = SOURCES.get(target, target)
    first = imported(exported(bank, target, 1e9).data, "first", source)
    again = Bank(**{**vars(bank), "items": {item.id: item for item in first.items}})

    second = imported(exported(again, target, 1e9).data, "second", source)

    assert second.items == first.items
    assert second.topics == first.topics


@pytest.mark.parametrize("target", sorted({"gift", "moodle-xml", "csv", "xlsx", "yaml"}))
def test_any_bank_comes_back_equal(target):
    @settings(max_examples=40, deadline=None)
    @given(bank=banks())
    def law(bank):
        items = there_and_back(bank, target)
        assert items == all_carried(bank, target)

    law()


@pytest.mark.slow
@pytest.mark.parametrize("target", ["apkg", "qti", "qti12"])
def test_any_bank_of_plain_words_comes_back_through_html(target):
    @settings(max_examples=20, deadline=None)
    @given(bank=banks(words))
    def law(bank):
        items = there_and_back(bank, target)
        assert items == all_carried(bank, target)

    law()


@pytest.mark.slow
def test_any_items_are_read_by_the_banks_own_reader():
    @settings(max_examples=100, deadline=None)
    @given(bank=banks())
    def law(bank):
        text = starter_text(bank.items.values(), bank.topics, "no", "007: it's")
        reading = read_bank(text.encode())
        assert reading.bank is not None
        assert reading.bank.items == bank.items

    law()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.split("quizzes:")[0].rstrip("\n"),
        lambda text: text.replace("\n  - id", "\n\n  # one more\n  - id"),
        lambda text: text.replace(
            "    definition: the pause", "    definition: |\n      the pause"
        ),
        lambda text: text.replace("quizzes:", "\n# The quizzes: below.\n\nquizzes:"),
    ],
    ids=["as is", "CRLF", "items last", "blank lines", "block", "comments"],
)
def test_items_are_appended_and_all_else_stays_byte_for_byte(change: Callable[[str], str]):
    text = change(SMALL_BANK.read_text(encoding="utf-8"))
    bank = read_bank(text.encode()).bank
    assert bank is not None
    other = bank_at(SHIPPED_BANK)
    items = [item.model_copy(update={"cites": ()}) for item in other.items.values()][:12]

    longer = appended_text(text, bank, items, other.topics)

    rest = iter(longer.splitlines(keepends=True))
    assert all(line in rest or line.rstrip() in text for line in text.splitlines(keepends=True))
    reading = read_bank(longer.encode())
    assert reading.bank is not None
    assert list(reading.bank.items.values()) == [*bank.items.values(), *items]
    assert ("\r\n" in text) == ("\r\n" in longer)
    assert longer.count("\r\n") in {0, longer.count("\n")}


def test_every_format_that_is_written_is_told_by_its_content():
    bank, text = bank_at(SMALL_BANK), SMALL_BANK.read_text(encoding="utf-8")

    for target in TARGETS:
        source = SOURCES.get(target, target)
        names = {"csv": "a.csv", "yaml": "a.yaml"}
        written = exported(bank, target, 1e9, text=text).data
        found = imported(written, names.get(target, "a.txt"))
        assert found.items, target
        assert source in READERS
