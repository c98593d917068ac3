"""Cards that show the same and want something else: nobody can know which of them is meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.domain.bank.lint.rules import Remark
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items import Face, TermItem
from quizapp.domain.items.content import asked_words
from quizapp.domain.items.problems import Path, Problem
from quizapp.domain.shortening import shortened


def shared_fronts(writings: Sequence[Writing]) -> Iterator[Remark]:
    """Warn of each item that shows what an item before it shows, with something else behind it."""
    earlier: dict[str, tuple[Writing, Face]] = {}
    for writing in writings:
        for face in _faces(writing):
            other, shown = earlier.setdefault(asked_words(face.front), (writing, face))
            if other is not writing and asked_words(shown.back) != asked_words(face.back):
                wanted = _shortened(shown.back)
                message = f"`{other.item.id}` shows the same words, and wants “{wanted}”."
                yield writing, Problem("W524", _path(writing, face), message)


def _faces(writing: Writing) -> tuple[Face, ...]:
    """What is shown by itself: the fronts of cards; of a term its definition in a quiz as well."""
    item = writing.item
    if "card" in item.drills:
        return item.faces()
    return item.faces()[1:] if isinstance(item, TermItem) else ()


def _path(writing: Writing, face: Face) -> Path:
    item = writing.item
    return ("term",) if isinstance(item, TermItem) and face.front == item.term else writing.path


def _shortened(text: str) -> str:
    return shortened(" ".join(text.split()), 60)
