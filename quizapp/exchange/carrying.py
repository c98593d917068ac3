"""Imported items passed between pages: as JSON, in the shape in which banks write them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pydantic import ValidationError

from quizapp.domain.bank.schema import PictureForm
from quizapp.domain.items import DEFAULT_TYPE, ITEM_TYPES, ItemForm
from quizapp.exchange.bank_text import NO_PICTURES, Declared, record


class NotCarriedError(Exception):
    """A text is not what `carried` has written."""


@dataclass(frozen=True)
class Carried:
    """Items, and the titles of topics they may need."""

    items: tuple[ItemForm, ...]
    topics: Mapping[str, str]
    pictures: Declared = field(default_factory=dict)


def carried(
    items: Iterable[ItemForm], topics: Mapping[str, str], pictures: Declared = NO_PICTURES
) -> str:
    """Return items, topics and pictures as a text that `taken_up` reads."""
    data = {
        "topics": dict(topics),
        "items": [record(item) for item in items],
        "pictures": {name: dict(said) for name, said in pictures.items()},
    }
    return json.dumps(data, ensure_ascii=False)


def taken_up(text: str) -> Carried:
    """Return what a text has, validated again: it has been in a browser.

    Raises:
        NotCarriedError: The text has another shape.

    """
    try:
        data = json.loads(text)
        topics = {str(key): str(title) for key, title in data["topics"].items()}
        items = tuple(
            ITEM_TYPES[written.get("type", DEFAULT_TYPE)].model_validate(written)
            for written in data["items"]
        )
        pictures = {
            str(name): PictureForm.model_validate(said).model_dump(exclude_none=True)
            for name, said in data.get("pictures", {}).items()
        }
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
        ValidationError,
    ) as error:
        raise NotCarriedError from error
    return Carried(items, topics, pictures)
