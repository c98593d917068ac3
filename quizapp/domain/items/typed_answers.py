"""Reading what was typed, by the kind of answer that the question asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from quizapp.domain.items.content import Question, TypedKind, TypedRule
from quizapp.domain.items.typed import Reading
from quizapp.domain.items.typed_numbers import number_reading
from quizapp.domain.items.typed_words import words_reading
from quizapp.domain.items.written_numbers import MOST_TYPED

_Reader = Callable[[Question, TypedRule, str], Reading | None]

READERS: Mapping[TypedKind, _Reader] = {"number": number_reading, "words": words_reading}


@lru_cache(maxsize=2048)
def typed_reading(question: Question, text: str) -> Reading | None:
    """Return how the text is read; None where it cannot be, or is none at all."""
    rule = question.typed
    if rule is None or not text.strip() or len(text) > MOST_TYPED:
        return None
    return READERS[rule.kind](question, rule, text)
