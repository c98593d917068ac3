"""The article that a bank is about, in passages that items can cite."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Passage:
    """A paragraph; its id is its section's with its number, from 1."""

    id: str
    section_id: str
    text: str


@dataclass(frozen=True)
class Section:
    """A stretch of the article under one heading."""

    id: str
    heading: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Article:
    """The article, retold in the bank's own words and credited to its source."""

    title: str
    author: str
    publisher: str
    published: date
    url: str | None
    sections: tuple[Section, ...]

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages in reading order."""
        return tuple(passage for section in self.sections for passage in section.passages)

    def section(self, section_id: str) -> Section:
        """Return the section of that id."""
        return next(section for section in self.sections if section.id == section_id)


def passages(section_id: str, text: str) -> tuple[Passage, ...]:
    """Divide a section's text into passages at its blank lines."""
    paragraphs = _BLANK_LINES.split(text.strip())
    return tuple(
        Passage(f"{section_id}-{number}", section_id, paragraph)
        for number, paragraph in enumerate(paragraphs, start=1)
    )
