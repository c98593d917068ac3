"""What an item shows once it is answered, part by part, and which words would tell its own key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from quizapp.domain.bank.lint.english import telling
from quizapp.domain.bank.lint.writing import words
from quizapp.domain.items import Face, ItemContent

Part = Literal["stem", "key", "explanation", "feedback", "passage"]
Words = frozenset[str]

WITHOUT_ONE_KEY = frozenset({"place", "true-false"})
"""A passage to mark stands before whoever answers, and “True” is a key that no word tells."""


@dataclass(frozen=True)
class Sought:
    """Of a question: the words of each key and each wrong option that its stem does not hold."""

    keys: tuple[Words, ...]
    others: tuple[Words, ...]


@dataclass(frozen=True)
class Clues:
    """The words that an item shows, in each of its parts, and those that its questions ask for."""

    shown: Mapping[Part, Words]
    sought: tuple[Sought, ...]

    @cached_property
    def seen(self) -> Words:
        """All that whoever has answered has seen, but for the wrong options."""
        return frozenset().union(*self.shown.values())

    @cached_property
    def said(self) -> Words:
        """What the item says itself, without the passage, which it may share with others."""
        return frozenset().union(*(held for part, held in self.shown.items() if part != "passage"))

    @cached_property
    def asked_for(self) -> Words:
        """The words of all its keys."""
        return frozenset().union(*(key for sought in self.sought for key in sought.keys))


@lru_cache(maxsize=4096)  # quizzes are drawn from the same items again and again
def clues_of(content: ItemContent) -> Clues:
    """Return the clues in an item; what a statement says that is not so is none."""
    return Clues(
        shown={part: clue_words(" ".join(texts)) for part, texts in _texts(content).items()},
        sought=tuple(_sought(content)),
    )


def clue_words(text: str) -> Words:
    """Return the words that carry meaning, and the numbers, however short."""
    found = frozenset(words(text))
    numbers = (word for word in found if any(map(str.isdigit, word)))
    return frozenset(telling(found)).union(numbers)


def _texts(content: ItemContent) -> dict[Part, list[str]]:
    return {
        "stem": [] if _is_untrue(content) else list(_stems(content)),
        "key": [] if content.type == "true-false" else list(_keys(content)),
        "explanation": [content.explanation or ""],
        "feedback": [o.feedback for q in content.questions for o in q.options if o.feedback],
        "passage": [f"{quote.before} {quote.phrase} {quote.after}" for quote in content.quotes],
    }


def _stems(content: ItemContent) -> Iterator[str]:
    for question in content.questions:
        yield question.stem
        yield from (prompt.text for prompt in question.prompts)
    yield from (face.front for face in _faces_alone(content))


def _keys(content: ItemContent) -> Iterator[str]:
    for question in content.questions:
        yield from (option.text for option in question.options if option.is_key)
    yield from (face.back for face in _faces_alone(content))


def _faces_alone(content: ItemContent) -> tuple[Face, ...]:
    """Return the faces of what is only a card; another's say what its questions say."""
    return () if content.questions else content.faces


def _is_untrue(content: ItemContent) -> bool:
    if content.type != "true-false":
        return False
    return not any(o.is_key and o.id == "true" for q in content.questions for o in q.options)


def _sought(content: ItemContent) -> Iterator[Sought]:
    if content.type in WITHOUT_ONE_KEY:
        return
    for face in _faces_alone(content):
        yield Sought((clue_words(face.back) - clue_words(face.front),), ())
    for question in content.questions:
        if question.has_parts:
            continue
        known = clue_words(question.stem)
        keys = [clue_words(option.text) - known for option in question.options if option.is_key]
        others = [
            clue_words(option.text) - known for option in question.options if not option.is_key
        ]
        if question.is_typed:  # the keys are ways to write one answer
            yield from (Sought((key,), tuple(others)) for key in keys)
        else:
            yield Sought(tuple(keys), tuple(others))
