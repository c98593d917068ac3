"""Imported items as YAML text that the bank's own reader accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from quizapp.domain.bank import Bank
from quizapp.domain.bank.splicing import CannotSpliceError, bank_data, spliced
from quizapp.domain.bank.yaml_text import Bare, scalar, yaml_group, yaml_list
from quizapp.domain.items import ItemForm, usual_drills
from quizapp.domain.items.options import OptionForm
from quizapp.domain.items.ordering import ListedOption, PinForm, listed_form
from quizapp.exchange.known_terms import with_known_terms

_STARTER = """\
# What was imported, as a bank. Fill in the article, so that items can cite it.
format: 1
id: {id}
title: {title}
language: en
article:
  title: The title of your article
  author: Its author
  publisher: Where it appeared
  published: 2000-01-01 # year-month-day
  sections:
    - id: text
      heading: The article
      text: |
        Retell the article here, in your own words. A blank line begins a new passage.
"""
Declared = Mapping[str, Mapping[str, str]]
"""Pictures as a bank declares them, by their ids."""

NO_PICTURES: Declared = MappingProxyType({})

_DEFAULTS = {
    "type": "choice",
    "level": "recall",
    "credit": "proportional",
    "order": "shuffled",
}


class CannotAppendError(Exception):
    """The bank is written in a way that nothing can safely be appended to; says why."""


def record(item: ItemForm) -> dict[str, Any]:
    """Return an item as it is written in a bank, without what goes without saying."""
    fields = {name: getattr(item, name) for name in type(item).model_fields}
    if fields.get("options"):
        fields = {key: fields[key] for key in fields if key not in ("key", "keys", "distractors")}
    first = {key: fields.pop(key) for key in ("id", "type", "topic")}
    own = {key: value for key, value in fields.items() if key not in ItemForm.model_fields}
    written = {**first, **own, **{key: fields[key] for key in fields if key not in own}}
    return {
        key: _written(value)
        for key, value in written.items()
        if not _goes_without_saying(item, key, value)
    }


def _goes_without_saying(item: ItemForm, key: str, value: Any) -> bool:
    if key == "drills":
        return bool(value == usual_drills(item.type))
    return value in (None, (), {}, "") or value == _DEFAULTS.get(key)


def starter_text(
    items: Iterable[ItemForm],
    topics: Mapping[str, str],
    bank_id: str,
    title: str,
    pictures: Declared = NO_PICTURES,
) -> str:
    """Return a whole bank with the items, and an article to be filled in."""
    used = with_known_terms(items, None)
    titles = {item.topic: topics.get(item.topic, item.topic) for item in used}
    head = _STARTER.format(id=scalar(bank_id), title=scalar(title))
    listed = "\n".join(yaml_list([record(item)], 2) for item in used)
    shown = yaml_group({"pictures": pictures}, 0) if pictures else ""
    return f"{head}topics:\n{yaml_group(titles, 2)}{shown}items:\n{listed}"


def appended_text(
    text: str,
    bank: Bank,
    items: Iterable[ItemForm],
    topics: Mapping[str, str],
    pictures: Declared = NO_PICTURES,
) -> str:
    """Return a bank's text with items, and the topics they need, after those it has.

    Everything that was there stays as it was, byte for byte.

    Raises:
        CannotAppendError: The lists are written in brackets, or the result would not be the
            old bank with the new items.

    """
    added = with_known_terms(items, bank)
    data = bank_data(text)
    new_topics = {
        item.topic: topics.get(item.topic, item.topic)
        for item in added
        if item.topic not in bank.topics
    }
    wanted = {
        **with_pictures(data, pictures),
        "topics": {**data["topics"], **new_topics},
        "items": [*data["items"], *map(record, added)],
    }
    try:
        return spliced(text, wanted)
    except CannotSpliceError as error:
        raise CannotAppendError(str(error)) from error


def with_pictures(data: Mapping[str, Any], pictures: Declared) -> dict[str, Any]:
    """Return what a bank says, with more pictures; the first of all stand before the items."""
    if not pictures:
        return dict(data)
    known = data.get("pictures")
    declared = {**(known if isinstance(known, Mapping) else {}), **pictures}
    merged: dict[str, Any] = {}
    for key, value in data.items():
        if key == "items" and "pictures" not in data:
            merged["pictures"] = declared
        merged[key] = declared if key == "pictures" else value
    return merged


def _written(value: Any) -> Any:
    if isinstance(value, bool):
        return Bare(str(value).lower())
    if isinstance(value, ListedOption):
        return listed_form(value.text, value.feedback, is_key=value.is_key)
    if isinstance(value, PinForm):
        return {"last": value.last[0] if len(value.last) == 1 else list(value.last)}
    if isinstance(value, OptionForm):
        return {value.text: value.feedback} if value.feedback else value.text
    if isinstance(value, Mapping):
        return {key: _written(part) for key, part in value.items()}
    return [_written(part) for part in value] if isinstance(value, tuple) else value
