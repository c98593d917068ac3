"""Cards that cannot be told apart from what they show.

A card asks for one thing (Wozniak 1999, Effective learning: twenty rules of formulating
knowledge, rules 4 and 11: minimum information, combat interference). Where two show the same
front and want different backs, whoever knows both is wrong half of the time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quizapp.domain.bank.lint.rules import Remark
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items.content import option_words
from quizapp.domain.items.problems import Path, Problem

_MOST_SHOWN = 80


def same_fronts(writings: Sequence[Writing]) -> Iterator[Remark]:
    """Warn of each card whose front an earlier item shows as well, for another back."""
    first: dict[str, tuple[str, str]] = {}
    for writing in writings:
        for front, back, path in _sides(writing):
            item_id, earlier = first.setdefault(front.casefold(), (writing.item.id, back))
            if item_id != writing.item.id and earlier.casefold() != back.casefold():
                shown = front if len(front) <= _MOST_SHOWN else f"{front[:_MOST_SHOWN]}…"
                message = (
                    f"The card of `{item_id}` shows “{shown}” as well, and wants another answer."
                )
                yield writing, Problem("W525", path, message)


def _sides(writing: Writing) -> Iterator[tuple[str, str, Path]]:
    item = writing.item
    if "card" not in item.drills and item.type != "term":
        return
    for at, face in enumerate(item.faces()):
        path = _term_path(at) if item.type == "term" else writing.path
        yield option_words(face.front), option_words(face.back), path


def _term_path(number: int) -> Path:
    """Return the field that a term's face shows: first the term, then the definition."""
    return ("term",) if number == 0 else ("definition",)
