"""A bank's text as it is edited, and its bytes as the file has them.

A text area gives every line the same end, whatever the file has. So texts are edited with plain
newlines, and the file's own line ends and byte order mark are put back when it is written.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

BYTE_ORDER_MARK = "\ufeff"

_LINE_END = re.compile(r"\r\n|\n|\r")


def edited_text(text: str) -> str:
    """Return the text as a text area shows it: every line ended by a newline, no mark before it."""
    return _LINE_END.sub("\n", text.removeprefix(BYTE_ORDER_MARK))


def written_text(typed: str, old: str) -> str:
    """Return what was typed with the line ends and the byte order mark of the old text.

    Where a file mixes line ends, unchanged lines at its beginning and end keep theirs; lines
    between take the end that most lines have.
    """
    text = edited_text(typed)
    mark = BYTE_ORDER_MARK if old.startswith(BYTE_ORDER_MARK) else ""
    ends = Counter(_LINE_END.findall(old))
    if not ends or set(ends) == {"\n"}:
        return mark + text
    common = max(ends, key=ends.__getitem__)
    alike = text.replace("\n", common)
    if len(ends) == 1:
        return mark + alike
    mixed = _with_ends_of_unchanged_lines(text, old.removeprefix(mark), common)
    # A carriage return and a newline that come to stand together would be one end, not two.
    return mark + (mixed if edited_text(mixed) == text else alike)


def _with_ends_of_unchanged_lines(text: str, old: str, common: str) -> str:
    lines, old_lines = text.split("\n"), edited_text(old).split("\n")
    old_ends = [*_LINE_END.findall(old), common]
    ahead = _shared(lines, old_lines)
    behind = min(_shared(lines[::-1], old_lines[::-1]), min(len(lines), len(old_lines)) - ahead)
    changed = [common] * (len(lines) - ahead - behind)
    ends = old_ends[:ahead] + changed + old_ends[len(old_ends) - behind :]
    return "".join(line + end for line, end in zip(lines, [*ends[:-1], ""], strict=True))


def _shared(lines: list[str], others: list[str]) -> int:
    pairs = zip(lines, others, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
