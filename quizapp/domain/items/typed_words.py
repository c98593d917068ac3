"""Typed words: which of the item's answers they are read as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from quizapp.domain.items.content import Option, Question, TypedRule
from quizapp.domain.items.short_answers import Forgiving, Wanted, is_readable, meaning, plain_words
from quizapp.domain.items.typed import Reading


def words_reading(question: Question, rule: TypedRule, text: str) -> Reading | None:
    """Read typed words by the question's right and known wrong answers; None if they are none.

    What is none of them is put together with what differs from it in case, accents and the like.
    """
    if not is_readable(text):
        return None
    answer = meaning(text, wanted_by(question, rule)).answer
    option = _option_of(question, rule, answer)
    if option is None:
        return Reading(plain_words(text, rule.language), text, None)
    return Reading(plain_words(option.text, rule.language), option.text, option.id)


def _option_of(question: Question, rule: TypedRule, answer: str | None) -> Option | None:
    """Return the option that an answer is, in the bank's words or in those of a translation."""
    own = [each for each in question.options if each.text == answer]
    told = {option_id for option_id, text in rule.told if text == answer}
    return next(iter([*own, *(each for each in question.options if each.id in told)]), None)


def with_told_answers(question: Question, told: Iterable[tuple[str, str]]) -> Question:
    """Return a question of words that is also answered in those of a bank's translations."""
    rule = question.typed
    if rule is None or rule.kind != "words":
        return question
    own = {option.text for option in question.options}
    new = dict.fromkeys((option_id, text) for option_id, text in told if text not in own)
    return replace(question, typed=replace(rule, told=tuple(new)))


def wanted_by(question: Question, rule: TypedRule) -> Wanted:
    """Return the answers that a question knows, in all of its bank's words."""
    keys = {option.id for option in question.options if option.is_key}
    answers = [*((option.id, option.text) for option in question.options), *rule.told]
    return Wanted(
        right=tuple(text for option_id, text in answers if option_id in keys),
        wrong=tuple(text for option_id, text in answers if option_id not in keys),
        elsewhere=rule.others,
        forgiving=Forgiving.of(rule.forgive, rule.language),
    )
