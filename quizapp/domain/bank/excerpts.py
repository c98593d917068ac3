"""The part of a bank's text that one item needs, found by the layout of the lines alone.

While somebody types, most of a bank is valid and some of it is not. An item is cut out before
any YAML is read, so that a fault elsewhere hides nothing, and a bank of ten thousand items costs
as little as a small one.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from quizapp.domain.bank.siblings import SIBLING_LIMIT
from quizapp.domain.items import DEFAULT_TYPE

_TOP_KEY = re.compile(
    r"""^(?P<quote>["']?)(?P<key>[A-Za-z_][\w-]*)(?P=quote)[ ]*:(?=\s|$)""", re.MULTILINE
)
_FIRST_DASH = re.compile(r"^(?P<indent> *)-(?=\s|$)", re.MULTILINE)
_TYPE = re.compile(r"""^[ -]*\btype[ ]*:[ ]+["']?(?P<type>[\w-]+)""", re.MULTILINE)
_KIND = re.compile(r"""^[ -]*\bkind[ ]*:[ ]+["']?(?P<kind>[\w-]+)""", re.MULTILINE)


@dataclass(frozen=True)
class Excerpt:
    """A text that can be read as a bank of a few items.

    Attributes:
        text: The head of the file, then the item and those it may take distractors from.
        number: Which of the items in it is meant, counted from 0.
    """

    text: str
    number: int


def excerpt_at(text: str, line: int) -> Excerpt | None:
    """The excerpt for the item in whose lines the line (from 1) is; None outside of all items."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    blocks = list(_blocks(text))
    offset = min(_line_start(text, line), len(text) - 1)
    for key, start, end in blocks:
        if key == "items" and start <= offset < end:
            return _excerpt(text, _entries(text, start, end), offset, _head(text, blocks))
    return None


def _excerpt(text: str, starts: Sequence[int], offset: int, head: str) -> Excerpt | None:
    """Cut the item at an offset out; `starts` ends with the end of the list."""
    here = bisect_right(starts, offset) - 1
    if not 0 <= here < len(starts) - 1:
        return None
    entries = [text[start:end] for start, end in pairwise(starts)]
    kept = sorted({here, *_alike(entries, here)})
    items = "".join(entries[number] for number in kept)
    return Excerpt(f"{head}items:\n{items}", kept.index(here))


def _alike(entries: Sequence[str], here: int) -> set[int]:
    """Return the next items of the same type, and of its kind, round the end to before this one."""
    kind, wanted = _kind(entries[here]), _type(entries[here])
    round_the_end = [*range(here + 1, len(entries)), *range(here)]
    alike = (at for at in round_the_end if _type(entries[at]) == wanted)
    near = set(islice(alike, SIBLING_LIMIT))
    if kind is None:
        return near
    kin = (
        at for at in round_the_end if _kind(entries[at]) == kind and _type(entries[at]) == wanted
    )
    return near | set(islice(kin, SIBLING_LIMIT))


def _type(entry: str) -> str:
    written = _TYPE.search(entry)
    return written["type"] if written else DEFAULT_TYPE


def _kind(entry: str) -> str | None:
    written = _KIND.search(entry)
    return written["kind"] if written else None


def _blocks(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each key at the margin, with where its lines begin and end."""
    keys = list(_TOP_KEY.finditer(text))
    for number, each in enumerate(keys, start=1):
        end = keys[number].start() if number < len(keys) else len(text)
        yield each["key"], each.start(), end


def _entries(text: str, start: int, end: int) -> list[int]:
    """Where the list's entries begin, and at last where it ends."""
    first = _FIRST_DASH.search(text, start, end)
    if first is None:
        return [end]
    dash = re.compile(rf"^{first['indent']}-(?=\s|$)", re.MULTILINE)
    return [*(each.start() for each in dash.finditer(text, start, end)), end]


def _head(text: str, blocks: Sequence[tuple[str, int, int]]) -> str:
    kept = [text[start:end] for key, start, end in blocks if key not in ("items", "quizzes")]
    return "".join(part if part.endswith("\n") else part + "\n" for part in kept)


def _line_start(text: str, line: int) -> int:
    place = 0
    for _ in range(line - 1):
        line_break = text.find("\n", place)
        if line_break < 0:
            return len(text)
        place = line_break + 1
    return place
