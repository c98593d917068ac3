"""A term and its definition: a card in both directions, and a question among other terms."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema
from typing_extensions import override

from quizapp.domain.items.base import SIBLINGS_NEEDED, ItemForm
from quizapp.domain.items.content import Face, Option, Question, option_id
from quizapp.domain.items.fields import ID_PATTERN, Identifier, Text, listed, something
from quizapp.domain.items.lending import Lending, kindred, lending
from quizapp.domain.items.options import OptionFields, OptionForm, option_problems, posed_options
from quizapp.domain.items.problems import Problem

Kind = Literal["person", "group", "place", "event", "document", "thing", "idea"]
TermIds = Annotated[
    tuple[Identifier, ...],
    Field(max_length=20),
    BeforeValidator(listed),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "pattern": ID_PATTERN},
                {"type": "array", "items": {"type": "string", "pattern": ID_PATTERN}},
            ]
        }
    ),
]


class TermItem(ItemForm):
    """A word to know; the quiz shows its definition and asks which term fits.

    It is asked among its own distractors; without them among other terms: three of its `kind`
    where there are so many, never one that is half true of another (`not_beside`).
    """

    type: Literal["term"]
    term: Text
    definition: Text
    kind: Annotated[Kind | None, BeforeValidator(something)] = None
    distractors: OptionFields = ()
    not_beside: TermIds = ()

    @override
    def questions(self, siblings: Sequence[ItemForm]) -> tuple[Question, ...]:
        if self.distractors:
            options = posed_options([OptionForm(text=self.term)], self.distractors)
            return (Question(self.definition, options),)
        lent = lending(self, _terms(siblings))
        return (self._question(lent),) if lent.is_enough else ()

    @override
    def faces(self) -> tuple[Face, ...]:
        return (Face(self.term, self.definition), Face(self.definition, self.term))

    @override
    def can_be_asked(self, siblings: Sequence[ItemForm]) -> bool:
        if "quiz" not in self.drills:
            return False
        return bool(self.distractors) or lending(self, _terms(siblings)).is_enough

    @override
    def kin(self) -> str | None:
        return self.kind

    @override
    def borrowing(self) -> Hashable:
        return None if self.distractors else (self.kind, frozenset(self.not_beside))

    @override
    def problems(self, siblings: Sequence[ItemForm]) -> Iterator[Problem]:
        if self.distractors:
            own = [(("distractors", at), form) for at, form in enumerate(self.distractors)]
            yield from option_problems([(("term",), OptionForm(text=self.term))], own)
        elif "quiz" in self.drills:
            yield from self._sibling_problems(_terms(siblings))

    def _question(self, lent: Lending) -> Question:
        ids = {words: option_id(term) for words, term in lent.terms.items()}
        others = sorted((ids[words], term) for words, term in lent.terms.items())
        pairs = ((ids[one], ids[other]) for one, other in lent.apart)
        return Question(
            self.definition,
            (
                Option(option_id(self.term), self.term, is_key=True),
                *(Option(identity, term) for identity, term in others),
            ),
            shown=SIBLINGS_NEEDED + 1,
            apart=tuple(sorted((min(pair), max(pair)) for pair in pairs)),
        )

    def _sibling_problems(self, siblings: Sequence[TermItem]) -> Iterator[Problem]:
        of_kind = kindred(self, siblings)
        if of_kind is not None and of_kind.is_enough:
            return
        lent = lending(self, siblings)
        if not lent.is_enough:
            yield Problem(
                "B220",
                ("term",),
                f"A quiz cannot ask for this term: it needs {SIBLINGS_NEEDED} other terms"
                f" to choose from, and the bank has {lent.count}.",
                hint="Add terms, write `distractors` for this one,"
                " or `drills: [card]` to keep it to the cards.",
            )
        elif of_kind is not None:
            yield Problem(
                "B235",
                ("kind",),
                f"This term is asked among terms of every kind: it needs {SIBLINGS_NEEDED} others"
                f" of the kind `{self.kind}` to choose from, and the bank has {of_kind.count}.",
            )


def _terms(siblings: Sequence[ItemForm]) -> list[TermItem]:
    return [item for item in siblings if isinstance(item, TermItem)]
