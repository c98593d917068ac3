"""A valid bank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from quizapp.domain.bank.article import Article
from quizapp.domain.bank.citations import Places, quote
from quizapp.domain.bank.siblings import Siblings
from quizapp.domain.items import ItemContent, ItemForm, Question


@dataclass(frozen=True)
class Quiz:
    """A named selection of items: those listed, or a number to pick, in all or by topic."""

    id: str
    title: str
    intro: str | None = None
    content_note: str | None = None
    feedback: Literal["after-each", "at-end"] = "after-each"
    order: Literal["shuffled", "as-listed"] = "shuffled"
    navigation: Literal["free", "sequential"] = "free"
    confidence: Literal["one-step", "three-steps"] = "one-step"
    second_try: float | None = None
    with_hint: float | None = None
    item_ids: tuple[str, ...] | None = None
    pick: int | Mapping[str, int] | None = None

    @property
    def is_sequential(self) -> bool:
        """Whether no item may be left open for later."""
        return self.navigation == "sequential"

    @property
    def asks_confidence(self) -> bool:
        """Whether each item asks how sure one is, in three steps."""
        return self.confidence == "three-steps"


@dataclass(frozen=True)
class Bank:
    """Everything about one article; items, topics and quizzes keep the order of the file.

    Items that are held back stay for history, and are asked in no new drill: the article has
    changed under them, and their citation is lost.
    """

    id: str
    title: str
    language: str
    article: Article
    topics: Mapping[str, str]
    items: Mapping[str, ItemForm]
    quizzes: Mapping[str, Quiz]
    held_item_ids: frozenset[str] = frozenset()

    def content_of(self, item_id: str) -> ItemContent:
        """Return all that is needed to pose, mark and look back on an item without the bank.

        Raises:
            KeyError: The bank has no such item.

        """
        if item_id not in self._contents:
            self._contents[item_id] = self._content(self.items[item_id])
        return self._contents[item_id]

    def _content(self, item: ItemForm) -> ItemContent:
        drills = item.drills
        return ItemContent(
            item_id=item.id,
            type=item.type,
            topic_id=item.topic,
            topic_title=self.topics[item.topic],
            questions=tuple(map(self._read_here, item.questions(self._siblings.of(item))))
            if "quiz" in drills
            else (),
            faces=item.faces() if "card" in drills else (),
            hint=item.hint,
            explanation=item.explanation,
            quotes=tuple(
                quote(self.article, passage, phrase)
                for phrase in item.cites
                for passage in self._places.citing(phrase)
            ),
        )

    def _read_here(self, question: Question) -> Question:
        """The question, of which a typed answer is read by the bank's language."""
        if question.typed is None:
            return question
        return replace(question, typed=replace(question.typed, language=self.language))

    @cached_property
    def _contents(self) -> dict[str, ItemContent]:
        return {}

    @cached_property
    def _siblings(self) -> Siblings:
        return Siblings(self.items.values())

    @cached_property
    def _places(self) -> Places:
        return Places.of(self.article.passages)
