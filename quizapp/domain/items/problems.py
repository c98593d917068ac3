"""Faults of a single item; `placing` works out where in the file they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from quizapp.domain.items.content import option_words

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """A fault at a path within the item (`("distractors", 2)`), and at `part` of the text there."""

    code: str
    path: Path
    message: str
    hint: str | None = None
    part: str | None = None


def repeated(placed: Iterable[tuple[Path, str]]) -> Iterator[tuple[Path, str]]:
    """Yield each text that stands before it already, spacing aside, with its path."""
    seen: set[str] = set()
    for path, text in placed:
        if option_words(text) in seen:
            yield path, text
        seen.add(option_words(text))
