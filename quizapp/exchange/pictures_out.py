"""A bank made ready to go out: its pictures as files beside it, or as their words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from quizapp.domain.bank import Bank
from quizapp.domain.bank.pictures import NAMED, Picture, PictureFacts
from quizapp.domain.items import ItemForm
from quizapp.exchange.picture_marks import PictureMark, with_texts
from quizapp.exchange.results import Loss

Contents = Mapping[str, bytes]
"""Pictures by their hashes."""

NO_FILES: Mapping[str, bytes] = MappingProxyType({})

_ENDINGS = {"png": "png", "jpeg": "jpg", "gif": "gif", "webp": "webp"}


def with_files(bank: Bank, contents: Contents) -> tuple[Bank, dict[str, bytes]]:
    """Return a bank whose items name files, and the files by these names.

    A name is made of the content's hash: what other programs show of it tells nothing.
    """
    files: dict[str, bytes] = {}

    def written(words: str, picture: Picture) -> str:
        facts = picture.facts
        if facts is None or facts.sha256 not in contents:
            return _in_words(words, picture)
        name = file_name(facts)
        files[name] = contents[facts.sha256]
        return PictureMark(words or picture.alt, name, picture.credit or "").as_text

    return _with_pictures(bank, written), files


def in_words(bank: Bank) -> tuple[Bank, tuple[Loss, ...]]:
    """Return a bank with the words of its pictures in place of them, and what that loses."""
    return _with_pictures(bank, _in_words), tuple(_losses(bank))


def file_name(facts: PictureFacts) -> str:
    """Return the name of a picture's file for other programs."""
    return f"p-{facts.sha256[:16]}.{_ENDINGS[facts.kind]}"


def _in_words(words: str, picture: Picture) -> str:
    return f"[{words or picture.alt}]"


def _losses(bank: Bank) -> Iterator[Loss]:
    for item in bank.items.values():
        if shown := _shown_in(item, bank):
            names = ", ".join(f"`{name}`" for name in shown)
            message = f"Of `{item.id}` these pictures are left out, but for their words: {names}."
            yield Loss("X622", item.id, message)


def _shown_in(item: ItemForm, bank: Bank) -> list[str]:
    """Return the pictures that an item shows, each once."""
    shown: dict[str, None] = {}

    def noted(text: str) -> str:
        names = (found[2].strip() for found in NAMED.finditer(text) if "![" in text)
        shown.update(dict.fromkeys(name for name in names if name in bank.pictures))
        return text

    with_texts(item, noted)
    return list(shown)


def _with_pictures(bank: Bank, written: Callable[[str, Picture], str]) -> Bank:
    def in_place(named: re.Match[str]) -> str:
        picture = bank.pictures.get(named[2].strip())
        return written(" ".join(named[1].split()), picture) if picture else named[0]

    def change(text: str) -> str:
        return NAMED.sub(in_place, text) if "![" in text else text

    items = {item.id: with_texts(item, change) for item in bank.items.values()}
    return replace(bank, items=items)
