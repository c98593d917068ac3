"""What is said of items when they are fitted into a bank."""

from __future__ import annotations

from quizapp.domain.bank import Bank
from quizapp.exchange.pairs import read_pairs
from quizapp.exchange.settling import settled
from tests.exchange.reading import SMALL_BANK
from tests.support.banks import bank_at

ALIKE = "ebb tide\tThe sea runs out.\nneap tide\tA small tide.\nfalling tide\tthe sea runs out\n"


def notes(text: str, bank: Bank | None = None) -> list[tuple[str, int]]:
    result = settled(read_pairs(text.encode()), bank)
    return [(found.message, found.span.line) for found in result.findings if found.code == "X618"]


def test_two_terms_that_share_one_definition_are_told():
    assert notes(ALIKE) == [("`falling-tide` has the same definition as `ebb-tide`.", 3)]


def test_a_term_that_shares_its_definition_with_one_of_the_bank_is_told():
    bank = bank_at(SMALL_BANK)
    text = "low water\tThe water going out.\nbuoy\tIt floats, so that ships see it.\n"

    assert notes(text, bank) == [("`low-water` has the same definition as `ebb`.", 1)]


def test_the_same_term_once_more_is_no_second_term():
    assert notes("ebb\tThe sea runs out.\nebb\tThe sea runs out.\n") == []
