"""Pictures within texts on their way in or out: Markdown's own sign, round the name of a file.

On the way out the name is `p-` and a part of the content's hash: it tells nothing. On the way in it
is the name that the other program has, written as in an address, after `media:`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast
from urllib.parse import quote, unquote

from pydantic import BaseModel

Whole = TypeVar("Whole")

MARK = re.compile(
    r"!\[((?:[^\\\[\]]|\\.)*)\]"
    r"\((p-[0-9a-f]{16}\.(?:png|jpg|gif|webp)|media:[^\s()\"]+)"
    r'(?: "((?:[^\\"]|\\.)*)")?\)',
    re.DOTALL,
)
_MARKED = re.compile(r'([\\"])')
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_MEDIA = "media:"
_OPEN, _CLOSE = "\ue004", "\ue005"


@dataclass(frozen=True)
class PictureMark:
    """A picture in a text: its words, the name of its file, and whose it is."""

    alt: str
    name: str
    credit: str = ""

    @property
    def as_text(self) -> str:
        """How a text holds it."""
        credit = f' "{_escaped(self.credit)}"' if self.credit else ""
        return f"![{_escaped(self.alt)}]({self.name}{credit})"

    @property
    def as_html(self) -> str:
        """The same for other programs."""
        alt, title = html.escape(self.alt), html.escape(self.credit)
        titled = f' title="{title}"' if title else ""
        return f'<img src="{html.escape(self.name)}" alt="{alt}"{titled} />'


def incoming_mark(alt: str, name: str, credit: str = "") -> str:
    """How a text holds a picture that another program calls by this name."""
    return PictureMark(alt, _MEDIA + quote(name, safe=""), credit).as_text


def incoming_name(mark: PictureMark) -> str:
    """What the other program calls it."""
    return unquote(mark.name.removeprefix(_MEDIA))


def with_marks(text: str, change: Callable[[PictureMark], str]) -> str:
    """Return a text with something else in place of each picture."""
    if "![" not in text:
        return text
    return MARK.sub(lambda found: change(mark_of(found)), text)


def mark_of(found: re.Match[str]) -> PictureMark:
    """Return what was found of a picture."""
    return PictureMark(_plain(found[1]), found[2], _plain(found[3] or ""))


def with_words(text: str) -> str:
    """Return a text with the words of each picture in place of it."""
    return with_marks(text, lambda mark: mark.alt)


def round_marks(text: str, rendered: Callable[[str], str]) -> str:
    """Render a text with a sign for each picture, and put the pictures in place of the signs."""
    if "![" not in text:
        return rendered(text)
    marks: list[PictureMark] = []

    def sign(mark: PictureMark) -> str:
        marks.append(mark)
        return f"{_OPEN}{len(marks) - 1}{_CLOSE}"

    written = rendered(with_marks(text, sign))
    for number, mark in enumerate(marks):
        written = written.replace(f"{_OPEN}{number}{_CLOSE}", mark.as_html)
    return written


def with_texts(whole: Whole, change: Callable[[str], str]) -> Whole:
    """Return an item, or fields of one, with each text in it changed, however deep it stands."""
    return cast("Whole", _changed(whole, change))


def _changed(value: object, change: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        return value.model_copy(
            update={key: _changed(each, change) for key, each in fields.items()}
        )
    if isinstance(value, dict):
        return {_changed(key, change): _changed(each, change) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(_changed(each, change) for each in value)
    return value


def _escaped(text: str) -> str:
    """Return words for within the sign; brackets with strokes would be read as formulas."""
    round_ones = text.replace("[", "(").replace("]", ")")
    return _MARKED.sub(r"\\\1", " ".join(round_ones.split()))


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text)
