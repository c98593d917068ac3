"""GIFT in: from text to questions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from quizapp.domain.bank.positions import Lines, Span
from quizapp.exchange.asked import GAP_MARK, Answer, Asked
from quizapp.exchange.foreign_text import MARKDOWN, taken_part, taken_text
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.gift.answers import parsed_answers
from quizapp.exchange.gift.blocks import Block, blocks, put_back, set_aside
from quizapp.exchange.incoming import take
from quizapp.exchange.results import Imported
from quizapp.exchange.texts import markdown_of_plain, plain_text
from quizapp.exchange.wildcards import exact_words

_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_MARKUP = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)


@dataclass(frozen=True)
class _Parts:
    """A block taken apart: the texts round the braces, and what is between them."""

    before: str
    answers: str | None
    after: str


def read_gift(data: bytes) -> Imported:
    """Read questions in GIFT, whatever the bytes are."""
    gathering = Gathering.of_bytes(data)
    lines = Lines(gathering.text)
    for block in blocks(gathering.text):
        _take_block(block, gathering, lines)
    return gathering.imported()


def _take_block(block: Block, into: Gathering, lines: Lines) -> None:
    text = set_aside(block.text)
    first = len(text) - len(text.lstrip())
    span = lines.span(block.start + first, block.start + len(text.rstrip()))
    title = _TITLE.match(text)
    at = title.end() if title else 0
    markup = _MARKUP.match(text, at)
    parts = _parts(text, markup.end() if markup else at, block.start, into, lines)
    if parts is None:
        return
    frame = Asked(
        kind="words",
        stem="",
        answers=(),
        name=put_back(title[1]).strip() if title else "",
        item_id=block.item_id,
        topic=block.topic,
        labels=block.tags,
        span=span,
    )
    _take_parts(parts, markup[1].lower() if markup else "moodle", frame, into)


def _parts(text: str, at: int, start: int, into: Gathering, lines: Lines) -> _Parts | None:
    """Take a block apart; None where its braces do not pair, which is noted."""
    opening, closing = text.find("{", at), text.find("}", at)
    if opening < 0 and closing < 0:
        return _Parts(text[at:], None, "")
    fault = _brace_fault(text, opening, closing)
    if fault is not None:
        place, message = fault
        span = lines.span(start + place, start + place + 1)
        into.note("X605", f"Left out: {message}", span)
        return None
    return _Parts(text[at:opening], text[opening + 1 : closing], text[closing + 1 :])


def _brace_fault(text: str, opening: int, closing: int) -> tuple[int, str] | None:
    """Return where the first braces of a text, or others after them, are amiss, and how."""
    if opening < 0 or 0 <= closing < opening:
        return closing, "A `}` without a `{` before it; a brace of the text is written `\\}`."
    if closing < 0:
        return opening, "This `{` is never closed before the next blank line."
    others = (text.find("{", opening + 1), text.find("}", closing + 1))
    place = min((each for each in others if each >= 0), default=None)
    if place is None:
        return None
    return place, "A question has one pair of braces; others are written `\\{` and `\\}`."


def _take_parts(parts: _Parts, markup: str, frame: Asked, into: Gathering) -> None:
    span = frame.span
    if parts.answers is None:
        into.note("X611", "Left out: a text without a question (no braces).", span)
        return

    def text_of(raw: str) -> str:
        own = _MARKUP.match(raw)
        said, words = (own[1].lower(), raw[own.end() :]) if own else (markup, raw)
        return taken_text(put_back(words), said, into, span)

    body, marker, general = parts.answers.rpartition("####")
    body = body if marker else parts.answers
    answers = parsed_answers(body, text_of, into, span)
    if answers is not None and answers.kind == "words" and markup != MARKDOWN:
        answers = replace(answers, answers=tuple(_exact(answers.answers, into, span)))
    if answers is None:
        return
    stem, after = _stem_and_after(parts, answers.kind, markup, into, span)
    asked = Asked(
        **{
            **vars(frame),
            "kind": answers.kind,
            "stem": stem,
            "after": after,
            "answers": answers.answers,
            "explanation": text_of(general) if marker else "",
        }
    )
    take(asked, into)


def _exact(answers: Iterable[Answer], into: Gathering, span: Span) -> Iterator[Answer]:
    """Yield the answers that are words; those with a `*` without it."""
    for answer in answers:
        if "*" not in answer.text:
            yield answer
        elif words := exact_words(plain_text(answer.text), into, span):
            yield replace(answer, text=markdown_of_plain(words))


def _stem_and_after(
    parts: _Parts, kind: str, markup: str, into: Gathering, span: Span
) -> tuple[str, str]:
    """Return the texts round a gap, or one text where what is asked is not a gap's filling."""
    before = taken_part(put_back(parts.before).lstrip(), markup, into, span)
    after = taken_part(put_back(parts.after).rstrip(), markup, into, span)
    if not after.strip():
        return before.strip(), ""
    if kind in {"truth", "pairs", "number"}:
        return f"{before}{GAP_MARK}{after}", ""
    return before, after
