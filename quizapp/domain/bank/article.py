"""The article that a bank is about, in passages that items can cite."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import count

from quizapp.domain.bank.pictures import NAMED

_PICTURES = re.compile(rf"(?:\s*{NAMED.pattern})+\s*")
_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True)
class Passage:
    """A paragraph; its id is its section's with its number, from 1.

    `paragraph` says which one of the original it retells, if the teacher says so. A note is what
    the bank adds: shown beside the article, and never cited. Notes are numbered apart, so that one
    more of them leaves every other id, and with it every item, as it was.
    """

    id: str
    section_id: str
    text: str
    paragraph: int | None = None
    is_note: bool = False


@dataclass(frozen=True)
class Entry:
    """Some text of a section, as it is written down: blank lines divide it, unless it is a note."""

    text: str
    paragraph: int | None = None
    is_note: bool = False


@dataclass(frozen=True)
class Section:
    """A stretch of the article under one heading: `parts` are its passages and the bank's notes.

    `prompts` are questions for a class to discuss, which nobody marks.
    """

    id: str
    heading: str
    parts: tuple[Passage, ...]
    prompts: tuple[str, ...] = ()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What can be cited: the article without the notes."""
        return tuple(part for part in self.parts if not part.is_note)


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

    @property
    def notes(self) -> tuple[Passage, ...]:
        """What the bank adds, in reading order."""
        return tuple(part for section in self.sections for part in section.parts if part.is_note)

    def section(self, section_id: str) -> Section:
        """Return the section of that id."""
        return next(section for section in self.sections if section.id == section_id)


def passages(section_id: str, text: str) -> tuple[Passage, ...]:
    """Divide a section's text into passages at its blank lines."""
    return parts(section_id, [Entry(text)])


def parts(section_id: str, entries: Iterable[Entry]) -> tuple[Passage, ...]:
    """Divide what is written in a section into passages and notes, in the order of the file."""
    of_article, of_bank = count(1), count(1)
    made: list[Passage] = []
    for entry in entries:
        text = entry.text.strip()
        if entry.is_note:
            note_id = f"{section_id}-n{next(of_bank)}"
            made.append(Passage(note_id, section_id, text, is_note=True))
        else:
            made += [
                Passage(f"{section_id}-{next(of_article)}", section_id, each, entry.paragraph)
                for each in _passage_texts(text)
            ]
    return tuple(made)


def _passage_texts(text: str) -> list[str]:
    """Divide a text at its blank lines; a picture on its own belongs to what stands before it.

    So a picture that is put in leaves the numbers of all passages, and with them every item.
    """
    texts: list[str] = []
    for each in _BLANK_LINES.split(text):
        is_after = texts and (_PICTURES.fullmatch(each) or _PICTURES.fullmatch(texts[-1]))
        if is_after:
            texts[-1] += f"\n\n{each}"
        else:
            texts.append(each)
    return texts
