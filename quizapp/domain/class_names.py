"""Which classes are called the same, so that something else has to tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def alike(names: Mapping[Key, tuple[str, ...]]) -> frozenset[Key]:
    """The keys of those whose names, a title and a term or the like, another has as well.

    Capitals and spaces do not tell two classes apart: nobody would look for them.
    """
    seen = {key: tuple(map(_folded, name)) for key, name in names.items()}
    counts = Counter(seen.values())
    return frozenset(key for key, name in seen.items() if counts[name] > 1)


def _folded(part: str) -> str:
    return " ".join(part.casefold().split())
