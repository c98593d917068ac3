"""Which terms of siblings may stand beside a term, as wrong options of its question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from quizapp.domain.items.base import SIBLINGS_NEEDED
from quizapp.domain.items.content import asked_words, option_words
from quizapp.domain.items.together import kept_apart, largest_together

if TYPE_CHECKING:
    from quizapp.domain.items.term import TermItem

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Lending:
    """Terms that may stand beside another, by the words that make them one option, and pairs apart.

    `count` is how many of them go together, counted no further than a question needs.
    """

    terms: dict[str, str]
    apart: Pairs
    count: int

    @property
    def is_enough(self) -> bool:
        """Whether a question can be asked with them."""
        return self.count == SIBLINGS_NEEDED


def lending(term: TermItem, siblings: Sequence[TermItem]) -> Lending:
    """Return the terms of its kind, if there are enough, else those of every kind."""
    of_kind = kindred(term, siblings)
    if of_kind is not None and of_kind.is_enough:
        return of_kind
    lent = list(_lent(term, siblings, siblings))
    return _lending(lent, _not_beside(lent))


def kindred(term: TermItem, siblings: Sequence[TermItem]) -> Lending | None:
    """Return the terms of its kind that may stand beside a term; None if it has no kind.

    Two with the same definition never stand together: whoever sees that knows both are wrong.
    """
    if term.kind is None:
        return None
    alike = [other for other in siblings if other.kind == term.kind]
    lent = list(_lent(term, alike, siblings))
    return _lending(lent, {*_not_beside(lent), *_of_one_definition(lent)})


def _lending(lent: Iterable[TermItem], apart: Iterable[tuple[str, str]]) -> Lending:
    terms = {option_words(other.term): other.term for other in lent}
    pairs = tuple(sorted({(min(pair), max(pair)) for pair in apart if pair[0] != pair[1]}))
    if not pairs:
        return Lending(terms, pairs, min(len(terms), SIBLINGS_NEEDED))
    together = largest_together(list(terms), SIBLINGS_NEEDED, kept_apart(pairs))
    return Lending(terms, pairs, len(together))


def _lent(
    term: TermItem, among: Iterable[TermItem], siblings: Sequence[TermItem]
) -> Iterator[TermItem]:
    """Yield those that are not right as well, or half right, whichever sibling says so."""
    asked = asked_words(term.definition)
    kept_out = {option_words(term.term)}
    kept_out |= {
        option_words(other.term)
        for other in siblings
        if other.id in term.not_beside
        or term.id in other.not_beside
        or asked_words(other.definition) == asked
    }
    return (other for other in among if option_words(other.term) not in kept_out)


def _not_beside(lent: Sequence[TermItem]) -> set[tuple[str, str]]:
    by_id = {other.id: option_words(other.term) for other in lent}
    return {
        (by_id[one.id], by_id[other]) for one in lent for other in one.not_beside if other in by_id
    }


def _of_one_definition(lent: Iterable[TermItem]) -> set[tuple[str, str]]:
    shared: dict[str, set[str]] = defaultdict(set)
    for other in lent:
        shared[asked_words(other.definition)].add(option_words(other.term))
    return {pair for words in shared.values() for pair in combinations(sorted(words), 2)}
