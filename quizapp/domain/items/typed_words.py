"""Typed words: which of the item's answers they are read as."""

from __future__ import annotations

from quizapp.domain.items.content import Question, TypedRule
from quizapp.domain.items.short_answers import Forgiving, Wanted, is_readable, meaning, plain_words
from quizapp.domain.items.typed import Reading


def words_reading(question: Question, rule: TypedRule, text: str) -> Reading | None:
    """Read typed words by the question's right and known wrong answers; None if they are none.

    What is none of them is put together with what differs from it in case, accents and the like.
    """
    if not is_readable(text):
        return None
    answer = meaning(text, wanted_by(question, rule)).answer
    option = next((each for each in question.options if each.text == answer), None)
    if option is None:
        return Reading(plain_words(text, rule.language), text, None)
    return Reading(plain_words(option.text, rule.language), option.text, option.id)


def wanted_by(question: Question, rule: TypedRule) -> Wanted:
    """Return the answers that a question knows."""
    return Wanted(
        right=tuple(option.text for option in question.options if option.is_key),
        wrong=tuple(option.text for option in question.options if not option.is_key),
        elsewhere=rule.others,
        forgiving=Forgiving.of(rule.forgive, rule.language),
    )
