"""HTML, as other programs keep their texts, turned into Markdown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote

import nh3
from typing_extensions import override

from quizapp.domain.raised import lowered, raised
from quizapp.exchange.formulas import with_tex_of_html
from quizapp.exchange.html_tags import with_signs_escaped
from quizapp.exchange.picture_marks import incoming_mark
from quizapp.exchange.texts import cleaned, markdown_of_plain

_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "code": "`"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = {"p", "div", "pre", "ul", "ol", "blockquote", "table", "dl", "dt", "dd", *_HEADINGS}
_SHIFTED = {"sup", "sub"}
_BREAKS = {"br": "\n", "hr": "\n\n"}
_SIGNS = {"q": ("“", "”"), "rt": ("(", ")")}
_QUIET = {"rp"}
_KEPT = {"li", "tr", "td", "th", "a", *_AROUND, *_BLOCKS, *_SHIFTED, *_BREAKS, *_SIGNS, *_QUIET}
_LOST = re.compile(
    r"<\s*(img|video|audio|object|embed|iframe|table|svg|math|input|u|s|strike|del|ins|mark)\b",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"(?:https?://|mailto:)\S+")
_IMAGE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//)", re.IGNORECASE)
_LONGEST_NAME = 300
_PLUGIN_FILE = "@@PLUGINFILE@@/"
_OPEN, _CLOSE = "\ue006", "\ue007"
_PICTURE = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
MAX_TAGS = 10_000
"""More than any text that a bank accepts; cleaning takes a time that grows with their square."""

_SOUND = re.compile(r"\[sound:[^\[\]]*\]")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>|&[a-zA-Z#0-9]+;")


@dataclass(frozen=True)
class Converted:
    """A text in Markdown, and the names of what it could not take along."""

    text: str
    lost: tuple[str, ...] = ()


def markdown_of_html(html: str) -> Converted:
    """Return HTML as Markdown; tables and the like are left out and named.

    A picture becomes a mark with the name of its file, for whoever has that file.

    HTML of too many tags is taken as plain text, which is then too long for a bank.
    """
    if html.count("<") > MAX_TAGS or not _TAG.search(html):
        text = _SOUND.sub("", html)
        lost = ("sound",) if text != html else ()
        return Converted(markdown_of_plain(text), lost)
    parted, pictures = _parted(with_tex_of_html(html))
    marked = with_signs_escaped(parted)
    lost_names = {name.lower() for name in _LOST.findall(marked)}
    lost_names |= {"sound"} if _SOUND.search(marked) else set()
    safe = nh3.clean(_SOUND.sub("", marked), tags=_KEPT, attributes={"a": {"href"}}, link_rel=None)
    writer = _Writer()
    writer.feed(safe)
    writer.close()
    text = _PICTURE.sub(lambda found: pictures[int(found[1])], writer.text())
    return Converted(text, tuple(sorted(lost_names | writer.lost)))


def _parted(html: str) -> tuple[str, list[str]]:
    """Part pictures that are files from a text; a sign stands for each."""
    pictures: list[str] = []

    def sign(found: re.Match[str]) -> str:
        attributes = _attributes_of(found[0])
        source = unquote(attributes.get("src") or "").removeprefix(_PLUGIN_FILE).strip()
        if not source or len(source) > _LONGEST_NAME or _ELSEWHERE.match(source):
            return found[0]
        said = (attributes.get("alt") or "", source, attributes.get("title") or "")
        pictures.append(incoming_mark(*said))
        return f"{_OPEN}{len(pictures) - 1}{_CLOSE}"

    return _IMAGE.sub(sign, html.replace(_OPEN, "").replace(_CLOSE, "")), pictures


def _attributes_of(tag: str) -> dict[str, str | None]:
    reader = _Attributes()
    reader.feed(tag)
    return reader.found


class _Attributes(HTMLParser):
    """Reads the attributes of one tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str | None] = {}

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = dict(attrs)


