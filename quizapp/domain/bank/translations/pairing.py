"""The original's texts and those of a translation, side by side: one shape, leaf by leaf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from quizapp.domain.items.problems import Path, Problem

TEXT_FIELDS = (
    *("stem", "text", "term", "definition", "front"),
    *("key", "keys", "distractors", "options", "sequence", "pairs", "boxes"),
    *("accept", "unit", "feedback", "hint", "explanation", "cites"),
)
"""What of an item is words; all else stands in the original alone."""

VARIANTS = "accept"
"""Of what counts besides the key: each language has as many as it needs, or none."""

_KEY_IS_NO_TEXT = frozenset({"true-false", "number"})


@dataclass(frozen=True)
class Pair:
    """A text of the translation at its path, and the original's at the same place."""

    path: Path
    original: str
    told: str


def text_fields(item_type: str, written: dict[str, Any]) -> dict[str, Any]:
    """Return what of a written item is to be translated."""
    without = {VARIANTS, *(["key"] if item_type in _KEY_IS_NO_TEXT else [])}
    return {name: written[name] for name in TEXT_FIELDS if name in written and name not in without}


def paired(original: Any, told: Any, path: Path) -> Iterator[Pair | Problem]:
    """Yield each text with its counterpart, and a problem where the two have not one shape."""
    one, other = _as_lists(original, told)
    if isinstance(one, list) and isinstance(other, list):
        yield from _paired_entries(one, other, path)
    elif isinstance(one, dict) and isinstance(other, dict):
        yield from _paired_groups(one, other, path)
    elif isinstance(one, dict) or isinstance(other, dict):
        yield _without_feedback(path) if isinstance(one, dict) else _with_feedback(path)
    elif isinstance(one, list) or isinstance(other, list):
        yield _counted(path, _count(one), _count(other))
    elif not other and one:
        yield Problem("B273", path, "Nothing is written here, and the original has a text.")
    else:
        yield Pair(path, one or "", other or "")


def _as_lists(one: Any, other: Any) -> tuple[Any, Any]:
    """Let a single text stand for a list of one, as it does in the bank."""
    if isinstance(one, list) and isinstance(other, str):
        return one, [other]
    if isinstance(one, str) and isinstance(other, list):
        return [one], other
    return one, other


def _paired_entries(one: list[Any], other: list[Any], path: Path) -> Iterator[Pair | Problem]:
    if len(one) != len(other):
        yield _counted(path, len(one), len(other))
        return
    for at, (original, told) in enumerate(zip(one, other, strict=True)):
        yield from paired(original, told, (*path, at))


def _paired_groups(
    one: dict[str, Any], other: dict[str, Any], path: Path
) -> Iterator[Pair | Problem]:
    if len(one) != len(other):
        yield _counted(path, len(one), len(other))
        return
    for (key, original), (told_key, told) in zip(one.items(), other.items(), strict=True):
        yield Pair((*path, told_key), key, told_key)
        yield from paired(original, told, (*path, told_key))


def _count(value: Any) -> int:
    return len(value) if isinstance(value, list) else 1


def _counted(path: Path, wanted: int, found: int) -> Problem:
    message = f"Here stand {found}, and the original has {wanted}."
    return Problem("B272", path, message)


def _without_feedback(path: Path) -> Problem:
    hint = "Write it after the text and a colon: `text: feedback`."
    return Problem("B273", path, "The original has feedback here.", hint)


def _with_feedback(path: Path) -> Problem:
    hint = "Take it out here, or write it in the original too; a text with a colon needs quotes."
    return Problem("B271", path, "The original has a text without feedback here.", hint)
