"""Where something stands in a text: lines and columns from 1, as an editor shows them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, islice, pairwise

_WORD = re.compile(r"\S*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the file; columns count characters, and the end is the place just after it."""

    line: int
    column: int
    end_line: int
    end_column: int

    def lower_by(self, count: int) -> Span:
        """Return the same stretch so many lines further down."""
        return Span(self.line + count, self.column, self.end_line + count, self.end_column)


class Lines:
    """The lines of a text, for turning character offsets into positions and back."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> array[int]:
        """Where each line starts; worked out only for a file with something to say."""
        # Every kind of line break becomes a newline at its last character: no offset moves.
        even = self.text.replace("\r\n", " \n").replace("\r", "\n")
        lengths = [len(line) + 1 for line in even.split("\n")]
        return array("L", accumulate(lengths[:-1], initial=0))

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> str:
        """Return the line of that number, from 1, without its line break."""
        return self.text[self.start(number) : self.end(number)]

    def from_line(self, first: int) -> Iterator[str]:
        """Yield the lines from that number on, with their line breaks."""
        starts = chain(islice(self._starts, first - 1, None), [len(self.text)])
        return (self.text[start:after] for start, after in pairwise(starts))

    def number(self, offset: int) -> int:
        """Return the number of the line that the offset is in."""
        return bisect_right(self._starts, offset)

    def start(self, number: int) -> int:
        """Return the offset at which the line begins."""
        return self._starts[number - 1]

    def end(self, number: int) -> int:
        """Return the offset just after the line's last character."""
        start = self.start(number)
        after = self._starts[number] if number < len(self) else len(self.text)
        return start + len(self.text[start:after].rstrip("\r\n"))

    def word_end(self, start: int) -> int:
        """Return the offset just after the word that begins at an offset."""
        word = _WORD.match(self.text, start)
        return word.end() if word else start

    def position(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset; one inside a line break counts as the line's end."""
        number = self.number(min(max(offset, 0), len(self.text)))
        return number, min(offset, self.end(number)) - self.start(number) + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span from one offset to another."""
        return Span(*self.position(start), *self.position(max(start, end)))

    def of_lines(self, first: int, last: int) -> Span:
        """Return the span of whole lines; quicker than to look for the lines of their offsets."""
        return Span(first, 1, last, self.end(last) - self.start(last) + 1)

    def without_space(self, start: int, end: int) -> int:
        """Return where the text between two offsets ends if white space at its end is left out."""
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return end
