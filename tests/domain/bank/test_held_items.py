"""An article that changes under its items: they are held back, and the bank stays good."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.drift import is_drift_alone

CITED = "almost nine months of fighting"


@pytest.fixture
def changed(good):
    """Read the good bank with its article reworded where `length` cites it, and further changes."""

    def read(*changes: tuple[str, str]):
        head, items = good.split("\nitems:\n")
        text = f"{head.replace(CITED, 'about nine months of war')}\nitems:\n{items}"
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return read_bank(text.encode())

    return read


@pytest.fixture
def before(good):
    bank = read_bank(good.encode()).bank
    assert bank is not None
    return bank


def test_item_that_lost_its_citation_is_held_back(changed):
    reading = changed()

    assert reading.bank is None
    assert [finding.code for finding in reading.findings] == ["C401"]
    assert reading.held_bank.held_item_ids == {"length"}
    assert reading.bank_id == reading.held_bank.id


def test_held_item_stands_without_the_quote(changed, before):
    held = changed().held_bank

    assert held.items == before.items
    assert len(held.content_of("length").quotes) == len(before.content_of("length").quotes) - 1


def test_good_bank_holds_nothing_back(before, good):
    reading = read_bank(good.encode())

    assert reading.held_bank is reading.bank
    assert before.held_item_ids == frozenset()


def test_any_other_error_leaves_no_bank_at_all(changed):
    reading = changed(("id: length", "id: Length of it"))

    assert reading.held_bank is None


def test_article_that_changed_under_an_item_is_drift(changed, before):
    assert is_drift_alone(before, changed().held_bank)


def test_citation_that_was_changed_is_no_drift(changed, before):
    held = changed((f'"{CITED}"', '"nearly nine months of fighting"')).held_bank

    assert held.held_item_ids == {"length"}
    assert not is_drift_alone(before, held)


def test_new_item_without_its_citation_is_no_drift(changed, before):
    held = changed(("id: length", "id: length-anew"), ("[length,", "[length-anew,")).held_bank

    assert held.held_item_ids == {"length-anew"}
    assert not is_drift_alone(before, held)


def test_held_item_stays_held_when_something_else_is_edited(changed):
    held = changed().held_bank

    assert is_drift_alone(held, changed(("OpenCanada", "Open Canada")).held_bank)


@pytest.mark.parametrize(
    ("line", "bank_id"),
    [
        ("id: tides", "tides"),
        ('id: "tides-2"  # ours', "tides-2"),
        ("id: 'tides'\r", "tides"),
        ("id:\ttides", "tides"),
        ("id: The Tides", None),
        ("  - id: tides", None),
        ("", None),
    ],
)
def test_broken_file_tells_its_id_where_it_can(line, bank_id):
    reading = read_bank(f"format: 1\n{line}\ntitle: [\n".encode())

    assert reading.held_bank is None
    assert reading.bank_id == bank_id
    assert reading.error_count > 0
