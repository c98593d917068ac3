"""An article pasted as plain text: what its parts and paragraphs are."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"#{1,6}[ \t]+(\S.*)")


@dataclass(frozen=True)
class PastedSection:
    """A part of the text: its heading, "" for what stands above the first, and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


def pasted_sections(text: str) -> tuple[PastedSection, ...]:
    """Return the parts of a text; one without words under its heading is none.

    A line that begins with # begins a part, an empty line a paragraph. Lines of one paragraph are
    joined: a line end within it says where a page was full, and nothing more.
    """
    sections: list[tuple[str, list[list[str]]]] = [("", [[]])]
    for line in text.splitlines():
        written = line.strip()
        if heading := _HEADING.fullmatch(written):
            sections.append((heading[1].strip(" #"), [[]]))
        elif not written:
            sections[-1][1].append([])
        else:
            sections[-1][1][-1].append(written)
    read = (
        (heading, tuple(" ".join(each) for each in lines if each)) for heading, lines in sections
    )
    return tuple(PastedSection(*each) for each in read if each[1])
