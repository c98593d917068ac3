"""Which number is odd, and which even: prompts with one option each, and responses to them."""

from __future__ import annotations

from quizapp.domain.drills.matches import as_chosen
from quizapp.domain.drills.posing import Arrangement
from quizapp.domain.items.content import Credit, ItemContent, Question, option_id
from quizapp.domain.items.each import each_question

PAIRS = {"one": "odd", "two": "even", "three": "odd", "four": "even"}


def question_of(credit: Credit = "proportional", **changed: str) -> Question:
    pairs = {**PAIRS, **changed}
    return each_question("Which is it?", pairs.items(), ("odd", "even", "prime"), credit=credit)


def item_of(question: Question) -> ItemContent:
    return ItemContent("it", "match", "t", "T", (question,))


def given_as(**changed: str) -> tuple[str, ...]:
    """The right response with some answers changed."""
    return as_chosen(
        {option_id(prompt): option_id(answer) for prompt, answer in {**PAIRS, **changed}.items()}
    )


ARRANGED = Arrangement(0, tuple(map(option_id, ("prime", "odd", "even"))))
