"""Terms that name others they are not to stand beside, where not all of those come along."""

from __future__ import annotations

from collections.abc import Iterable

from quizapp.domain.bank import Bank
from quizapp.domain.items import ItemForm, TermItem


def with_known_terms(items: Iterable[ItemForm], bank: Bank | None) -> list[ItemForm]:
    """Return the items, with `not_beside` naming only terms that are among them or in the bank."""
    given = list(items)
    there = bank.items.values() if bank else ()
    known = {item.id for item in (*there, *given) if isinstance(item, TermItem)}
    return [_kept(item, known) if isinstance(item, TermItem) else item for item in given]


def _kept(item: TermItem, known: set[str]) -> TermItem:
    kept = tuple(name for name in item.not_beside if name in known and name != item.id)
    return item if kept == item.not_beside else item.model_copy(update={"not_beside": kept})
