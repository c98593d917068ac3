"""Pictures of another program's file on their way into a bank: looked at like any upload."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from quizapp.domain.bank.limits import MOST_BYTES, MOST_FILES
from quizapp.domain.bank.picture_folder import looked_at
from quizapp.domain.bank.pictures import NAMED
from quizapp.domain.items import ItemForm
from quizapp.exchange.picture_marks import PictureMark, incoming_name, with_texts

MOST_ID_LENGTH = 40


@dataclass(frozen=True)
class FoundPicture:
    """A picture that items show, by the id by which they name it."""

    id: str
    name: str
    alt: str
    credit: str
    content: bytes

    @property
    def declared(self) -> dict[str, str]:
        """How a bank declares it."""
        said = {"file": self.name, "alt": self.alt, "credit": self.credit}
        return {key: value for key, value in said.items() if value}


@dataclass
class Media:
    """The files beside the questions of one file, by their names; and those that were used."""

    files: dict[str, bytes] = field(default_factory=dict)
    used: dict[str, FoundPicture] = field(default_factory=dict)

    def add(self, name: str, content: bytes) -> str:
        """Keep a file; another one of the same name gets another one, which is given back."""
        number, free = 1, name
        while self.files.get(free, content) != content:
            number += 1
            free = f"{number}-{name}"
        self.files[free] = content
        return free

    def take(self, mark: PictureMark) -> tuple[str, str | None]:
        """Return a text for a picture, and why there is none, or None for one that is not there."""
        name = incoming_name(mark)
        content = self.files.get(name) or self.files.get(PurePosixPath(name).name)
        if content is None:
            return "", ""
        known = self.used.get(hashlib.sha256(content).hexdigest())
        if known is None:
            file = looked_at(content, "")
            if file.facts is None:
                return "", file.trouble
            if len(self.used) >= MOST_FILES:
                return "", f"is one of more than {MOST_FILES} pictures"
            known = self._used(name, mark, content)
        words = "" if mark.alt in ("", known.alt) else mark.alt
        return PictureMark(words, known.id).as_text, None

    def _used(self, name: str, mark: PictureMark, content: bytes) -> FoundPicture:
        from quizapp.exchange.texts import slug  # texts know of marks, and marks of no texts

        stem = PurePosixPath(name).stem
        wanted = slug(stem)[:MOST_ID_LENGTH].rstrip("-")
        taken, number, free = {each.id for each in self.used.values()}, 1, wanted
        while free in taken:
            number += 1
            free = f"{wanted}-{number}"
        found = FoundPicture(free, name, mark.alt or stem, mark.credit, content)
        self.used[hashlib.sha256(content).hexdigest()] = found
        return found


def decoded_file(text: str) -> bytes | None:
    """Return a file that stands within a text, in base 64; None for a large or damaged one."""
    if len(text) > 2 * MOST_BYTES:
        return None
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def shown_by(items: Iterable[ItemForm], pictures: Iterable[FoundPicture]) -> list[FoundPicture]:
    """Return the pictures that some of these items show."""
    named = picture_names(items)
    return [each for each in pictures if each.id in named]


def picture_names(items: Iterable[ItemForm]) -> set[str]:
    """Return what these items call the pictures that they show."""
    named: set[str] = set()

    def noted(text: str) -> str:
        named.update(found[2].strip() for found in NAMED.finditer(text) if "![" in text)
        return text

    for item in items:
        with_texts(item, noted)
    return named


def renamed(
    items: Iterable[ItemForm], names: Mapping[str, str], words: Mapping[str, str]
) -> tuple[ItemForm, ...]:
    """Return items that call their pictures by other names; without a name, they have words."""

    def in_place(found: re.Match[str]) -> str:
        name = found[2].strip()
        if name in names:
            return f"![{found[1]}]({names[name]})"
        said = found[1].strip() or words.get(name, "")
        return f"[{said}]" if said else ""

    def change(text: str) -> str:
        return NAMED.sub(in_place, text) if "![" in text else text

    return tuple(with_texts(item, change) if picture_names([item]) else item for item in items)
