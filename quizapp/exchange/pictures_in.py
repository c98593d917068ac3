"""Pictures of another program's file on their way into a bank: looked at like any upload."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from quizapp.domain.bank.limits import MOST_BYTES, MOST_FILES
from quizapp.domain.bank.picture_folder import looked_at
from quizapp.domain.bank.pictures import NAMED
from quizapp.domain.items import ItemForm
from quizapp.exchange.picture_marks import PictureMark, incoming_name, with_texts

MOST_ID_LENGTH = 40
MOST_KEPT = 2 * MOST_FILES
"""Files that are kept beside the questions of one file, pictures or not."""


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
    _looked_at: dict[str, FoundPicture | str] = field(default_factory=dict, init=False, repr=False)

    def add(self, name: str, content: bytes) -> str | None:
        """Keep a file; another one of the same name gets another one, which is given back.

        None where there are too many already.
        """
        number, free = 1, name
        while self.files.get(free, content) != content:
            number += 1
            free = f"{number}-{name}"
        if free not in self.files and len(self.files) >= MOST_KEPT:
            return None
        self.files[free] = content
        return free

    def take(self, mark: PictureMark) -> tuple[str, str | None]:
        """Return a text for a picture, or "" and what keeps its file from being shown."""
        named = incoming_name(mark)
        ways = (named, named.lstrip("./"), PurePosixPath(named).name)
        name = next((each for each in ways if each in self.files), None)
        if name is None:
            return "", "is missing"
        if name not in self._looked_at:
            self._looked_at[name] = self._look_at(name, mark)
        known = self._looked_at[name]
        if isinstance(known, str):
            return "", known
        words = "" if mark.alt in ("", known.alt) else mark.alt
        return PictureMark(words, known.id).as_text, None

    def _look_at(self, name: str, mark: PictureMark) -> FoundPicture | str:
        """Return the picture in a file, or why it cannot be used."""
        content = self.files[name]
        sha256 = hashlib.sha256(content).hexdigest()
        if sha256 not in self.used:
            file = looked_at(content, sha256)
            if file.facts is None:
                return file.trouble
            if len(self.used) >= MOST_FILES:
                return f"is one of more than {MOST_FILES} pictures"
            self.used[sha256] = self._found(name, file.facts.kind, mark, content)
        return self.used[sha256]

    def _found(self, name: str, kind: str, mark: PictureMark, content: bytes) -> FoundPicture:
        from quizapp.exchange.texts import slug  # texts know of marks, and marks of no texts

        stem = PurePosixPath(name).stem
        wanted = slug(stem)[:MOST_ID_LENGTH].rstrip("-")
        free = free_name(wanted, {each.id for each in self.used.values()})
        return FoundPicture(free, f"{free}.{kind}", mark.alt or stem, mark.credit, content)


def free_name(wanted: str, taken: Collection[str]) -> str:
    """Return a name like the one that is wanted, which nothing has."""
    number, free = 1, wanted
    while free in taken:
        number += 1
        free = f"{wanted}-{number}"
    return free


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
