"""Fronts of cards that nobody can answer: it cannot be known which is meant, or what from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from quizapp.domain.bank.lint.rules import Remark
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.items import (
    ChoiceItem,
    Face,
    MatchItem,
    MultipleItem,
    OrderItem,
    SortItem,
    TermItem,
)
from quizapp.domain.items.content import asked_words
from quizapp.domain.items.problems import Path, Problem
from quizapp.domain.shortening import shortened

_AMONG_OPTIONS = re.compile(
    r"\b(?:which|what) of (?:these|the following|those|them)\b"
    r"|\b(?:which|what) (?:one )?(?:sentence|statement|option|answer|wording|claim|description"
    r"|summary|pair|reading|line)s?\b"
    r"|\b(?:of|among) the following\b|\b(?:all|those) that apply\b"
    r"|\b(?:all|any|none|one|two|three) of these\b"
    r"|\bwhich (?:is|are|was|were) (?:\W*not|true|false|right|wrong|correct|the best)\b"
    r"|\bwhich (?:best|most)\b|\bwhich of the [\w ]*(?:listed|given|below|above)\b"
    r"|^(?:choose|select|pick|tick|mark)\b|\bexcept\W*$",
    re.IGNORECASE,
)
"""What only options can answer."""

_AMONG_ENTRIES = re.compile(r"\b(?:these|those|them|the following)\b", re.IGNORECASE)
"""What only somebody can order, match or sort who sees the entries."""


_WithParts = OrderItem | MatchItem | SortItem


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


def needing_options(writing: Writing) -> Iterator[Problem]:
    """Warn of a card that asks which of the options it is, and shows none (English)."""
    item = writing.item
    if not isinstance(item, ChoiceItem | MultipleItem | _WithParts) or "card" not in item.drills:
        return
    among, what = _AMONG_OPTIONS, "options"
    if isinstance(item, _WithParts):
        among, what = _AMONG_ENTRIES, "entries"
    if found := among.search(item.front or item.stem):
        message = f"The card of this item asks “{_shortened(found[0])}”, and shows no {what}."
        yield Problem("W530", writing.path if item.front is None else ("front",), message)


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
