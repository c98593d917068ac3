"""Faults of a single item; `placing` works out where in the file they stand."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """A fault at a path within the item (`("distractors", 2)`), and at `part` of the text there."""

    code: str
    path: Path
    message: str
    hint: str | None = None
    part: str | None = None
