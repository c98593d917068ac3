"""Items to be put in order, on parallel forms of a quiz on paper."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.paper import paper_forms
from quizapp.exchange.paper_tables import key_table
from tests.support.orders import ENTRIES, ITEM, QUIZ
from tests.support.places import SMALL_BANK

TEXT = SMALL_BANK.read_text(encoding="utf-8").replace("quizzes:\n", f"{ITEM}quizzes:\n{QUIZ}")


@pytest.mark.parametrize("seed", range(12))
def test_no_form_shows_the_right_order_and_each_key_fits_its_own(seed: int) -> None:
    bank = read_bank(TEXT.encode()).bank
    assert bank is not None

    for form in paper_forms(bank, bank.quizzes["orders"], seed, 4):
        item = form.items[0]
        texts = [option.text for option in item.posed.options]
        assert texts != list(ENTRIES)
        assert [texts[item.letters.index(letter)] for letter in item.key] == list(ENTRIES)
        assert [ENTRIES[place - 1] for place in item.places] == texts


def test_the_key_for_the_analysis_has_no_letter_for_an_order() -> None:
    bank = read_bank(TEXT.encode()).bank
    assert bank is not None
    (form,) = paper_forms(bank, bank.quizzes["orders"], seed=1)

    lines = key_table(form).decode("utf-8-sig").splitlines()

    assert lines[1] == "1,,,1"
