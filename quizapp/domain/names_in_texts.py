"""Whether a text says who somebody is, as far as a machine can tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

SHORTEST_PART = 3
"""Letters of a part of a name that is looked for: shorter ones are words of every sentence."""


def is_named(text: str, names: Iterable[str | None]) -> bool:
    """Whether one of the names stands in the text as a whole, whatever its case."""
    wanted = [" ".join(name.split()) for name in names if name and name.strip()]
    told = " ".join(text.split())
    return any(_stands_in(name, told) for name in wanted)


def is_named_in_part(text: str, names: Iterable[str | None]) -> bool:
    """Whether one of the names, or a part of one, stands in the text."""
    known = [name for name in names if name]
    parts = [part for name in known for part in re.split(r"[\W_]+", name)]
    return is_named(text, [*known, *(part for part in parts if len(part) >= SHORTEST_PART)])


def _stands_in(name: str, text: str) -> bool:
    pattern = rf"(?<!\w){re.escape(name.casefold())}(?!\w)"
    return re.search(pattern, text.casefold()) is not None
