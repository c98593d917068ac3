"""A term and its definition: a card in both directions, and a question among sibling terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from typing_extensions import override

from quizapp.domain.items.base import SIBLINGS_NEEDED, ItemForm
from quizapp.domain.items.content import (
    Face,
    Option,
    Question,
    asked_words,
    option_id,
    option_words,
)
from quizapp.domain.items.fields import Text
from quizapp.domain.items.problems import Problem


class TermItem(ItemForm):
    """A word to know; the quiz shows its definition and asks which term fits."""

    type: Literal["term"]
    term: Text
    definition: Text

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        others = self._other_terms(siblings)
        if len(others) < SIBLINGS_NEEDED:
            return ()
        key = Option(option_id(self.term), self.term, is_key=True)
        distractors = (Option(identity, term) for identity, term in sorted(others.items()))
        return (Question(self.definition, (key, *distractors), shown=SIBLINGS_NEEDED + 1),)

    @override
    def faces(self) -> tuple[Face, ...]:
        return (Face(self.term, self.definition), Face(self.definition, self.term))

    @override
    def can_be_asked(self, siblings: Sequence[ItemForm]) -> bool:
        return "quiz" in self.drills and self._count_of_others(siblings) >= SIBLINGS_NEEDED

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        count = self._count_of_others(siblings)
        if "quiz" in self.drills and count < SIBLINGS_NEEDED:
            yield Problem(
                "B220",
                ("term",),
                f"A quiz cannot ask for this term: it needs {SIBLINGS_NEEDED} other terms"
                f" to choose from, and the bank has {count}.",
                hint="Add terms, or write `drills: [card]` to keep this one to the cards.",
            )

    def _count_of_others(self, siblings: Sequence[ItemForm]) -> int:
        """Return how many other terms there are, counted no further than needed."""
        others = set[str]()
        for term in self._lent_terms(siblings):
            others.add(option_words(term))
            if len(others) == SIBLINGS_NEEDED:
                break
        return len(others)

    def _other_terms(self, siblings: Sequence[ItemForm]) -> dict[str, str]:
        """Map option ids to the terms of siblings that could stand for this one."""
        return {option_id(term): term for term in self._lent_terms(siblings)}

    def _lent_terms(self, siblings: Sequence[ItemForm]) -> Iterator[str]:
        """Yield the terms of siblings, without those that have this one's definition: all right."""
        terms = [item for item in siblings if isinstance(item, TermItem)]
        asked = asked_words(self.definition)
        right = {option_words(item.term) for item in terms if asked_words(item.definition) == asked}
        right.add(option_words(self.term))
        return (item.term for item in terms if option_words(item.term) not in right)