@dataclass
class _Writer(HTMLParser):
    """Writes Markdown while it reads; what it reads was cleaned and is well formed."""

    _parts: list[str] = field(default_factory=list)
    _lists: list[int | None] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _links: list[str] = field(default_factory=list)
    _aside: list[str] = field(default_factory=list)
    lost: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self._parts.append(_BREAKS[tag])
            return
        self._open.append(tag)
        if tag in _BLOCKS:
            self._begin_block(tag)
        elif tag in {"tr", "td", "th"}:
            self._begin_cell(tag)
        elif tag == "a":
            self._begin_link(dict(attrs).get("href") or "")
        elif tag in _SIGNS:
            self._parts.append(_SIGNS[tag][0])
        elif tag == "li":
            self._parts.append(f"\n{self._bullet()} ")
        elif "pre" not in self._open:
            self._parts.append(_AROUND.get(tag, ""))

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            self._open.remove(tag)
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        if tag == "pre":
            self._parts.append("\n```")
        if tag in _BLOCKS:
            self._parts.append("\n" if self._lists else "\n\n")
        else:
            self._end_within_line(tag)

    @override
    def handle_data(self, data: str) -> None:
        if _QUIET.intersection(self._open[-1:]):
            return
        if _SHIFTED.intersection(self._open):
            self._aside.append(data)
        elif "pre" in self._open:
            self._parts.append(data)
        elif "code" in self._open:
            self._parts.append(data.replace("`", "'"))
        else:
            self._parts.append(self._flowing(data))

    def text(self) -> str:
        """Return what was written, with one blank line between paragraphs."""
        text = "\n".join(line.rstrip() for line in "".join(self._parts).split("\n"))
        return cleaned(re.sub(r"\n{3,}", "\n\n", text))

    def _begin_block(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append(0 if tag == "ol" else None)
            self._parts.append("\n" if len(self._lists) == 1 else "")
        elif tag == "pre":
            self._parts.append("\n\n```\n")
        elif "li" not in self._open and self._parts[-1:] != ["> "]:
            self._parts.append("\n\n")
        if tag == "blockquote":
            self._parts.append("> ")

    def _end_within_line(self, tag: str) -> None:
        if tag in _SHIFTED:
            self._end_shift(tag)
        elif tag == "a":
            self._end_link()
        elif tag in _SIGNS:
            self._parts.append(_SIGNS[tag][1])
        elif tag in _AROUND and "pre" not in self._open:
            self._end_mark(_AROUND[tag])

    def _begin_cell(self, tag: str) -> None:
        if tag == "tr":
            self._parts.append("\n")
        elif not self._ends_line():
            self._parts.append(" | ")

    def _begin_link(self, address: str) -> None:
        """Keep an address that can be followed from anywhere; name one that cannot."""
        is_kept = _FOLLOWED.fullmatch(address) is not None
        self._links.append(address if is_kept else "")
        self._parts.append("[" if is_kept else "")
        if address and not is_kept:
            self.lost.add("a")

    def _end_link(self) -> None:
        address = self._links.pop() if self._links else ""
        written = f"<{address}>" if re.search(r"[()<>]", address) else address
        self._parts.append(f"]({written})" if address else "")

    def _end_shift(self, tag: str) -> None:
        said, self._aside = "".join(self._aside), []
        if said.strip():
            before = next((part for part in reversed(self._parts) if part), "")
            self._parts.append(raised(said, before) if tag == "sup" else lowered(said))

    def _bullet(self) -> str:
        """Return a bullet or number, below the text of the item that its list stands in."""
        indent = "".join("  " if number is None else "   " for number in self._lists[:-1])
        if not self._lists or self._lists[-1] is None:
            return f"{indent}-"
        self._lists[-1] += 1
        return f"{indent}{self._lists[-1]}."

    def _flowing(self, data: str) -> str:
        """Return text whose line breaks mean nothing, escaped where Markdown would read marks."""
        flat = re.sub(r"\s+", " ", data)
        if not flat.strip():
            return "" if self._ends_line() else flat
        before = "" if self._ends_line() or not flat.startswith(" ") else " "
        after = " " if flat.endswith(" ") else ""
        return before + markdown_of_plain(flat) + after

    def _ends_line(self) -> bool:
        return not self._parts or self._parts[-1].endswith("\n")

    def _end_mark(self, mark: str) -> None:
        """Close a mark before the space that precedes it, where Markdown wants it."""
        last = self._parts[-1] if self._parts else ""
        if last == mark and mark != "`":
            self._parts.pop()
        elif last.endswith(" ") and last.strip():
            self._parts[-1] = last.rstrip()
            self._parts.append(f"{mark} ")
        else:
            self._parts.append(mark)
