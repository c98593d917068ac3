"""Where something stands in a text: lines and columns from 1, as an editor shows them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"\S*")
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the file; columns count characters, and the end is the place just after it."""

    line: int
    column: int
    end_line: int
    end_column: int


class Lines:
    """The lines of a text, for turning character offsets into positions and back."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """Where each line starts and ends; worked out only for a file with something to say."""
        breaks = list(_LINE_BREAK.finditer(self.text))
        starts = [0, *(each.end() for each in breaks)]
        ends = [*(each.start() for each in breaks), len(self.text)]
        return starts, ends

    def __len__(self) -> int:
        return len(self._bounds[0])

    def __getitem__(self, number: int) -> str:
        """Return the line of that number, from 1, without its line break."""
        return self.text[self.start(number) : self.end(number)]

    def number(self, offset: int) -> int:
        """Return the number of the line that the offset is in."""
        return bisect_right(self._bounds[0], offset)

    def start(self, number: int) -> int:
        """Return the offset at which the line begins."""
        return self._bounds[0][number - 1]

    def end(self, number: int) -> int:
        """Return the offset just after the line's last character."""
        return self._bounds[1][number - 1]

    def word_end(self, start: int) -> int:
        """Return the offset just after the word that begins at an offset."""
        found = _WORD.match(self.text, start)
        return found.end() if found else start

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset; one inside a line break counts as the line's end."""
        number = self.number(min(max(offset, 0), len(self.text)))
        return number, min(offset, self.end(number)) - self.start(number) + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span from one offset to another."""
        return Span(*self.position(start), *self.position(max(start, end)))

    def without_space(self, start: int, end: int) -> int:
        """Return where the text between two offsets ends if white space at its end is left out."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return end
