"""Two versions of a text as one, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class RunKind(StrEnum):
    """Which of the two texts the words are in."""

    SAME = "same"
    GONE = "gone"
    COME = "come"


@dataclass(frozen=True)
class Run:
    """Words in a row that are in both texts, or in the old or new one alone."""

    kind: RunKind
    text: str

    @property
    def as_text(self) -> str:
        """The words, marked without colour: [-gone-], {+come+}."""
        return _MARKS[self.kind].format(self.text)


_MARKS = {RunKind.SAME: "{}", RunKind.GONE: "[-{}-]", RunKind.COME: "{{+{}+}}"}


def word_runs(old: str | None, new: str | None) -> tuple[Run, ...]:
    """Return the words of both texts in order; None is a text that is not there."""
    return tuple(_runs((old or "").split(), (new or "").split()))


def _runs(before: list[str], after: list[str]) -> Iterator[Run]:
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Run(RunKind.SAME, " ".join(before[a:b]))
            continue
        if b > a:
            yield Run(RunKind.GONE, " ".join(before[a:b]))
        if d > c:
            yield Run(RunKind.COME, " ".join(after[c:d]))
