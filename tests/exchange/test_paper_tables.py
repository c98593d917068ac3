"""From paper to the item analysis: what is printed beside a form is what `analyse` reads."""

from __future__ import annotations

from quizapp.domain.bank import read_bank
from quizapp.domain.item_analysis import analysis
from quizapp.domain.item_analysis.sheet import read_sheet
from quizapp.domain.paper import paper_forms
from quizapp.exchange.paper_tables import key_table, response_table
from tests.support.places import SMALL_BANK

BANK = read_bank(SMALL_BANK.read_bytes()).bank
assert BANK is not None
FORM = paper_forms(BANK, BANK.quizzes["all"], 4)[0]


def test_letters_entered_in_the_empty_table_are_marked_by_the_key():
    header = response_table(FORM).decode("utf-8-sig")
    right = [item.key if item.posed.mode == "one" else "1" for item in FORM.items]
    wrong = [
        next(letter for letter in item.letters if letter not in item.key)
        if item.posed.mode == "one"
        else "0"
        for item in FORM.items
    ]
    filled = f"{header}Ann,{','.join(right)}\r\nBob,{','.join(wrong)}\r\n"

    reading = read_sheet(filled.encode(), key_table(FORM))

    assert reading.matrix is not None
    assert not reading.has_errors
    assert analysis(reading.matrix, "zero").score.mean == len(FORM.items) / 2


def test_items_that_ask_for_all_that_apply_are_entered_as_marks():
    rows = key_table(FORM).decode("utf-8-sig").splitlines()
    place = next(item.posed.position for item in FORM.items if item.posed.mode == "many")

    assert rows[place] == f"{place},,,1"
