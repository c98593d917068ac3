"""Terms with a kind, options of their own, and others they are not to stand beside: in and out."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.items import ItemForm, TermItem
from quizapp.exchange.bank_text import starter_text
from quizapp.exchange.carrying import carried, taken_up
from quizapp.exchange.formats import exported, imported
from quizapp.exchange.settling import settled
from tests.exchange.reading import SMALL_BANK

NEAP = "definition: the weakest rise of the month"
SAID = f"""\
{NEAP}
    kind: event
    distractors:
      - spring tide: It is the strongest.
      - high water
    not_beside: [ebb, flood]"""
MORE = "".join(
    f"  - id: {name}\n    type: term\n    topic: moon\n    term: {name}\n    definition: a {name}\n"
    for name in ("seiche", "surge")
)
TEXT = (
    SMALL_BANK.read_text(encoding="utf-8")
    .replace(NEAP, SAID)
    .replace("quizzes:\n", f"{MORE}quizzes:\n")
)


def tides() -> Bank:
    bank = read_bank(TEXT.encode()).bank
    assert bank is not None
    return bank


def told(bank: Bank, target: str) -> str:
    losses = exported(bank, target, 1e9).losses
    return " ".join(loss.message for loss in losses if loss.item_id == "neap")


def came_back(bank: Bank, target: str, source: str) -> ItemForm:
    found = imported(exported(bank, target, 1e9).data, "bank", source)
    return next(item for item in found.items if item.id == "neap")


@pytest.mark.parametrize("target", ["gift", "moodle-xml", "yaml", "apkg", "qti", "qti12"])
def test_written_options_and_kind_are_carried_and_the_loss_of_the_rest_is_told(target):
    bank = tides()

    again = came_back(bank, target, "qti" if target == "qti12" else target)

    assert again == bank.items["neap"].model_copy(update={"not_beside": ()})
    assert "`not_beside`" in told(bank, target)
    assert "`kind`" not in told(bank, target)


@pytest.mark.parametrize("target", ["csv", "xlsx"])
def test_a_table_carries_all_of_a_term(target):
    bank = tides()

    assert came_back(bank, target, target) == bank.items["neap"]
    assert told(bank, target) == ""


def test_aiken_asks_a_term_among_its_own_options_and_tells_what_is_lost():
    written = exported(tides(), "aiken", 1e9).data.decode()

    question = written[written.index("the weakest rise") :]
    assert "spring tide" in question.partition("ANSWER")[0]
    assert "slack water" not in question.partition("ANSWER")[0]
    assert "`kind`, `not_beside`" in told(tides(), "aiken")


def test_aiken_never_puts_together_what_is_kept_apart():
    terms = "".join(
        f"  - {{id: i{n}, type: term, topic: moon, term: t{n}, definition: d{n}, not_beside: i0}}\n"
        for n in range(1, 6)
    )
    first = "  - {id: i0, type: term, topic: moon, term: t0, definition: d0}\n"
    head = SMALL_BANK.read_text(encoding="utf-8").partition("  - id: ebb")[0]
    bank = read_bank(f"{head}{first}{terms}".encode()).bank
    assert bank is not None

    written = exported(bank, "aiken", 1e9).data.decode()

    assert all("t0" not in part for part in written.split("ANSWER") if "d3" in part)


def test_own_bank_comes_in_as_it_is():
    found = imported(TEXT.encode(), "bank.yaml")

    assert list(found.items) == list(tides().items.values())
    assert taken_up(carried(found.items, {})).items == found.items
    uncited = [item.model_copy(update={"cites": ()}) for item in found.items]
    again = read_bank(starter_text(uncited, found.topics, "new", "New").encode()).bank
    assert again is not None
    assert list(again.items.values()) == uncited


def test_names_of_terms_that_do_not_come_along_are_left_out_and_told():
    found = imported(TEXT.replace("type: term\n    topic: shore\n    term: ebb", EBB).encode(), "b")

    result = settled(found)

    neap = next(item for item in result.items if item.id == "neap")
    assert isinstance(neap, TermItem)
    assert neap.not_beside == ("flood",)
    assert any("not to stand beside" in each.message for each in result.findings)


EBB = "type: cloze\n    topic: shore\n    text: The {{ebb}}"


def test_a_table_of_others_with_another_column_of_that_name_is_read():
    found = imported(b"Term,Definition,Kind\nebb,the water going out,noun\n", "a.csv", "csv")

    (item,) = found.items
    assert isinstance(item, TermItem)
    assert item.kind is None
