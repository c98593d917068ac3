"""Typed words: which of the item's answers they are read as."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quizapp.domain.items.content import Option, Question, ToldAnswer, TypedRule
from quizapp.domain.items.short_answers import Forgiving, Wanted, is_readable, meaning, plain_words
from quizapp.domain.items.typed import Reading


def words_reading(question: Question, rule: TypedRule, text: str) -> Reading | None:
    """Read typed words by the question's right and known wrong answers; None if they are none.

    What is none of them is put together with what differs from it in case, accents and the like.
    """
    if not is_readable(text):
        return None
    found = (meaning(text, wanted).answer for wanted in _wanted(question, rule))
    option = _option_of(question, rule, next(filter(None, found), None))
    if option is None:
        return Reading(plain_words(text, rule.language), text, None)
    return Reading(plain_words(option.text, rule.language), option.text, option.id)


def _option_of(question: Question, rule: TypedRule, answer: str | None) -> Option | None:
    """Return the option that an answer is, in the bank's words or in those of a translation."""
    own = [each for each in question.options if each.text == answer]
    told = {each.option_id for each in rule.told if each.text == answer}
    return next(iter([*own, *(each for each in question.options if each.id in told)]), None)


def with_told_answers(question: Question, told: Iterable[ToldAnswer]) -> Question:
    """Return a question of words that is also answered in those of a bank's translations."""
    rule = question.typed
    if rule is None or rule.kind != "words":
        return question
    own = {option.text for option in question.options}
    new = dict.fromkeys(each for each in told if each.text not in own)
    return replace(question, typed=replace(rule, told=tuple(new)))


def _wanted(question: Question, rule: TypedRule) -> Iterator[Wanted]:
    """Yield all answers that a question knows, then those of each other language by themselves.

    There its own articles and plurals are forgiven, and what is wrong in the bank's words still is.
    """
    keys = {option.id for option in question.options if option.is_key}
    own = [ToldAnswer(each.id, each.text, rule.language) for each in question.options]
    yield _wanted_of([*own, *rule.told], keys, rule, rule.language)
    wrong = [each for each in own if each.option_id not in keys]
    for language in dict.fromkeys(each.language for each in rule.told):
        if language != rule.language:
            theirs = [each for each in rule.told if each.language == language]
            yield _wanted_of([*theirs, *wrong], keys, rule, language)


def _wanted_of(
    answers: Sequence[ToldAnswer], keys: set[str], rule: TypedRule, language: str
) -> Wanted:
    return Wanted(
        right=tuple(each.text for each in answers if each.option_id in keys),
        wrong=tuple(each.text for each in answers if each.option_id not in keys),
        elsewhere=rule.others,
        forgiving=Forgiving.of(rule.forgive, language),
    )
