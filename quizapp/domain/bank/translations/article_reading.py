"""The article of a translation: the original's passages, one by one, in other words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from quizapp.domain.bank.article import Section
from quizapp.domain.bank.translations.ground import Ground, Place
from quizapp.domain.bank.translations.pairing import paired

_BLANK_LINES = re.compile(r"\n[ \t]*\n\s*")


def section_in_words(ground: Ground, original: Section, place: Place) -> Section | None:
    """Return a section in other words, and note what is wrong with it; None where it cannot be."""
    hint = "Write `heading: ...`, then `text:` with a list."
    if not ground.is_group(place, "section", hint):
        return None
    wanted = section_texts(original)
    is_whole = ground.note_fields(wanted, place, "section")
    data: Any = place.node.data
    told = _told(data, len(original.parts))
    for name in [each for each in wanted if each in data]:
        is_whole &= ground.note(paired(wanted[name], told[name], (name,)), place.node)
    return _section(original, told) if is_whole else None


def _told(data: Any, count: int) -> dict[str, Any]:
    return {
        "heading": _plain(data.get("heading")),
        "prompts": [_plain(each) for each in _listed(data.get("prompts"))],
        "text": _blocks(data.get("text"), count),
    }


def section_texts(section: Section) -> dict[str, Any]:
    """Return what of a section is to be translated."""
    prompts = {"prompts": list(section.prompts)} if section.prompts else {}
    text = [part.text for part in section.parts]
    return {"heading": section.heading, **prompts, "text": text}


def _blocks(written: Any, wanted: int) -> list[str | None]:
    """Return the blocks of a text; those of one written in one piece stand between blank lines."""
    blocks = [_plain(each) for each in _listed(written)]
    if len(blocks) == wanted or None in blocks:
        return blocks
    return [part for each in blocks for part in _BLANK_LINES.split((each or "").strip())]


def _listed(written: Any) -> list[Any]:
    return written if isinstance(written, list) else [written]


def _plain(block: Any) -> str | None:
    """Take the words of a block, also of one written as the bank writes a passage or a note."""
    if isinstance(block, dict):
        block = block.get("note") if "note" in block else block.get("text")
    return block if isinstance(block, str) else None


def _section(original: Section, told: dict[str, Any]) -> Section:
    parts = zip(original.parts, told["text"], strict=True)
    return replace(
        original,
        heading=told["heading"].strip(),
        parts=tuple(replace(part, text=text.strip()) for part, text in parts),
        prompts=tuple(told["prompts"]) if original.prompts else (),
    )
