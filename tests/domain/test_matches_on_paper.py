"""Items to be matched and sorted, on parallel forms of a quiz on paper."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import read_bank
from quizapp.domain.paper import PaperItem, paper_forms
from quizapp.exchange.paper_tables import key_table
from tests.support.matches import BOXES, MATCH, PAIRS, QUIZ, SORT, boxes
from tests.support.places import SMALL_BANK

TEXT = SMALL_BANK.read_text(encoding="utf-8").replace(
    "quizzes:\n", f"{MATCH}{SORT}quizzes:\n{QUIZ}"
)


def keyed(item: PaperItem) -> dict[str, str]:
    """Each prompt with the option whose letter the key has for it."""
    texts = dict(zip(item.letters, (option.text for option in item.posed.options), strict=True))
    prompts = [prompt.text for prompt in item.posed.prompts]
    return {prompt: texts[letter] for prompt, letter in zip(prompts, item.key, strict=True)}


@pytest.mark.parametrize("seed", range(6))
def test_the_key_of_each_form_fits_its_own_letters(seed: int) -> None:
    bank = read_bank(TEXT.encode()).bank
    assert bank is not None

    for form in paper_forms(bank, bank.quizzes["matches"], seed, 4):
        match, sort = form.items
        assert keyed(match) == PAIRS
        assert keyed(sort) == boxes()
        assert [option.text for option in sort.posed.options] == list(BOXES)


def test_neighbours_have_statements_and_prompts_in_other_orders() -> None:
    bank = read_bank(TEXT.encode()).bank
    assert bank is not None

    forms = [form for n in range(4) for form in paper_forms(bank, bank.quizzes["matches"], n, 2)]

    for at in range(2):
        orders = [[prompt.text for prompt in form.items[at].posed.prompts] for form in forms]
        assert any(a != b for a, b in zip(orders[::2], orders[1::2], strict=True))


def test_the_key_for_the_analysis_has_no_letter_for_either() -> None:
    bank = read_bank(TEXT.encode()).bank
    assert bank is not None
    (form,) = paper_forms(bank, bank.quizzes["matches"], seed=1)

    lines = key_table(form).decode("utf-8-sig").splitlines()

    assert lines[1:] == ["1,,,1", "2,,,1"]
