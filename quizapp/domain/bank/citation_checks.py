"""Citations that are not in the article, or not in one place only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from quizapp.domain.bank.article import Passage
from quizapp.domain.bank.citations import MIN_LENGTH, Places, normalised
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.nodes import Node, Word, words_at
from quizapp.domain.bank.section_nodes import parts_of

NEAREST_LIMIT = 100
"""Absent citations for which the nearest words are looked up: it is slow, and where more are
absent it is the article that is wrong."""


@dataclass(slots=True)
class Citation:
    """A citation as written, how long it is, and the passages it stands in."""

    word: Word
    length: int
    passages: list[Passage]


@dataclass(frozen=True)
class Cited:
    """The places of an article, those of the bank's notes, and all the citations of its items."""

    places: Places
    notes: Places
    citations: list[Citation]


def cited(items: Iterable[Node], sections: list[Node]) -> Cited | None:
    """Look up every citation; None while the article is broken."""
    by_section = [parts_of(section) for section in sections]
    if not (by_section and all(by_section)):
        return None
    parts = list(chain.from_iterable(by_section))
    places = Places.of([part for part in parts if not part.is_note])
    citations: list[Citation] = []
    for word in chain.from_iterable([words_at(item, "cites") for item in items]):
        wanted = normalised(word.text)
        citations.append(Citation(word, len(wanted), places.holding(wanted)))
    return Cited(places, Places.of([part for part in parts if part.is_note]), citations)


def check_citations(cited: Cited | None, findings: Findings) -> None:
    """Note every citation that does not lead to one place; silent while the article is broken."""
    if cited is None:
        return
    lookups_left = NEAREST_LIMIT
    for citation in cited.citations:
        word, passages = citation.word, citation.passages
        if citation.length < MIN_LENGTH:
            findings.add_at("C403", "This citation is too short to prove anything.", word.node)
        if len(passages) > 1:
            _note_ambiguous(word, passages, findings)
        elif not passages:
            _note_absent(word, cited, findings, with_nearest=lookups_left > 0)
            lookups_left -= 1


def _note_ambiguous(word: Word, passages: list[Passage], findings: Findings) -> None:
    first, second = passages[0].id, passages[1].id
    where = f"twice in passage {first}" if first == second else f"in {first} and in {second}"
    findings.add_at("C402", f"These words stand {where}.", word.node)


def _note_absent(word: Word, cited: Cited, findings: Findings, *, with_nearest: bool) -> None:
    nearest = cited.places.nearest(word.text) if with_nearest else None
    hint = f"The nearest words there: “{nearest}”" if nearest else None
    if cited.notes.citing(word.text):
        hint = f"The nearest words of the article: “{nearest}”" if nearest else None
        message = "These words stand in a note of the bank, not in the article."
        findings.add_at("C405", message, word.node, hint)
    else:
        findings.add_at("C401", "These words do not stand in the article.", word.node, hint)
