"""The questions of a GIFT file as blocks between blank lines, and the escapes within them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# An escaped character is set aside as two characters from the private use area, so that it is no
# longer taken for syntax and every other character keeps its offset.
_FIRST_ASIDE = 0xE000
_FILLER = "\ue0ff"
_ESCAPE = re.compile(r"\\([~=#{}:\\n])")
_ASIDE = re.compile(f"([\ue000-\ue0fe]){_FILLER}")

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)")
_SLASH = re.compile(r"(?<!/)/(?!/)")
_ITEM_ID = re.compile(r"\[id:([^\[\]]+)\]")
_TAG = re.compile(r"\[tag:([^\[\]]+)\]")


@dataclass
class Block:
    """One question's stretch of the file; comments are blanked out, so that offsets hold."""

    start: int
    text: str = ""
    topic: str = ""
    item_id: str = ""
    tags: tuple[str, ...] = ()


def blocks(text: str) -> Iterator[Block]:
    """Yield the blocks that hold more than comments, each with the category it stands under."""
    topic, block = "", Block(0)
    for match in _LINE.finditer(text):
        line = match.group()
        if not line.strip():
            if block.text.strip():
                yield block
            # A comment with an id may be followed by a blank line before its question.
            kept = ("", ()) if block.text.strip() else (block.item_id, block.tags)
            block = Block(match.end(), "", topic, *kept)
            continue
        if category := _CATEGORY.match(line):
            topic = block.topic = category_title(category[1])
            line = " " * len(line)
        elif line.lstrip().startswith("//"):
            _note_comment(block, line)
            line = " " * len(line)
        block.text += line
    if block.text.strip():
        yield block


def category_title(path: str) -> str:
    """Return the last part of a category's path; a doubled slash is a slash of its name."""
    parts = [part.strip() for part in _SLASH.split(path)]
    named = [part for part in parts if part and part not in {"$course$", "$system$", "top"}]
    return named[-1].replace("//", "/") if named else ""


def set_aside(text: str) -> str:
    """Return the text with escaped characters set aside."""
    return _ESCAPE.sub(lambda escape: chr(_FIRST_ASIDE + ord(escape[1])) + _FILLER, text)


def put_back(text: str) -> str:
    """Return the text with what was set aside; a set-aside `n` is a line break."""
    return _ASIDE.sub(_original, text)


def escaped(text: str) -> str:
    """Return a text as it is written in GIFT."""
    return re.sub(r"([~=#{}:\\])", r"\\\1", text).replace("\n", "\\n")


def _original(aside: re.Match[str]) -> str:
    character = chr(ord(aside[1]) - _FIRST_ASIDE)
    return "\n" if character == "n" else character


def _note_comment(block: Block, line: str) -> None:
    """Keep what Moodle keeps in comments: the id and the tags of the next question."""
    if item_id := _ITEM_ID.search(line):
        block.item_id = item_id[1].strip()
    block.tags += tuple(tag.strip() for tag in _TAG.findall(line))
