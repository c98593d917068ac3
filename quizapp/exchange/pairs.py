"""Terms and definitions as they are copied out of Quizlet: a pair on each line, with a tab."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quizapp.domain.bank.positions import Lines, Span
from quizapp.exchange.asked import Asked
from quizapp.exchange.foreign_text import LOOSE, taken_text
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import add
from quizapp.exchange.results import Imported

_HEAD_LINES = 200


@dataclass(frozen=True)
class Pair:
    """Two sides as written, and where."""

    first: str
    second: str
    span: Span


def are_pairs(text: str) -> bool:
    """Whether a text is lines with two parts each and a tab between them, most of them at least."""
    lines = [line for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES] if line.strip()]
    parted = [line for line in lines if line.strip("\r\n ").count("\t") == 1]
    return bool(lines) and len(parted) * 2 > len(lines) and "\t" in lines[0].strip()


def read_pairs(data: bytes) -> Imported:
    """Read lines of term, tab and definition; a line without a tab goes on with the one before."""
    gathering = Gathering.of_bytes(data)
    lines = Lines(gathering.text)
    pairs: list[Pair] = []
    for number in range(1, len(lines) + 1):
        line = lines[number].strip("\r\n ")
        span = lines.of_lines(number, number)
        first, tab, second = line.partition("\t")
        if tab and first.strip() and second.strip():
            pairs.append(Pair(first.strip(), second.replace("\t", " ").strip(), span))
        elif tab:
            gathering.note("X612", "Left out: one side of this pair is empty.", span)
        elif line and pairs:
            last = pairs[-1]
            pairs[-1] = Pair(last.first, f"{last.second}\n{line}", last.span)
        elif line:
            gathering.note("X613", "Left out: this line has no tab in it.", span)
    take_pairs(pairs, gathering)
    return gathering.imported()


def take_pairs(pairs: Sequence[Pair], into: Gathering, markup: str = LOOSE) -> None:
    """Make a term of each pair.

    The side that is shorter over the whole file is the term: an exam question is never the term
    of its answer.
    """
    turned = sum(len(pair.first) for pair in pairs) > sum(len(pair.second) for pair in pairs)
    for pair in pairs:
        sides = [taken_text(side, markup, into, pair.span) for side in (pair.first, pair.second)]
        term, definition = reversed(sides) if turned else sides
        asked = Asked("words", definition, (), name=sides[0], span=pair.span)
        add(asked, {}, into, "term", term=term, definition=definition)
