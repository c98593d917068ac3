"""Which edits change words alone, and may be published in one press."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.edits import EditClass, edits
from quizapp.domain.bank.words_alone import are_words_alone
from tests.domain.bank.edit_examples import EXAMPLES, NEAP, SMALL

OF_WORDS = {
    "choice: a stem in other words",
    "choice: feedback",
    "choice: hint",
    "choice: explanation",
    "choice: citation",
    "choice: layout of the stem",
    "true-false: the statement",
    "true-false: feedback",
    "cloze: words round the gaps",
    "cloze: feedback",
    "term: definition",
    "term: explanation",
}


def bank_of(text: str) -> Bank:
    reading = read_bank(text.encode())
    assert reading.bank is not None, reading.findings
    return reading.bank


def changed(*changes: tuple[str, str]) -> Bank:
    text = SMALL
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return bank_of(text)


BANK = bank_of(SMALL)


@pytest.mark.parametrize("name", EXAMPLES)
def test_only_what_leaves_keys_points_and_options_alone_is_of_words(name: str) -> None:
    new = changed(*EXAMPLES[name][0])

    assert are_words_alone(BANK, new) == (name in OF_WORDS)
    assert are_words_alone(new, BANK) == (name in OF_WORDS)


@pytest.mark.parametrize(
    "change",
    [
        ("- The harbour: The", "- The harbours: The"),
        ("level: evaluate", "level: reason"),
    ],
)
def test_a_slip_in_a_wrong_answer_and_what_no_learner_sees_are_of_words(
    change: tuple[str, str],
) -> None:
    assert are_words_alone(BANK, changed(change))


@pytest.mark.parametrize(
    "change",
    [
        ("title: The tides\n", "title: Tides\n"),
        ("language: en", "language: en-GB"),
        ("heading: On the shore", "heading: At the shore"),
        ("twice a day the water rises.", "twice a day the water rises again."),
        ("  shore: On the shore", "  shore: The shore"),
        ("title: See at the end", "title: See it at the end"),
        ("pick: 3", "pick: 2"),
        ("key: The moon\n", "key: the moon\n"),
        ("- The pilots\n    hint", "- The sailors\n    hint"),
        ("id: slack\n", "id: slack-water\n"),
        (NEAP, f"{NEAP}\n    drills: [quiz]"),
    ],
)
def test_what_is_around_the_questions_and_each_letter_of_a_key_is_looked_at(
    change: tuple[str, str],
) -> None:
    assert not are_words_alone(BANK, changed(change))


def test_a_question_that_is_held_back_by_it_is_looked_at() -> None:
    lost = read_bank(SMALL.replace("cites: The moon pulls", "cites: The moon drags").encode())
    assert lost.held_bank is not None

    assert not are_words_alone(BANK, lost.held_bank)


def test_a_number_and_its_tolerance_are_no_words() -> None:
    number = (
        "  - id: hours\n    type: number\n    topic: shore\n    stem: For how many hours?\n"
        "    key: 6\n    tolerance: 1\n    unit: hours\nquizzes:\n"
    )
    text = SMALL.replace("quizzes:\n", number)

    def differs(old: str, new: str) -> bool:
        return not are_words_alone(bank_of(text), bank_of(text.replace(old, new)))

    assert differs("tolerance: 1", "tolerance: 2")
    assert differs("key: 6", "key: 7")
    assert differs("unit: hours", "unit: h")
    assert not differs("For how many hours?", "How many hours?")


@pytest.mark.parametrize(
    ("old", "new", "are_words"),
    [
        ("The moon pulls for 6 hours.", "The moon pulls for 7 hours.", False),
        ("In May 1916 it began.", "In June 1916 it began.", False),
        ("It rose by ten metres.", "It rose by two metres.", False),
        ("In May 1916 it begann.", "It began in May 1916.", True),
    ],
)
def test_another_number_or_date_in_what_is_asked_is_no_words(
    old: str, new: str, are_words: bool
) -> None:
    statement = (
        "  - id: told\n    type: true-false\n    topic: shore\n    stem: {}\n    key: true\n"
        "quizzes:\n"
    )

    def saying(stem: str) -> Bank:
        return bank_of(SMALL.replace("quizzes:\n", statement.format(stem)))

    assert are_words_alone(saying(old), saying(new)) is are_words


@given(st.lists(st.sampled_from(sorted(EXAMPLES)), unique=True, max_size=4))
def test_words_alone_leave_ids_keys_and_the_count_of_options_as_they_were(
    names: list[str],
) -> None:
    text = SMALL
    for name in names:
        for old, new in EXAMPLES[name][0]:
            text = text.replace(old, new)
    bank = read_bank(text.encode()).bank

    if bank is not None and are_words_alone(BANK, bank):
        assert list(bank.items) == list(BANK.items)
        assert bank.quizzes == BANK.quizzes
        assert {each.edit_class for each in edits(BANK, bank)} <= {
            EditClass.WORDING,
            EditClass.COSMETIC,
        }
        for item_id in BANK.items:
            assert counted(bank, item_id) == counted(BANK, item_id)


def counted(bank: Bank, item_id: str) -> list[object]:
    return [
        (
            [option.text for option in question.options if option.is_key],
            len(question.options),
            question.mode,
            question.credit,
        )
        for question in bank.content_of(item_id).questions
    ]
