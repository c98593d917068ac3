"""What differs between two texts, line by line, with the words of a changed line marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import chain, zip_longest

from quizapp.domain.shortening import shortened

CONTEXT_LINES = 3
MOST_LINES = 1_000
LONGEST_LINE = 2_000
MOST_COMPARISONS = 4_000_000
"""Lines of one text times lines of the other: more would keep a page waiting."""

_WORD = re.compile(r"\w+|\s+|[^\w\s]")
_ALIKE = 0.4
_MOST_WORDS = 400


class LineKind(StrEnum):
    """What has become of a line."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line; marked if it is what changed in it."""

    text: str
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number in the old text, in the new one, or in both."""

    kind: LineKind
    old_number: int | None
    new_number: int | None
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Difference:
    """The stretches in which two texts differ, with some lines around each.

    `left_out` counts the changed lines that are not listed because there are so many.
    """

    hunks: tuple[tuple[Line, ...], ...]
    added: int
    removed: int
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether the texts are the same."""
        return not self.hunks


def difference(old: str, new: str, most_lines: int = MOST_LINES) -> Difference:
    """Return what differs between two texts; equal texts have no hunks.

    Of very large changes only the first `most_lines` lines are listed, and where comparing line
    by line would take long, everything between the first and the last change counts as changed.
    """
    a, b = old.split("\n"), new.split("\n")
    codes = _codes(a, b)
    removed = sum(i2 - i1 for tag, i1, i2, _, _ in codes if tag != "equal")
    added = sum(j2 - j1 for tag, _, _, j1, j2 in codes if tag != "equal")
    hunks: list[tuple[Line, ...]] = []
    room, listed = most_lines, 0
    for group in _groups(codes):
        lines = tuple(_lines(group, a, b, room))
        room -= len(lines)
        listed += sum(line.kind is not LineKind.KEPT for line in lines)
        hunks.append(lines)
        if room <= 0:
            break
    return Difference(tuple(hunks), added, removed, added + removed - listed)


Code = tuple[str, int, int, int, int]


def _codes(a: Sequence[str], b: Sequence[str]) -> list[Code]:
    """Return what turns `a` into `b`; the equal beginning and end are found without comparing."""
    ahead = _shared(a, b)
    behind = min(_shared(a[::-1], b[::-1]), min(len(a), len(b)) - ahead)
    old, new = a[ahead : len(a) - behind], b[ahead : len(b) - behind]
    middle: list[Code]
    if len(old) * len(new) > MOST_COMPARISONS:
        middle = [("replace", 0, len(old), 0, len(new))]
    else:
        middle = list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    codes = [
        (tag, i1 + ahead, i2 + ahead, j1 + ahead, j2 + ahead) for tag, i1, i2, j1, j2 in middle
    ]
    first: list[Code] = [("equal", 0, ahead, 0, ahead)] if ahead else []
    last: list[Code] = (
        [("equal", len(a) - behind, len(a), len(b) - behind, len(b))] if behind else []
    )
    return first + codes + last


def _shared(a: Sequence[str], b: Sequence[str]) -> int:
    for count, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return count
    return min(len(a), len(b))


def _groups(codes: list[Code]) -> Iterator[list[Code]]:
    """Gather changes that are near one another, with some equal lines around them."""
    group: list[Code] = []
    for tag, i1, i2, j1, j2 in codes:
        if tag != "equal":
            group.append((tag, i1, i2, j1, j2))
        elif i2 - i1 > 2 * CONTEXT_LINES:
            if group:
                end = CONTEXT_LINES
                yield [*group, ("equal", i1, i1 + end, j1, j1 + end)]
            group = [("equal", i2 - CONTEXT_LINES, i2, j2 - CONTEXT_LINES, j2)]
        else:
            group.append((tag, i1, i2, j1, j2))
    if any(code[0] != "equal" for code in group):
        yield _trimmed(group)


def _trimmed(group: list[Code]) -> list[Code]:
    """Cut the equal lines at the ends of a group down to the context."""
    tag, i1, i2, j1, j2 = group[0]
    if tag == "equal":
        start = max(i1, i2 - CONTEXT_LINES)
        group = [(tag, start, i2, j1 + start - i1, j2), *group[1:]]
    tag, i1, i2, j1, j2 = group[-1]
    if tag == "equal":
        end = min(i2, i1 + CONTEXT_LINES)
        group = [*group[:-1], (tag, i1, end, j1, j1 + end - i1)]
    return group


def _lines(group: list[Code], a: Sequence[str], b: Sequence[str], room: int) -> Iterator[Line]:
    for tag, i1, i2, j1, j2 in group:
        if tag == "equal":
            lines: Iterable[Line] = (
                Line(LineKind.KEPT, i + 1, j + 1, (_plain(a[i]),))
                for i, j in zip(range(i1, i2), range(j1, j2), strict=True)
            )
        else:
            lines = _changed(a[i1 : min(i2, i1 + room)], b[j1 : min(j2, j1 + room)], i1, j1)
        for line in lines:
            if room <= 0:
                return
            room -= 1
            yield line


def _changed(old: Sequence[str], new: Sequence[str], i1: int, j1: int) -> Iterator[Line]:
    """Return removed lines and then added ones, each marked against the one in its place."""
    pairs = [_marked(one, other) for one, other in zip_longest(old, new)]
    removed = (
        Line(LineKind.REMOVED, i1 + n, None, pair[0])
        for n, pair in enumerate(pairs[: len(old)], start=1)
    )
    added = (
        Line(LineKind.ADDED, None, j1 + n, pair[1])
        for n, pair in enumerate(pairs[: len(new)], start=1)
    )
    return chain(removed, added)


def _marked(one: str | None, other: str | None) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Mark the words that differ, where two lines are alike enough for that to say something."""
    plain = (_plain(one or ""),), (_plain(other or ""),)
    if one is None or other is None or max(len(one), len(other)) > LONGEST_LINE:
        return plain
    a, b = _WORD.findall(one), _WORD.findall(other)
    codes = _word_codes(a, b)
    if codes is None:
        return plain
    return (
        _parts(a, ((tag, i1, i2) for tag, i1, i2, _, _ in codes)),
        _parts(b, ((tag, j1, j2) for tag, _, _, j1, j2 in codes)),
    )


def _word_codes(a: list[str], b: list[str]) -> list[Code] | None:
    """Return how one line becomes the other, word by word; None where that would say nothing."""
    if max(len(a), len(b)) > _MOST_WORDS:
        return None
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return list(matcher.get_opcodes()) if matcher.ratio() >= _ALIKE else None


def _parts(words: list[str], stretches: Iterable[tuple[str, int, int]]) -> tuple[Part, ...]:
    return tuple(
        Part("".join(words[start:end]), tag != "equal")
        for tag, start, end in stretches
        if end > start
    )


def _plain(line: str) -> Part:
    return Part(shortened(line, LONGEST_LINE))
