"""Wrong answers that many share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from quizapp.domain.drills.typed import WORDS_GONE
from quizapp.domain.items.content import ItemContent, Option, Question, TypedRule
from quizapp.domain.misconceptions import LastChoice, Misconception, misconception

ONE = ItemContent(
    "one",
    "choice",
    "t",
    "T",
    (Question("?", (Option("k", "Key", is_key=True), Option("a", "Wrong A"), Option("b", "B"))),),
)
MANY = ItemContent(
    "many",
    "multiple",
    "t",
    "T",
    (
        Question(
            "?",
            (Option("k", "Key", is_key=True), Option("l", "Also", is_key=True), Option("a", "A")),
            mode="many",
        ),
    ),
)


def chose(*options: str, learners: int, **facts: Any) -> LastChoice:
    facts = {"is_wrong": "a" in options or "b" in options, "is_recent": False, **facts}
    return LastChoice(frozenset(options), facts["is_wrong"], facts["is_recent"], learners)


def test_the_wrong_option_that_most_chose_is_named_with_its_count() -> None:
    choices = [chose("k", learners=10), chose("a", learners=6), chose("b", learners=5)]

    assert misconception(ONE, choices) == Misconception("Wrong A", 6, 21, is_new=False)


def test_two_learners_or_less_than_a_fifth_are_not_many() -> None:
    assert misconception(ONE, [chose("a", learners=2)]) is None
    assert misconception(ONE, [chose("k", learners=13), chose("a", learners=3)]) is None
    assert misconception(ONE, [chose("k", learners=12), chose("a", learners=3)]) is not None
    assert misconception(ONE, []) is None


def test_a_key_left_alone_among_several_is_no_mistake() -> None:
    """Half of the keys is not enough for the mark, and yet nothing wrong was believed."""
    assert misconception(MANY, [chose("k", learners=20, is_wrong=True)]) is None
    both = misconception(MANY, [chose("k", "a", learners=20)])
    assert both is not None
    assert both.text == "A"


def test_a_mistake_is_new_only_if_chance_would_hardly_bring_it() -> None:
    before = [chose("k", learners=40), chose("a", learners=2)]
    few = misconception(ONE, [chose("a", learners=3)])
    late = [chose("k", learners=2, is_recent=True), chose("a", learners=15, is_recent=True)]

    assert few is not None
    assert not few.is_new  # with nothing before to compare it with
    found = misconception(ONE, before + late)
    assert found is not None
    assert found.is_new


def test_typed_words_that_are_gone_are_no_mistake_that_many_share() -> None:
    content = ItemContent(
        "typed",
        "short",
        "t",
        "T",
        (replace(ONE.questions[0], mode="typed", typed=TypedRule("words", "en")),),
    )
    gone = LastChoice(WORDS_GONE, is_wrong=True, is_recent=False, learners=20)
    same = LastChoice(("pilots", "pilots"), is_wrong=True, is_recent=False, learners=10)

    assert misconception(content, [gone]) is None
    assert misconception(content, [gone, same]) == Misconception("pilots", 10, 30, is_new=False)
