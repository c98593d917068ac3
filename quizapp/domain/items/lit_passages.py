"""Cited paragraphs as they are shown: each once, with all that is cited from it lit up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.domain.items.content import Quote


@dataclass(frozen=True)
class Piece:
    """Some of a paragraph's text, lit up or not."""

    text: str
    is_lit: bool


@dataclass(frozen=True)
class LitPassage:
    """A paragraph in pieces, in the order of its text."""

    heading: str
    passage_id: str
    pieces: tuple[Piece, ...]
    paragraph: int | None = None


def lit_passages(quotes: Iterable[Quote]) -> tuple[LitPassage, ...]:
    """The paragraphs of the quotes, in the order of their first; what overlaps is lit once."""
    by_passage: dict[tuple[str, str], list[Quote]] = {}
    for quote in quotes:
        text = quote.before + quote.phrase + quote.after
        by_passage.setdefault((quote.passage_id, text), []).append(quote)
    return tuple(
        LitPassage(found[0].heading, passage_id, _pieces(text, found), found[0].paragraph)
        for (passage_id, text), found in by_passage.items()
    )


def lit_pieces(text: str, phrases: Iterable[str]) -> tuple[Piece, ...]:
    """A text in pieces with these phrases lit, each where it stands first, if it does."""
    places = ((text.find(phrase), len(phrase)) for phrase in phrases)
    return _cut(text, _merged((start, start + length) for start, length in places if start >= 0))


def _pieces(text: str, quotes: Iterable[Quote]) -> tuple[Piece, ...]:
    return _cut(
        text,
        _merged((len(quote.before), len(quote.before) + len(quote.phrase)) for quote in quotes),
    )


def _cut(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [Piece(text[end:start], is_lit=False), Piece(text[start:stop], is_lit=True)]
        end = stop
    pieces.append(Piece(text[end:], is_lit=False))
    return tuple(piece for piece in pieces if piece.text)


def _merged(found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where light begins and ends; spans that touch are one."""
    spans: list[tuple[int, int]] = []
    for start, stop in sorted(found):
        if spans and start <= spans[-1][1]:
            spans[-1] = spans[-1][0], max(stop, spans[-1][1])
        else:
            spans.append((start, stop))
    return spans
