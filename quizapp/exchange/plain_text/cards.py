"""Cards in notes: hashcards (`Q:`, `A:`, `C:`) and Obsidian (`a::b`, `?`, `==gap==`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from quizapp.domain.bank.positions import Lines, Span
from quizapp.domain.shortening import shortened
from quizapp.exchange.anki.fields import cloze_text, note_hints
from quizapp.exchange.asked import Asked
from quizapp.exchange.foreign_text import MARKDOWN
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.incoming import add
from quizapp.exchange.pairs import Pair, take_pairs
from quizapp.exchange.results import Imported

_SIDE = re.compile(r"(Q|A|C):[ \t]*(.*)")
_INLINE = re.compile(r"(?<!:):::?(?!:)")
_BULLET = re.compile(r"[-*][ \t]+")
_TURN = re.compile(r"\?\??")
_RULE = re.compile(r"-{3,}|\*{3,}|_{3,}")
_TAG = re.compile(r"(?:#[\w/-]+[ \t]*)+")
_HIDDEN = re.compile(r"<!--SR:.*?-->")
_HIGHLIGHT = re.compile(r"==([^=\n]+)==")
_BRACKETED = re.compile(r"(?<!\\)\[([^\[\]\n]+)\](?!\()")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*)")


@dataclass
class _Block:
    """Lines between blank ones, or one side of a card after the other."""

    start: int
    lines: list[str] = field(default_factory=list)


def looks_like_cards(text: str) -> bool:
    """Whether a text has cards in one of these ways."""
    lines = [line.strip() for line in text.split("\n", 3_000)[:3_000]]
    sides = {found[1] for line in lines if (found := _SIDE.fullmatch(line))}
    return (
        {"Q", "A"} <= sides
        or ("C" in sides and _BRACKETED.search(text) is not None)
        or any(_TURN.fullmatch(line) for line in lines[1:])
        or any(map(_sides_of, lines))
        or _HIGHLIGHT.search(text) is not None
    )


def read_cards(data: bytes) -> Imported:
    """Read the cards in a note, whatever the bytes are; its other lines are no cards."""
    gathering = Gathering.of_bytes(data)
    lines = Lines(gathering.text)
    pairs: list[Pair] = []
    for block in _blocks(lines):
        span = lines.of_lines(block.start, block.start)
        _take_block(block, span, pairs, gathering)
    take_pairs(pairs, gathering, MARKDOWN)
    return gathering.imported()


def _blocks(lines: Lines) -> Iterator[_Block]:
    """Yield the blocks of a note; a new `Q:` or `C:` begins one as well."""
    block = _Block(1)
    for number in range(1, len(lines) + 1 if lines.text else 1):
        line = _HIDDEN.sub("", lines[number]).strip()
        begins = line.startswith(("Q:", "C:"))
        goes_on = not line and block.lines and block.lines[-1].startswith(("Q:", "C:"))
        if goes_on:
            continue
        if not line or begins or _RULE.fullmatch(line) or line.startswith("# "):
            if block.lines:
                yield block
            block = _Block(number)
        if line and not _RULE.fullmatch(line) and not _TAG.fullmatch(line):
            block.start = block.start if block.lines else number
            block.lines.append(line)
    if block.lines:
        yield block


def _take_block(block: _Block, span: Span, pairs: list[Pair], into: Gathering) -> None:
    text = "\n".join(block.lines)
    if text.startswith("Q:"):
        _take_question(text, span, pairs, into)
    elif text.startswith("C:"):
        _take_cloze(text[2:].strip(), _BRACKETED, span, into)
    elif any(map(_TURN.fullmatch, block.lines)):
        at = next(at for at, line in enumerate(block.lines) if _TURN.fullmatch(line))
        sides = _front(block.lines[:at]), "\n".join(block.lines[at + 1 :])
        pairs.append(Pair(sides[0].strip(), sides[1].strip(), span))
    else:
        _take_lines(_without_headings(block.lines), span, pairs, into)


def _take_question(text: str, span: Span, pairs: list[Pair], into: Gathering) -> None:
    question, answer, said = text[2:].partition("\nA:")
    if question.strip() and said.strip():
        pairs.append(Pair(question.strip(), said.strip(), span))
    elif answer:
        empty = "A:" if question.strip() else "Q:"
        into.note("X612", f"Left out: nothing stands behind `{empty}` of this card.", span)
    else:
        into.note("X612", "Left out: this card has no line `A:`.", span)


def _front(lines: list[str]) -> str:
    """Return what a card asks: a heading only where there is nothing else."""
    return "\n".join(_without_headings(lines) or [_HEADING.sub(r"\1", line) for line in lines])


def _without_headings(lines: list[str]) -> list[str]:
    return [line for line in lines if not _HEADING.fullmatch(line)]


def _take_lines(lines: list[str], span: Span, pairs: list[Pair], into: Gathering) -> None:
    """Take lines without a sign of their own; headings are no part of what is below them."""
    text = "\n".join(lines)
    inline = [sides for line in lines if (sides := _sides_of(line))]
    anki_text, hints = cloze_text(text)
    if _HIGHLIGHT.search(text):
        _take_cloze(text, _HIGHLIGHT, span, into)
    elif anki_text != text:
        note_hints(hints, span, into)
        add(Asked("words", text, (), span=span), {}, into, "cloze", text=anki_text)
    elif inline:
        pairs += [Pair(first, second, span) for first, second in inline]
    elif lines and not lines[0].startswith("#"):
        into.note("X613", f"This is no card: “{shortened(text, 60)}”.", span)


def _sides_of(line: str) -> tuple[str, str] | None:
    """Return both sides of a card that stands on one line, `question::answer`, or None."""
    first, *others = _INLINE.split(_BULLET.sub("", line, count=1), maxsplit=1)
    sides = first.strip(), "".join(others).strip()
    return sides if all(sides) else None


def _take_cloze(text: str, gap: re.Pattern[str], span: Span, into: Gathering) -> None:
    asked = Asked("words", text, (), span=span)
    add(asked, {}, into, "cloze", text=gap.sub(lambda found: f"{{{{{found[1]}}}}}", text))
