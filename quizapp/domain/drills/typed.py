"""Typed responses: how they are recorded, and what is counted of a class's."""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from quizapp.domain.items.content import Option, Question, option_id
from quizapp.domain.items.typed import Reading
from quizapp.domain.items.typed_answers import typed_reading

READ_AS = "="
"""Stands before what an answer was read as that is no option of the item; no id has it."""


WORDS_GONE = ("", "")
"""What is recorded in place of an answer whose words were deleted with its learner."""

UNTOLD = "…"
"""What stands for such answers where others are listed by what was typed; nobody can type it."""


def typed_response(question: Question, text: str) -> tuple[str, ...]:
    """Return a text as it is recorded: as it was typed, and what it was read as; () if unreadable.

    Marking reads the text itself, so that a question that is corrected can read it anew. What it
    was read as on its day is kept to be looked at.
    """
    typed = text.strip()
    reading = typed_reading(question, typed)
    return () if reading is None else (typed, reading.value)


def typed_text(chosen: Collection[str]) -> str:
    """Return the text as it was typed, "" for "I don't know"."""
    return next(iter(chosen), "")


def are_words_gone(chosen: Collection[str]) -> bool:
    """Whether something was typed of which the words were deleted."""
    return bool(chosen) and not typed_text(chosen)


def without_words(questions: Iterable[Question], chosen: Sequence[str]) -> tuple[str, ...]:
    """Return a response without its words, which may be a name, unless they are an answer known.

    It is enough that one of the questions knows it: those that have marked it, or mark it now.
    """
    if not typed_text(chosen):
        return tuple(chosen)
    readings = (reading_of(question, chosen) for question in questions)
    is_known = any(reading is not None and reading.option_id for reading in readings)
    return tuple(chosen) if is_known else WORDS_GONE


def reading_of(question: Question, chosen: Collection[str]) -> Reading | None:
    """Return how a recorded response is read by a question, its own or a corrected one."""
    return typed_reading(question, typed_text(chosen))


def is_typed_right(question: Question, chosen: Collection[str]) -> bool:
    """Whether what was typed is one of the keys."""
    reading = reading_of(question, chosen)
    keys = {option.id for option in question.options if option.is_key}
    return reading is not None and reading.option_id in keys


def with_answer(question: Question, text: str) -> Question:
    """Return a question that takes this text as right as well."""
    return replace(
        question, options=(*question.options, Option(option_id(text), text, is_key=True))
    )


def counted_typed(question: Question, chosen: Collection[str]) -> tuple[str, ...]:
    """Return what a response is counted under: an option, or else what it was read as."""
    if not typed_text(chosen):
        return (READ_AS,) if chosen else ()
    reading = reading_of(question, chosen)
    if reading is None:
        return (READ_AS + typed_text(chosen),)
    return (reading.option_id or READ_AS + reading.value,)


def typed_groups(question: Question, responses: Iterable[Collection[str]]) -> tuple[Option, ...]:
    """Return what responses are counted under: the item's options, then all else that was typed.

    Responses that are read alike are one; what they say is put as people read it.
    """
    groups: dict[str, str] = {}
    for chosen in responses:
        for identity in counted_typed(question, chosen):
            reading = reading_of(question, chosen)
            text = reading.spoken if reading else typed_text(chosen)
            groups.setdefault(identity, text or UNTOLD)
    own = {option.id for option in question.options}
    others = sorted((each for each in groups if each not in own), key=_as_listed)
    return (*question.options, *(Option(each, groups[each]) for each in others))


def typed_ways(
    question: Question, responses: Iterable[tuple[Sequence[str], int]]
) -> Mapping[str, tuple[str, ...]]:
    """Return the texts that were typed for each thing they are counted under, commonest first."""
    counts: dict[str, dict[str, int]] = {}
    for chosen, count in responses:
        for identity in counted_typed(question, chosen):
            texts = counts.setdefault(identity, {})
            if are_words_gone(chosen):
                continue
            texts[typed_text(chosen)] = texts.get(typed_text(chosen), 0) + count
    return {
        identity: tuple(sorted(texts, key=lambda text: (-texts[text], text)))
        for identity, texts in counts.items()
    }


def _as_listed(identity: str) -> tuple[float, str]:
    """Numbers by their size, everything else by its letters behind them, what is untold last."""
    if identity == READ_AS:
        return float("inf"), chr(sys.maxunicode)
    try:
        return float(identity.removeprefix(READ_AS)), identity
    except ValueError:
        return float("inf"), identity
