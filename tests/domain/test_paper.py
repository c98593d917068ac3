"""Parallel forms of a quiz on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import Bank, Quiz, read_bank
from quizapp.domain.errors import NothingToAsk, TooFewItems
from quizapp.domain.paper import MOST_FORMS, PaperForm, PaperItem, paper_forms
from tests.support.places import SHIPPED_BANK, SMALL_BANK

seeds = st.integers(0, 999_999)


def bank_in(path) -> Bank:
    bank = read_bank(path.read_bytes()).bank
    assert bank is not None
    return bank


SMALL, SHIPPED = bank_in(SMALL_BANK), bank_in(SHIPPED_BANK)
quizzes = st.sampled_from(
    [(bank, quiz) for bank in (SMALL, SHIPPED) for quiz in bank.quizzes.values()]
)


def ids(form: PaperForm) -> list[str]:
    return [item.item_id for item in form.items]


def key_words(item: PaperItem) -> set[str]:
    """What the key's letters stand for on the sheet."""
    texts = dict(zip(item.letters, (option.text for option in item.posed.options), strict=True))
    right = [texts[letter] for letter in item.key]
    if item.posed.prompts:
        pairs = zip(item.posed.prompts, right, strict=True)
        return {f"{prompt.text} → {answer}" for prompt, answer in pairs}
    return set(right)


@given(quizzes, seeds, st.integers(1, MOST_FORMS))
def test_the_same_draw_gives_the_same_sheets_again(chosen, seed, count):
    bank, quiz = chosen

    assert paper_forms(bank, quiz, seed, count) == paper_forms(bank, quiz, seed, count)


@given(quizzes, seeds)
def test_another_form_changes_none_of_those_before_it(chosen, seed):
    bank, quiz = chosen

    assert paper_forms(bank, quiz, seed, 4)[:2] == paper_forms(bank, quiz, seed, 2)


@given(quizzes, seeds)
def test_the_letters_of_the_key_stand_for_the_key_in_words(chosen, seed):
    bank, quiz = chosen

    for form in paper_forms(bank, quiz, seed, 3):
        for item in form.items:
            is_written = not item.letters  # on a line, as a number or a few words
            assert key_words(item) == (set() if is_written else set(item.key_texts))


@given(quizzes, seeds)
def test_forms_of_the_same_items_ask_the_same_with_the_same_options(chosen, seed):
    bank, quiz = chosen
    first, *others = (
        {
            (item.item_id, item.posed.stem, frozenset(option.text for option in item.posed.options))
            for item in form.items
        }
        for form in paper_forms(bank, quiz, seed, 3)
    )

    assert all(other == first for other in others)


def test_neighbours_have_the_items_and_the_options_in_another_order():
    first, second = paper_forms(SHIPPED, SHIPPED.quizzes["check-in"], 7, 2)

    assert ids(first) != ids(second)
    assert [item.key for item in first.items] != [item.key for item in second.items]


def test_a_quiz_that_keeps_its_order_keeps_it_on_every_form():
    forms = paper_forms(SMALL, SMALL.quizzes["all"], 3, 3)

    assert all(ids(form) == list(SMALL.quizzes["all"].item_ids or ()) for form in forms)


@given(seeds)
def test_options_as_written_and_pinned_ones_keep_their_place_on_every_form(seed):
    head, items, rest = SMALL_BANK.read_text(encoding="utf-8").partition("items:\n")
    written = (
        "  - {id: a, topic: moon, stem: Q?, order: as-written, options: [a, key: b, c]}\n"
        "  - {id: b, topic: moon, stem: Q?, key: a, distractors: [b, c], pin: {last: b}}\n"
    )
    bank = read_bank(f"{head}{items}{written}{rest}".encode()).bank
    assert bank is not None

    forms = paper_forms(bank, Quiz("both", "Both", item_ids=("a", "b")), seed, MOST_FORMS)

    for form in forms:
        texts = {i.item_id: [each.text for each in i.posed.options] for i in form.items}
        assert texts["a"] == ["a", "b", "c"]
        assert texts["b"][-1] == "b"


def test_each_of_more_options_than_the_alphabet_has_a_letter_of_its_own():
    item = """\
  - id: many
    type: multiple
    topic: moon
    stem: Which are even?
    keys: [{}]
    distractors: [{}]
    explanation: Every other one is.
    cites: twice a day the water rises
"""
    numbers = ([f"No. {at}" for at in range(start, 40, 2)] for start in (0, 1))
    text = item.format(*map(", ".join, numbers))
    quiz = "  - {id: long, title: Long, items: [many]}\n"
    small = SMALL_BANK.read_text(encoding="utf-8")
    bank = read_bank(small.replace("quizzes:\n", f"{text}quizzes:\n{quiz}").encode()).bank
    assert bank is not None

    (form,) = paper_forms(bank, bank.quizzes["long"], seed=1)

    (printed,) = form.items
    assert len(set(printed.letters)) == 40
    assert key_words(printed) == {f"No. {at}" for at in range(0, 40, 2)}


@pytest.mark.slow
@given(seeds)
def test_forms_of_different_items_share_none_and_keep_the_topics(seed):
    quiz = Quiz("both", "Both", pick=dict.fromkeys(SHIPPED.topics, 2))
    forms = paper_forms(SHIPPED, quiz, seed, 2, "different")
    topics = [sorted(SHIPPED.items[item_id].topic for item_id in ids(form)) for form in forms]

    assert not set(ids(forms[0])) & set(ids(forms[1]))
    assert topics[0] == topics[1]


def test_too_few_items_for_different_forms_are_told_with_the_numbers():
    with pytest.raises(TooFewItems) as refusal:
        paper_forms(SMALL, SMALL.quizzes["all"], 1, 2, "different")

    assert (refusal.value.wanted, refusal.value.forms) == (5, 2)


def test_a_quiz_without_items_has_no_sheets():
    empty = replace(SMALL, held_item_ids=frozenset(SMALL.items))

    for items in ("same", "different"):
        with pytest.raises(NothingToAsk):
            paper_forms(empty, SMALL.quizzes["all"], 1, 1, items)


def test_items_held_back_are_not_printed():
    held = replace(SMALL, held_item_ids=frozenset({"what-pulls"}))

    assert "what-pulls" not in ids(paper_forms(held, SMALL.quizzes["all"], 1)[0])


def test_what_the_learner_reads_knows_nothing_of_the_key():
    item = paper_forms(SMALL, SMALL.quizzes["all"], 1)[0].items[0]

    assert not hasattr(item.posed, "key")
    assert not any(hasattr(option, "is_key") for option in item.posed.options)
