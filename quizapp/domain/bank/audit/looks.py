"""What somebody who has not read the article sees of a question."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.kinds_told import kind_told
from quizapp.domain.bank.lint.english import is_english
from quizapp.domain.bank.lint.writing import words
from quizapp.domain.items import ItemForm, Option, PlaceItem, Question, TermItem
from quizapp.domain.items.drawing import drawn_options
from quizapp.domain.maths import with_formulas_in_a_line

DRAWS = 24
"""So many draws of a question's wrong options stand for all of them."""


@dataclass(frozen=True, slots=True)
class Look:
    """A question as it is posed once.

    Attributes:
        item_id: The item that it is a question of.
        keys: The places of the keys among the options.
        last: Of the options that stay last: which are keys.
        fits: Of each option of a term's question, whether it can be the kind of thing that is
            defined, as far as words tell; empty of another question.

    """

    item_id: str
    stem: str
    options: tuple[str, ...]
    word_sets: tuple[frozenset[str], ...]
    keys: tuple[int, ...]
    is_shuffled: bool
    last: tuple[bool, ...] = ()
    fits: tuple[bool, ...] = ()

    @property
    def chance(self) -> float:
        """The share of keys, which is what a guess wins."""
        return len(self.keys) / len(self.options)


Draws = Sequence[Look]
"""The looks of one question: one, or those of several draws."""


def looks(bank: Bank) -> Iterator[Draws]:
    """Yield the looks of each question of which one option, or several, are picked.

    A passage to mark is left out: whoever answers has its part of the article before them; and what
    is typed, of which there is nothing to pick.
    """
    kinds = _kinds(bank)
    for item in bank.items.values():
        for question in bank.content_of(item.id).questions:
            if _is_played(item, question):
                yield [_look(question, item, options, kinds) for options in _drawn(question)]


def left_out(bank: Bank) -> Counter[str]:
    """Count the questions that are not played, by the type of their item."""
    return Counter(
        item.type
        for item in bank.items.values()
        for question in bank.content_of(item.id).questions
        if not _is_played(item, question)
    )


def _is_played(item: ItemForm, question: Question) -> bool:
    return not (isinstance(item, PlaceItem) or question.has_parts or question.is_typed)


def _drawn(question: Question) -> Iterator[Sequence[Option]]:
    """Yield the options as they are in the item; where they are drawn, those of some draws."""
    if question.shown is None:
        yield question.options
        return
    for draw in range(DRAWS):
        yield drawn_options(question, random.Random(f"audit:{draw}"))  # noqa: S311  reproducible


def _kinds(bank: Bank) -> Mapping[str, str | None]:
    """Map terms to the kind they are of, as somebody knows who has not read the article.

    It is the kind that is written, or else the one that the term's definition begins with.
    """
    if not is_english(bank.language):
        return {}
    terms = [item for item in bank.items.values() if isinstance(item, TermItem)]
    return {term.term: term.kind or kind_told(term.definition) for term in terms}


def _look(
    question: Question,
    item: ItemForm,
    shown: Sequence[Option],
    kinds: Mapping[str, str | None],
) -> Look:
    texts = [option.text for option in shown]
    options = tuple(map(with_formulas_in_a_line, texts))
    key_of = {option.id: option.is_key for option in shown}
    return Look(
        item.id,
        question.stem,
        options,
        tuple(frozenset(words(option)) for option in options),
        tuple(at for at, option in enumerate(shown) if option.is_key),
        is_shuffled=not question.keep_order,
        last=tuple(key_of[option_id] for option_id in question.pinned if option_id in key_of),
        fits=_fits(item, texts, kinds) if isinstance(item, TermItem) and kinds else (),
    )


def _fits(
    item: TermItem, options: Sequence[str], kinds: Mapping[str, str | None]
) -> tuple[bool, ...]:
    """Tell which options can be the kind that is asked for; of an unknown kind, any may be."""
    told = kind_told(item.definition)
    return tuple(told is None or kinds.get(option) in (None, told) for option in options)
