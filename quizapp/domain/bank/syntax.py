"""What is wrong where YAML ends, in words a teacher understands.

PyYAML stops at the first place where it cannot go on and says what it expected there. The cause
is often elsewhere: a quote that was opened lines above, a colon within a text. Both its parsers
(libyaml and the one in Python) are understood; their words differ a little.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import yaml

from quizapp.domain.bank.comments import cut_off_above, in_quotes
from quizapp.domain.bank.diagnostics import Fault
from quizapp.domain.bank.foreign_marks import list_mark, odd_space
from quizapp.domain.bank.other_files import BANK_KEYS
from quizapp.domain.bank.positions import Lines
from quizapp.domain.items import ITEM_TYPES
from quizapp.domain.shortening import shortened

_BEFORE_VALUE = re.compile(r" *(?:- +)*(?:[^\s:\"'\[{][^:]*:(?: +|$))?")
_NO_SPACE = re.compile(r" *(?:- +)*[A-Za-z][\w-]*(:)[^\s:/]")
_NO_SPACE_AFTER_DASH = re.compile(r" *-(?=[^\s-])")
_SINGLE_WORD_KEY = re.compile(r" *(?:- +)*[\w-]+ *:")
_KEY_WITHOUT_COLON = re.compile(r" *(?:- +)*(?P<key>[A-Za-z_]+) *(?:[=;.–—-]|:=)? +(?P<value>\S.*)")
_PROSE = re.compile(r"(?:\S+ ){3,}")
_KEYS = {*BANK_KEYS, *(key for form in ITEM_TYPES.values() for key in form.model_fields)}


class Stumble:
    """The place where PyYAML could not go on, and the place where what it was reading began."""

    def __init__(self, error: yaml.MarkedYAMLError, lines: Lines) -> None:
        mark, context_mark = error.problem_mark or error.context_mark, error.context_mark
        self.lines = lines
        self.words = f"{error.context or ''}: {error.problem or ''}"
        self.problem = error.problem or "this cannot be read"
        self.offset = min(mark.index, len(lines.text)) if mark else 0
        self.began = context_mark.index if context_mark else self.offset
        self.line_number = lines.number(self.offset)
        self.line = lines[self.line_number]
        self.line_start = lines.start(self.line_number)

    def character(self, offset: int) -> str:
        """Return the character at an offset; nothing at the end of the file."""
        return self.lines.text[offset : offset + 1]

    def line_end(self, offset: int) -> int:
        """Return the end of the line that an offset is in, without white space there."""
        return self.lines.without_space(offset, self.lines.end(self.lines.number(offset)))

    @property
    def number_above(self) -> int | None:
        """The number of the next line above that is not blank."""
        above = range(self.line_number - 1, 0, -1)
        return next((number for number in above if self.lines[number].strip()), None)

    def numbers_around(self) -> list[int]:
        """Return the numbers of the lines a cause is looked for in, those above first."""
        around = {self.number_above, self.lines.number(self.began), self.line_number}
        return sorted(number for number in around if number)

    @property
    def value_start(self) -> int:
        """The offset at which the value in this line begins, after dashes and key."""
        return self.line_start + _value_column(self.line)


def syntax_fault(error: yaml.MarkedYAMLError, lines: Lines) -> Fault:
    """Explain an error of PyYAML."""
    stumble = Stumble(error, lines)
    if space := odd_space(lines, stumble.numbers_around()):
        return space
    for pattern, explain in _EXPLANATIONS:
        if re.search(pattern, stumble.words):
            return explain(stumble)
    return _unexplained(stumble)


def _colon(stumble: Stumble) -> Fault:
    """A colon and a space where no key can be."""
    offset, start = stumble.offset, stumble.value_start
    if start > offset:
        return _colon_in_text_above(stumble)
    if stumble.character(start) in "\"'":
        return _after_quote(stumble, start)
    value = stumble.lines.text[start : stumble.line_end(start)]
    return Fault(
        "Y107",
        "A colon followed by a space begins a key, but this is in the middle of a text.",
        offset,
        offset + 1,
        f"Put the text in quotes: {in_quotes(value)}",
    )


def _colon_in_text_above(stumble: Stumble) -> Fault:
    """A line with a key that reads as a continuation of the text above it."""
    above = stumble.number_above
    if above and (mark := list_mark(stumble.lines, [above])):
        return mark
    if above and (joined := _NO_SPACE.match(stumble.lines[above])):
        return _no_space(stumble.lines.start(above) + joined.start(1))
    if _SINGLE_WORD_KEY.match(stumble.line):
        return _indentation(stumble)
    message = "A colon followed by a space begins a key, but this line goes on with a text."
    return Fault("Y107", message, stumble.offset, stumble.offset + 1)


def _no_colon(stumble: Stumble) -> Fault:
    number = stumble.lines.number(stumble.began)
    line, start = stumble.lines[number], stumble.lines.start(number)
    if mark := list_mark(stumble.lines, [number]):
        return mark
    if cut := _cut_off(stumble):
        return cut
    if joined := _NO_SPACE.match(line):
        return _no_space(start + joined.start(1))
    if joined := _NO_SPACE_AFTER_DASH.match(line):
        return Fault(
            "Y123",
            "There is no space after this dash.",
            start + joined.end() - 1,
            start + joined.end(),
        )
    message = "This line has no colon, and no text above that it could go on with."
    end = stumble.line_end(stumble.began)
    return Fault("Y119", message, stumble.began, end, _hint_for_no_colon(line))


def _hint_for_no_colon(line: str) -> str | None:
    found = _KEY_WITHOUT_COLON.match(line)
    if found and found["key"].lower() in _KEYS:
        shown = shortened(found["value"].rstrip(), 40)
        return f"Put a colon after the key: `{found['key'].lower()}: {shown}`."
    if not line.startswith(" ") and _PROSE.match(line):
        return (
            "If it belongs to a text of several lines, write a | after the colon of that text, and "
            "begin each of its lines further right than its key."
        )
    return None


def _cut_off(stumble: Stumble) -> Fault | None:
    """A line that would go on with a text, had a comment not ended it in the line above."""
    above = stumble.number_above
    part = cut_off_above(stumble.lines, above) if above else None
    if part is None:
        return None
    start = stumble.line_start + len(stumble.line) - len(stumble.line.lstrip())
    message = f"The text above ended before “{part}”, so that this line goes on with nothing."
    hint = "A # after a space begins a comment. Put the whole text in quotes, over both lines."
    return Fault("Y119", message, start, stumble.line_end(start), hint)


def _no_space(colon: int) -> Fault:
    return Fault("Y123", "There is no space after this colon.", colon, colon + 1)


def _open_quote(stumble: Stumble) -> Fault:
    quote = stumble.character(stumble.began)
    message = f"The quote that begins here ({quote}) is never closed."
    return Fault("Y108", message, stumble.began, stumble.line_end(stumble.began))


def _escape(stumble: Stumble) -> Fault:
    backslash = stumble.lines.text.rfind("\\", 0, stumble.offset + 1)
    message = "In double quotes this backslash means something that does not exist."
    return Fault("Y122", message, backslash, backslash + 2)


def _special_beginning(stumble: Stumble) -> Fault:
    if mark := list_mark(stumble.lines, [stumble.lines.number(stumble.began)]):
        return mark
    return _special(stumble, stumble.began)


def _special_character(stumble: Stumble) -> Fault:
    if stumble.character(stumble.offset) == "\t":
        message = "A tab stands where only spaces can."
        return Fault("Y106", message, stumble.offset, stumble.offset + 1)
    if stumble.character(stumble.offset).isspace() or not stumble.character(stumble.offset):
        return _unexplained(stumble)
    return _special(stumble, stumble.offset)


def _special(stumble: Stumble, start: int) -> Fault:
    end = stumble.line_end(start)
    value = stumble.lines.text[start:end]
    message = f"A text cannot begin with {value[:1]} unless it is in quotes."
    return Fault("Y110", message, start, end, f"Put the whole text in quotes: {in_quotes(value)}")


def _dash(stumble: Stumble) -> Fault:
    return Fault(
        "Y111",
        "A list cannot begin in the middle of a line.",
        stumble.offset,
        stumble.offset + 1,
        "Write the dash in the next line, indented; put quotes around a text that begins with it.",
    )


def _open_bracket(stumble: Stumble) -> Fault:
    if stumble.lines.text.startswith("{{", stumble.began):
        return _special(stumble, stumble.began)
    bracket = stumble.character(stumble.began)
    message = f"The bracket that begins here ({bracket}) is not closed where it should be."
    end = stumble.line_end(stumble.began)
    hint = None
    if " #" in stumble.lines.text[stumble.began : end]:
        hint = "A # after a space begins a comment, and hides the rest: put that text in quotes."
    return Fault("Y121", message, stumble.began, end, hint)


def _misplaced(stumble: Stumble) -> Fault:
    """Something where the next key or dash should be: most often indentation or a quote."""
    if mark := list_mark(stumble.lines, [stumble.line_number]):
        return mark
    start = stumble.value_start
    if start < stumble.offset and stumble.character(start) in ("[", "{"):
        return _special(stumble, start)
    before = stumble.lines.text[: stumble.offset].rstrip(" ")
    if before.endswith(("'", '"')) and len(before) > stumble.line_start:
        return _after_quote(stumble, len(before) - 1)
    return _cut_off(stumble) or _indentation(stumble)


def _after_quote(stumble: Stumble, closing: int) -> Fault:
    """Text after a quote: the quote ended early, or opened a text above that was never closed."""
    quote, start = stumble.character(closing), stumble.value_start
    if start == closing and (opening := _quote_left_open(stumble, quote)) is not None:
        message = f"The quote that begins here ({quote}) is not closed in this line."
        return Fault("Y108", message, opening, stumble.line_end(opening))
    message = f"The text ended with the quote before this ({quote}), yet the line goes on."
    value = stumble.lines.text[start : stumble.line_end(start)]
    hint = f"Put the whole text in quotes: {in_quotes(value)}" if start < closing else None
    return Fault("Y109", message, stumble.offset, stumble.line_end(stumble.offset), hint)


def _quote_left_open(stumble: Stumble, quote: str) -> int | None:
    """Return the offset of the nearest value above that begins with a quote and lacks another."""
    for number in range(stumble.line_number - 1, 0, -1):
        line = stumble.lines[number]
        column = _value_column(line)
        if line[column : column + 1] == quote and line.count(quote) % 2:
            return stumble.lines.start(number) + column
    return None


def _indentation(stumble: Stumble) -> Fault:
    start = stumble.line_start + len(stumble.line) - len(stumble.line.lstrip())
    message = "This line does not line up with the lines it belongs with."
    return Fault("Y111", message, start, stumble.line_end(start))


def _unexplained(stumble: Stumble) -> Fault:
    message = f"This cannot be read as YAML: {stumble.problem}."
    return Fault("Y112", message, stumble.offset, stumble.offset + 1)


def _value_column(line: str) -> int:
    before_value = _BEFORE_VALUE.match(line)
    return before_value.end() if before_value else 0


_EXPLANATIONS: tuple[tuple[str, Callable[[Stumble], Fault]], ...] = (
    ("mapping values are not allowed", _colon),
    ("quoted scalar: .*(end of stream|document)", _open_quote),
    ("quoted scalar: ", _escape),
    ("could not find expected ':'", _no_colon),
    ("scanning an? (alias|anchor|block scalar|directive|tag)|undefined tag", _special_beginning),
    ("cannot start any token", _special_character),
    ("(block )?sequence entries are not allowed", _dash),
    ("expected (the )?node content", _special_character),
    ("flow (mapping|sequence)", _open_bracket),
    ("expected (key|'-'|<block end>)", _misplaced),
)
"""What PyYAML says, and how it is explained; the first that fits."""
