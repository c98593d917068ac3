"""A term and its definition: a card in both directions, and a question among sibling terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from typing_extensions import override

from quizapp.domain.items.base import SIBLINGS_NEEDED, ItemForm
from quizapp.domain.items.content import Face, Option, Question, option_id, option_words
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
        others: set[str] = set()
        for item in self._lenders(siblings):
            others.add(option_words(item.term))
            if len(others) == SIBLINGS_NEEDED:
                break
        return len(others)

    def _other_terms(self, siblings: Sequence[ItemForm]) -> dict[str, str]:
        """Map option ids to the terms of siblings."""
        return {option_id(item.term): item.term for item in self._lenders(siblings)}

    def _lenders(self, siblings: Sequence[ItemForm]) -> Iterator[TermItem]:
        """Yield the siblings whose terms are wrong here: not those that this definition fits."""
        own, meaning = option_words(self.term), _folded(self.definition)
        for item in siblings:
            if not isinstance(item, TermItem) or option_words(item.term) == own:
                continue
            if _folded(item.definition) != meaning:
                yield item


def _folded(definition: str) -> str:
    return option_words(definition).casefold().rstrip(".")
