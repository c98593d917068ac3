"""Credit for a response."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.drills.marking import MAX_MARK, mark, verdict
from quizapp.domain.items.content import Credit, Option, Question

# Keys are letters a to c, distractors x to z.
EXAMPLES = [
    ("exact", "a", "xyz", "a", 1.0),
    ("exact", "a", "xyz", "x", 0.0),
    ("exact", "a", "xyz", "", 0.0),
    ("exact", "ab", "xy", "ab", 1.0),
    ("exact", "ab", "xy", "a", 0.0),
    ("exact", "ab", "xy", "abx", 0.0),
    ("exact", "ab", "xy", "abxy", 0.0),
    ("proportional", "ab", "xy", "ab", 1.0),
    ("proportional", "ab", "xy", "a", 0.5),
    ("proportional", "ab", "xy", "abx", 0.5),
    ("proportional", "ab", "xy", "ax", 0.0),
    ("proportional", "ab", "xy", "xy", 0.0),
    ("proportional", "ab", "xy", "abxy", 0.0),
    ("proportional", "ab", "xy", "", 0.0),
    ("proportional", "abc", "x", "abcx", 2 / 3),
    ("proportional", "abc", "x", "ab", 2 / 3),
    ("proportional", "a", "x", "ax", 0.0),
]


def question_with(credit: Credit, keys: str, distractors: str) -> Question:
    return Question(
        "Which?",
        (
            *(Option(letter, letter, is_key=True) for letter in keys),
            *(Option(letter, letter) for letter in distractors),
        ),
        mode="many",
        credit=credit,
    )


@st.composite
def marked(draw: st.DrawFn, credit: Credit | None = None) -> tuple[Question, frozenset[str]]:
    """A question, and a choice among its options."""
    rules: tuple[Credit, ...] = (credit,) if credit else ("exact", "proportional")
    keys = "abcdef"[: draw(st.integers(1, 6))]
    distractors = "uvwxyz"[: draw(st.integers(1, 6))]
    chosen = draw(st.frozensets(st.sampled_from(keys + distractors)))
    return question_with(draw(st.sampled_from(rules)), keys, distractors), chosen


def ids(question: Question, *, keys: bool) -> set[str]:
    return {option.id for option in question.options if option.is_key is keys}


@pytest.mark.parametrize(("credit", "keys", "distractors", "chosen", "earned"), EXAMPLES)
def test_a_choice_earns_what_its_rule_says(credit, keys, distractors, chosen, earned):
    question = question_with(credit, keys, distractors)

    assert mark(question, chosen) == pytest.approx(earned)


def test_an_option_sent_twice_counts_once():
    question = question_with("proportional", "ab", "x")

    assert mark(question, ["a", "a"]) == 0.5


@given(marked())
def test_a_mark_lies_between_nought_and_the_maximum(case):
    question, chosen = case

    assert 0.0 <= mark(question, chosen) <= MAX_MARK


@given(marked())
def test_full_marks_are_for_all_keys_and_nothing_else(case):
    question, chosen = case

    assert (mark(question, chosen) == MAX_MARK) == (chosen == ids(question, keys=True))


@given(marked())
def test_choosing_everything_earns_nothing_where_distractors_are_as_many_as_keys(case):
    question, _ = case
    keys, distractors = ids(question, keys=True), ids(question, keys=False)

    earned = mark(question, keys | distractors)

    if question.credit == "exact" or len(distractors) >= len(keys):
        assert earned == 0.0


@given(marked("proportional"))
def test_one_more_key_never_costs_and_one_more_distractor_never_pays(case):
    question, chosen = case
    before = mark(question, chosen)

    for option in question.options:
        after = mark(question, chosen | {option.id})
        if option.is_key:
            assert after >= before
        else:
            assert after <= before


@pytest.mark.parametrize(
    ("earned", "is_unknown", "word"),
    [
        (None, False, "unanswered"),
        (0.0, True, "unknown"),
        (0.0, False, "wrong"),
        (0.01, False, "partly"),
        (0.99, False, "partly"),
        (1.0, False, "right"),
    ],
)
def test_a_verdict_is_the_mark_in_one_word(earned, is_unknown, word):
    assert verdict(earned, is_unknown=is_unknown) == word
