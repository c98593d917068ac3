"""What a class can discuss after a quiz: the prompts of the sections that its items cite."""

from __future__ import annotations

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.drills.discussing import sections_to_discuss
from tests.support.places import SMALL_BANK

SHORE = "      heading: On the shore\n"


def bank_with(*, listed: str) -> Bank:
    text = SMALL_BANK.read_text(encoding="utf-8").replace(SHORE, f"{SHORE}      prompts: Why?\n")
    items = "[what-pulls, who-reads, bare-flats, spring-tide, ebb]"
    bank = read_bank(text.replace(items, listed).encode()).bank
    assert bank is not None
    return bank


def test_only_sections_that_are_cited_and_have_prompts_are_there() -> None:
    asking, other = (bank_with(listed=listed) for listed in ("[who-reads]", "[what-pulls]"))

    found = sections_to_discuss(asking, asking.quizzes["all"])

    assert [(section.id, section.prompts) for section in found] == [("shore", ("Why?",))]
    assert sections_to_discuss(other, other.quizzes["all"]) == []


def test_a_quiz_that_picks_may_ask_all_that_it_picks_from() -> None:
    bank = bank_with(listed="[what-pulls]")

    found = sections_to_discuss(bank, bank.quizzes["quiet"])

    assert [section.id for section in found] == ["shore"]
