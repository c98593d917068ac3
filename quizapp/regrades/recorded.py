"""Reading what was recorded, and comparing it with what follows from the rest."""

from __future__ import annotations

from functools import lru_cache
from math import isclose

from quizapp.domain.items.content import ItemContent, from_json


def is_same(one: float | None, other: float | None) -> bool:
    """Whether two marks or scores are the same, but for rounding."""
    if one is None or other is None:
        return one is other
    return isclose(one, other, abs_tol=1e-9)


@lru_cache(maxsize=256)
def content_in(text: str) -> ItemContent:
    """The content of an item's revision."""
    return from_json(text)
