"""The prompts of items that have some."""

from __future__ import annotations

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.matching import MatchItem
from quizapp.domain.items.sorting import SortItem


def prompt_texts(item: ItemForm) -> tuple[str, ...]:
    """Return the prompts of an item in the order of its file; none of one without prompts."""
    if isinstance(item, MatchItem):
        return tuple(item.pairs)
    return tuple(text for text, _ in item.pairs) if isinstance(item, SortItem) else ()
