"""Where a comment begins that was most likely meant as text.

In YAML a ` #` ends a text that has no quotes. Nothing is wrong with such a file, and half a
question is gone. A comment that was meant is told by two spaces before it and one after its #, or
stands after a single word such as an id or a date.
"""

from __future__ import annotations

import re

from quizapp.domain.bank.nodes import Scalar
from quizapp.domain.bank.positions import Lines
from quizapp.domain.shortening import shortened

_COMMENT = re.compile(r"(?P<space>[ \t]+)#[^\r\n]*")
_MEANT = re.compile(r"(?: {2,}| *\t[ \t]*)#+(?:[ \t]|$)")
_MEANT_AFTER_WORD = re.compile(r"[ \t]+#+(?:[ \t]|$)")
_WORD = re.compile(r"[a-z0-9-]+")
_NOTHING_BEFORE = re.compile(r":?[ \t]*(?=#)")
_VALUE = re.compile(
    r" *(?:- +)*(?:[^\s:\"'\[{|>#][^:#]*:[ \t]+)?(?P<value>[^\s\"'\[{|>#][^\r\n]*?)(?=[ \t]#)"
)
_MARK_OF_COMMENT = "(A comment has two spaces before its #.)"
_SPACE = re.compile(r"\s+")


def is_cut_off(text: str, end: int, value: str) -> bool:
    """Whether what follows a value without quotes, which ends there, looks like the rest of it."""
    comment = _COMMENT.match(text, end)
    if comment is None or _MEANT.match(comment.group()):
        return False
    return not (_MEANT_AFTER_WORD.match(comment.group()) and _WORD.fullmatch(value))


def cut_off_part(lines: Lines, end: int) -> tuple[int, int]:
    """Return where the part begins and ends that a text without quotes has lost."""
    start = lines.text.index("#", end)
    return start, lines.without_space(start, lines.end(lines.number(start)))


def quotes_for_cut_off(lines: Lines, node: Scalar) -> str:
    """Return a hint that shows the whole text in quotes; of an option, apart from its feedback."""
    start, (_, end) = node.start, cut_off_part(lines, node.end)
    whole = _SPACE.sub(" ", lines.text[start:end])
    text, colon, feedback = whole.partition(": ")
    is_option = lines.text[lines.start(lines.number(start)) : start].strip(" ") == "-"
    shown = f"{in_quotes(text)}{colon}{feedback}" if is_option else in_quotes(whole)
    return f"If it belongs to the text, put all of it in quotes: {shown} {_MARK_OF_COMMENT}"


def cut_off_above(lines: Lines, number: int) -> str | None:
    """Return what a comment took from the text in a line, where a line after it goes on with it."""
    line = lines[number]
    value = _VALUE.match(line)
    if value is None or not is_cut_off(line, value.end(), value["value"]):
        return None
    return line[line.index("#", value.end()) :].rstrip()


def quotes_for_comment(lines: Lines, node: Scalar) -> str | None:
    """Return a hint where a comment stands in the place of a text: `key: #1`."""
    before = _NOTHING_BEFORE.match(lines.text, node.end)
    if before is None:
        return None
    start, end = cut_off_part(lines, before.end())
    comment = in_quotes(lines.text[start:end])
    return f"A # begins a comment. If it belongs to the text, put that in quotes: {comment}"


def in_quotes(value: str) -> str:
    """Return the text in quotes as YAML wants them, shortened where it is long."""
    shown = shortened(value, 60)
    return "'" + shown.replace("'", "''") + "'" if '"' in shown else f'"{shown}"'
