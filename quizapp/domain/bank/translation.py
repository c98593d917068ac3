"""A translation that can be shown: all of it that fits the bank it is of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from quizapp.domain.bank.article import Article
from quizapp.domain.items import ItemForm


class SaysOfItself(Protocol):
    """A quiz, as far as its words go."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def intro(self) -> str | None:
        """What is said before it."""

    @property
    def content_note(self) -> str | None:
        """What of its subject may weigh on somebody."""


@dataclass(frozen=True)
class QuizWords:
    """What a quiz says of itself."""

    title: str
    intro: str | None = None
    content_note: str | None = None


@dataclass(frozen=True)
class Translation:
    """A bank's texts in other words.

    Attributes:
        id: What addresses and choices call it; its file is named after it.
        name: What a learner chooses by.
        language: The code of its language.
        title: The bank's title.
        article: The article; sections that are not translated stand in the original's words.
        topics: The titles of all topics.
        items: The items that are translated whole, with the ids and the type of the original's.
        quizzes: The quizzes that are translated.
        missing: The ids of items that are shown in the original's words.

    """

    id: str
    name: str
    language: str
    title: str
    article: Article
    topics: Mapping[str, str]
    items: Mapping[str, ItemForm]
    quizzes: Mapping[str, QuizWords]
    missing: tuple[str, ...] = ()


def quiz_texts(quiz: SaysOfItself) -> dict[str, str]:
    """Return what a quiz says of itself, without what it leaves out."""
    texts = {"title": quiz.title, "intro": quiz.intro, "content_note": quiz.content_note}
    return {name: text for name, text in texts.items() if text is not None}
