"""Who remembers what earlier answers have shown wins what can be worked out by hand."""

from __future__ import annotations

import pytest

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.audit import THE_MEMORY, audit, audit_as_text
from quizapp.domain.bank.audit.memory import Remembered, remembered

TELLING = "stem: Who rows?, key: Ida, distractors: [Kai], explanation: The pilots read charts."
TOLD = "stem: Who reads?, key: the pilots, distractors: [the keepers]"
LISTED = "items: [i0, i1], order: as-listed"


@pytest.fixture
def bank_of(good):
    """Make a bank of two items, given in one line each, and one quiz."""

    def make(*items: str, quiz: str = LISTED, language: str = "en") -> Bank:
        head = good.partition("items:\n")[0].replace("language: en", f"language: {language}")
        written = "".join(
            f"  - {{id: i{n}, topic: battle, {item}}}\n" for n, item in enumerate(items)
        )
        quizzes = f"quizzes:\n  - {{id: both, title: Both, {quiz}}}\n"
        bank = read_bank(f"{head}items:\n{written}{quizzes}".encode()).bank
        assert bank is not None
        return bank

    return make


def test_what_an_earlier_answer_has_told_is_won_and_the_rest_is_guessed(bank_of):
    assert remembered(bank_of(TELLING, TOLD)) == Remembered(2, share=0.75, chance=0.5)
    assert remembered(bank_of(TOLD, TELLING)) == Remembered(2, share=0.5, chance=0.5)


def test_a_shuffled_quiz_asks_first_what_is_told_and_so_tells_nothing(bank_of):
    told = remembered(bank_of(TELLING, TOLD, quiz="items: [i0, i1]"))

    assert told == Remembered(2, share=0.5, chance=0.5)


def test_of_items_that_tell_one_another_the_orders_count_in_which_one_is_told_before(bank_of):
    mutual = "stem: Who rows?, key: Ida Ekman, distractors: [Kai Berg], explanation: The pilots."
    told = remembered(bank_of(mutual, f"{TOLD}, explanation: Ida Ekman reads to them."))

    assert told == Remembered(2, share=0.75, chance=0.5)


@pytest.mark.parametrize(
    "telling",
    [
        "stem: Who rows?, key: Ida, distractors: [Kai: He calls the pilots.]",
        "stem: Which of them row?, key: pilots, distractors: [Kai]",
        "stem: Who rows to the pilots?, key: Ida, distractors: [Kai]",
    ],
    ids=["feedback", "key", "stem"],
)
def test_all_that_is_shown_after_an_answer_tells(bank_of, telling):
    told = remembered(bank_of(telling, TOLD))

    assert told is not None
    assert told.share == 0.75


@pytest.mark.parametrize(
    "telling",
    [
        "type: order, stem: What comes first?, sequence: [pilots row, Ida rests, Kai rows]",
        "type: match, stem: What belongs to it?, pairs: {pilots: boats, Ida: nets}",
        "type: match, stem: What belongs to it?, pairs: {boats: pilots, nets: Ida}",
        "type: sort, stem: Who?, boxes: {Stated: [the pilots row], Could be: [Ida rows]}",
    ],
    ids=["order", "prompts", "answers", "sort"],
)
def test_what_is_ordered_matched_or_sorted_is_not_played_and_what_it_shows_tells(bank_of, telling):
    assert remembered(bank_of(telling, TOLD)) == Remembered(1, share=1.0, chance=0.5)


def test_a_wrong_option_of_an_earlier_question_tells_nothing(bank_of):
    told = remembered(bank_of("stem: Who rows?, key: Ida, distractors: [pilots]", TOLD))

    assert told is not None
    assert told.share == 0.5


def test_words_of_the_own_stem_tell_nothing(bank_of):
    asked = "stem: What do pilots do?, key: pilots row, distractors: [keepers rest]"

    told = remembered(bank_of(TELLING, asked))

    assert told is not None
    assert told.share == 0.5


@pytest.mark.parametrize(
    ("quiz", "language"),
    [
        (f"{LISTED}, feedback: at-end", "en"),
        ("pick: 2", "en"),
        (LISTED, "de"),
    ],
)
def test_nothing_is_played_where_nothing_is_shown_or_known(bank_of, quiz, language):
    assert remembered(bank_of(TELLING, TOLD, quiz=quiz, language=language)) is None


def test_the_audit_tells_it_last_with_its_own_count(bank_of):
    results = audit(bank_of(TELLING, TOLD, "stem: Why?, key: one, distractors: [two]"))

    assert results[-1].strategy == THE_MEMORY
    assert f" 50.0%  {results[-1].p:.2f}  in quizzes, 2 questions\n" in audit_as_text(results)


def test_what_many_earlier_answers_tell_is_more_than_luck_and_what_one_tells_is_not(bank_of):
    names = ["pilots", "keepers", "masters", "sailors", "fishers", "divers"]
    told = [f"stem: Who {n}?, key: {name}, distractors: [Ida]" for n, name in enumerate(names)]
    telling = f"stem: Who?, key: Kai, distractors: [Jon], explanation: See {' '.join(names)}."
    listed = ", ".join(f"i{n}" for n in range(len(names) + 1))

    many = remembered(bank_of(telling, *told, quiz=f"items: [{listed}], order: as-listed"))
    one = remembered(bank_of(TELLING, TOLD))

    assert many is not None
    assert one is not None
    assert many.p < 0.05 < one.p
