"""Terms that share one definition: whoever sees it cannot tell which of them is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quizapp.domain.bank import Bank
from quizapp.domain.items import ItemForm
from quizapp.domain.items.content import asked_words, option_words
from quizapp.domain.items.term import TermItem


def shared_definitions(
    items: Iterable[ItemForm], bank: Bank | None
) -> Iterator[tuple[TermItem, TermItem]]:
    """Yield each term whose definition another one has, in the bank or before it, and that one."""
    earlier: dict[str, TermItem] = {}
    for term in _terms(bank.items.values() if bank else ()):
        earlier.setdefault(asked_words(term.definition), term)
    for term in _terms(items):
        other = earlier.setdefault(asked_words(term.definition), term)
        if option_words(other.term) != option_words(term.term):
            yield term, other


def _terms(items: Iterable[ItemForm]) -> Iterator[TermItem]:
    return (item for item in items if isinstance(item, TermItem))
