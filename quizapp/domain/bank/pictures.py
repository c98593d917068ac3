"""Pictures of a bank, and how its texts name them: `![](map-of-mosul)`.

What a bank hands on names no picture by its id any more: its texts then hold *standing* pictures,
with the words, the credit, the size and the hash of the content in them. So whatever is recorded
shows the picture that it had, also when the file is another one or gone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass, replace
from typing import Any, Literal, TypeVar, cast

Kind = Literal["png", "jpeg", "gif", "webp"]
Whole = TypeVar("Whole")

NAMED = re.compile(r"(?<!\\)!\[((?:[^\\\[\]]|\\.)*)\]\(([^()\n]*)\)", re.DOTALL)
"""A picture in a text, with words for it at this place, or none, and its id."""

_FILE_NAME = re.compile(r"[^./\\:\x00-\x1f\ud800-\udfff][^/\\:\x00-\x1f\ud800-\udfff]{0,200}")
_MOST_NAME_BYTES = 240
"""Systems hold 255; backups put some before a name, and a file that is being written has more."""

_STANDING = re.compile(
    r"(?<!\\)!\[((?:[^\\\[\]]|\\.)*)\]"
    r"\(picture:(?:none|([0-9a-f]{64})\.(png|jpeg|gif|webp)\?([0-9]{1,6})x([0-9]{1,6}))"
    r'(?: "((?:[^\\"]|\\.)*)")?\)',
    re.DOTALL,
)
_MARKED = re.compile(r'([\\\[\]"])')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True)
class PictureFacts:
    """What is known of a picture's content: its hash, what it is, and its size in pixels."""

    sha256: str
    kind: Kind
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """A picture as the bank declares it; `facts` are known once its file was looked at."""

    id: str
    file: str
    alt: str
    credit: str | None = None
    facts: PictureFacts | None = None


@dataclass(frozen=True)
class StandingPicture:
    """A picture in a text that stands alone; without facts it is its words."""

    alt: str
    credit: str | None = None
    facts: PictureFacts | None = None

    @property
    def as_text(self) -> str:
        """How a text holds it."""
        facts = self.facts
        place = f"{facts.sha256}.{facts.kind}?{facts.width}x{facts.height}" if facts else "none"
        credit = f' "{_escaped(self.credit)}"' if self.credit else ""
        return f"![{_escaped(self.alt)}](picture:{place}{credit})"


def is_file_name(text: str) -> bool:
    """Whether it is the name of a file in one folder that every system and backup can hold."""
    is_plain = _FILE_NAME.fullmatch(text) is not None
    return is_plain and len(text.encode()) <= _MOST_NAME_BYTES


def standing_text(text: str, pictures: Mapping[str, Picture]) -> str:
    """Return a text of a bank with the pictures in place of their names."""
    if "![" not in text:
        return text
    return NAMED.sub(lambda named: _standing(named, pictures), text)


def with_standing_pictures(whole: Whole, pictures: Mapping[str, Picture]) -> Whole:
    """Return a dataclass with all its texts made to stand alone; itself without pictures."""
    if not pictures:
        return whole
    return cast("Whole", _mapped(whole, lambda text: standing_text(text, pictures)))


def pieces(text: str) -> Iterator[str | StandingPicture]:
    """Yield the stretches of a text that stands alone, and the pictures between them."""
    end = 0
    for found in _STANDING.finditer(text) if "![" in text else ():
        if found.start() > end:
            yield text[end : found.start()]
        yield _read(found)
        end = found.end()
    if end < len(text):
        yield text[end:]


def with_words_for_pictures(text: str) -> str:
    """Return a text with the words of each picture in place of it, for where none can be shown."""
    return "".join(each if isinstance(each, str) else each.alt for each in pieces(text))


def facts_text(pictures: Mapping[str, Picture]) -> str:
    """Write down what is known of a bank's pictures; nothing where there are none."""
    known = {each.id: asdict(each.facts) for each in pictures.values() if each.facts}
    return json.dumps(known, sort_keys=True) if known else ""


def facts_of(text: str) -> dict[str, PictureFacts]:
    """Read what `facts_text` has written."""
    read = json.loads(text) if text else {}
    return {name: PictureFacts(**facts) for name, facts in read.items()}


def _standing(named: re.Match[str], pictures: Mapping[str, Picture]) -> str:
    picture = pictures.get(named[2].strip())
    if picture is None:
        return named[0]
    words = " ".join(_plain(named[1]).split()) or picture.alt
    return StandingPicture(words, picture.credit, picture.facts).as_text


def _read(found: re.Match[str]) -> StandingPicture:
    alt, sha256, kind, width, height, credit = found.groups()
    facts = PictureFacts(sha256, cast("Kind", kind), int(width), int(height)) if sha256 else None
    return StandingPicture(_plain(alt), _plain(credit) if credit else None, facts)


def _escaped(text: str) -> str:
    return _MARKED.sub(r"\\\1", " ".join(text.split()))


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """Return a value with each text in it changed, however deep it stands."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_mapped(each, change) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = [field.name for field in fields(value) if field.init]
        return replace(value, **{name: _mapped(getattr(value, name), change) for name in names})
    return value
