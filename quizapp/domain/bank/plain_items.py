"""An item that is written as most are, line by line, without libyaml: part of the short way.

Whatever is out of the ordinary, `UnusualError` says so, and `scanner` has libyaml read the item.
"""

from __future__ import annotations

from quizapp.domain.bank.nodes import Mapping, Node, Scalar, Sequence
from quizapp.domain.items import ITEM_TYPES

_SPECIAL = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_LONGEST_KEY = 1_000
_USUAL_KEYS = frozenset(name for form in ITEM_TYPES.values() for name in form.model_fields)

Line = tuple[int, str, int]
"""Its indentation, what follows that, and where this begins in the file."""


class UnusualError(Exception):
    """Something that only libyaml is asked to read."""


def plain_item(chunk: str, start: int, after: int, indent: int) -> Mapping:
    """Read an item of ordinary lines."""
    if " #" in chunk:
        raise UnusualError
    lines: list[Line] = []
    at = start
    for line in chunk.split("\n"):
        content = line.lstrip(" ")
        if content:
            if line[-1] == " ":
                raise UnusualError
            margin = len(line) - len(content)
            lines.append((margin, content, at + margin))
        elif line:
            raise UnusualError
        at += len(line) + 1
    _, content, begun = lines[0]
    lines[0] = (indent + 2, content[2:], begun + 2)
    lines.append((-1, "", after))
    return _ItemLines(lines, indent + 2, chunk, start).item()


class _ItemLines:
    """The lines of an item, none of them blank; the last is not one, but where the next begins."""

    __slots__ = ("_at", "_chunk", "_chunk_start", "_column", "_lines")

    def __init__(self, lines: list[Line], column: int, chunk: str, chunk_start: int) -> None:
        self._lines = lines
        self._column = column
        self._at = 0
        self._chunk = chunk
        self._chunk_start = chunk_start

    def item(self) -> Mapping:
        """Read the whole item."""
        return self._mapping(self._column, -1)

    def _mapping(self, column: int, outer: int) -> Mapping:
        """Read `key: value` lines at a column, up to a line that begins at an outer one."""
        lines = self._lines
        keys: dict[str, Scalar] = {}
        values: dict[str, Node] = {}
        data: dict[str, object] = {}
        margin, content, at = lines[self._at]
        start = at
        while margin == column:
            name, written = _pair(content)
            if name in keys:
                raise UnusualError
            keys[name] = Scalar(at, at + len(name), name)
            self._at += 1
            end = at + len(content)
            value: Node
            if lines[self._at][0] <= column and _is_plain(written):
                value = Scalar(end - len(written), end, written)
            else:
                value = self._value(written, end, column)
            values[name] = value
            data[name] = value.data
            margin, content, at = lines[self._at]
        if margin > outer:
            raise UnusualError
        return Mapping(start, at, data, keys, values)

    def _value(self, written: str, end: int, column: int) -> Node:
        """Read what stands behind a key that ends, with its value, at an offset."""
        margin, content, at = self._lines[self._at]
        if written == ">-":
            return self._folded(end - 2, column)
        if written:
            return self._text(written, end, column)
        if margin >= column and content[:2] == "- ":
            return self._list(margin)
        if margin <= column:
            raise UnusualError
        if content[-1] == ":" and content[0] not in _SPECIAL and column == self._column:
            return self._mapping(margin, column)
        self._at += 1
        return self._text(content, at + len(content), column)

    def _text(self, written: str, end: int, column: int) -> Scalar:
        """Read a text that goes on in the lines indented further than a column."""
        start = end - len(written)
        if written[0] in "\"'":
            inner, quote = written[1:-1], written[0]
            is_whole = len(written) > 1 and written[-1] == quote
            if not is_whole or quote in inner or "\\" in inner or self._lines[self._at][0] > column:
                raise UnusualError
            return Scalar(start, end, inner)
        if written[0] in _SPECIAL or ": " in written or written[-1] == ":":
            raise UnusualError
        margin, content, at = self._lines[self._at]
        if margin <= column:
            return Scalar(start, end, written)
        parts = [written]
        while margin > column:
            if content[0] in _SPECIAL or ": " in content or content[-1] == ":":
                raise UnusualError
            if "\n\n" in self._chunk[end - self._chunk_start : at - self._chunk_start]:
                raise UnusualError
            parts.append(content)
            end = at + len(content)
            self._at += 1
            margin, content, at = self._lines[self._at]
        return Scalar(start, end, " ".join(parts))

    def _folded(self, start: int, column: int) -> Scalar:
        """Read the lines of a folded text, if they are all indented alike."""
        own, content, at = self._lines[self._at]
        parts, margin, end = list[str](), own, start + 2
        if own <= column:
            raise UnusualError
        while margin == own:
            if at - own != end + 1:  # a blank line between them would stay a line break
                raise UnusualError
            parts.append(content)
            end = at + len(content)
            self._at += 1
            margin, content, at = self._lines[self._at]
        if margin > column:
            raise UnusualError
        rest = self._chunk[end - self._chunk_start :]
        return Scalar(start, end + len(rest) - len(rest.lstrip("\n")), " ".join(parts))

    def _list(self, column: int) -> Sequence:
        """Read `- text` and `- text: feedback` lines at a column."""
        lines, entries = self._lines, list[Node]()
        margin, content, at = lines[self._at]
        start = at
        while margin == column and content[:2] == "- ":
            written = content[2:]
            if written[0] == " ":
                raise UnusualError
            self._at += 1
            if ": " in written or written[-1] == ":":
                entries.append(self._option(written, at + 2, column + 2))
            else:
                entries.append(self._text(written, at + len(content), column))
            margin, content, at = lines[self._at]
        if margin > column:
            raise UnusualError
        return Sequence(start, at, [entry.data for entry in entries], entries)

    def _option(self, written: str, start: int, column: int) -> Mapping:
        name, rest = _pair(written)
        value = self._value(rest, start + len(written), column)
        if type(value) is not Scalar or self._lines[self._at][0] >= column:
            raise UnusualError
        end = self._lines[self._at][2]
        key = Scalar(start, start + len(name), name)
        return Mapping(start, end, {name: value.data}, {name: key}, {name: value})


def _is_plain(written: str) -> bool:
    """Whether what stands behind a key is a plain text, whole in this line if it ends here."""
    return bool(written) and not (written[0] in _SPECIAL or ": " in written or written[-1] == ":")


def _pair(content: str) -> tuple[str, str]:
    """Divide a line into a plain key and what follows its colon."""
    name, colon, written = content.partition(": ")
    if colon and name in _USUAL_KEYS:
        return name, written.lstrip(" ")
    if not colon:
        if content[-1] != ":":
            raise UnusualError
        name = content[:-1]
    if not name or name[0] in _SPECIAL or name[-1] in " :" or len(name) > _LONGEST_KEY:
        raise UnusualError
    return name, written.lstrip(" ")
