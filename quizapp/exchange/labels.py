"""Labels: what a format has no field for, said in the tags that most formats do have.

`type:term`, `topic:battle`, `level:reason`, `drills:card`, `credit:exact`, `kind:person`. Tags of
any other sort belong to the other program.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from quizapp.domain.items import ITEM_TYPES, ItemForm
from quizapp.domain.items.term import Kind as TermKind
from quizapp.exchange.asked import Asked
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.texts import is_id

_KEYS = ("type", "topic", "level", "drills", "credit", "kind")
_DEFAULTS = {"level": "recall", "drills": "quiz+card", "credit": "proportional"}
_TYPES_TO_NAME = {"term", "cloze"}


def labels_of(item: ItemForm) -> tuple[str, ...]:
    """Return the labels an item needs to come back as it was."""
    written = {
        "type": item.type if item.type in _TYPES_TO_NAME else None,
        "topic": item.topic,
        "level": item.level,
        "drills": "+".join(item.drills),
        "credit": getattr(item, "credit", None),
        "kind": getattr(item, "kind", None),
    }
    return tuple(
        f"{key}:{value}"
        for key, value in written.items()
        if value is not None and value != _DEFAULTS.get(key)
    )


def labels_said(asked: Asked, into: Gathering) -> dict[str, Any]:
    """Return what a question's labels say, and note its tags that are none."""
    said, others = sorted_labels(asked.labels)
    if others:
        into.note("X613", f"Tags have no place here: {', '.join(others)}.", asked.span)
    return said


def sorted_labels(tags: Iterable[str]) -> tuple[dict[str, Any], list[str]]:
    """Part tags into what labels say, and the tags that are none."""
    said: dict[str, Any] = {}
    others: list[str] = []
    for tag in tags:
        key, colon, value = tag.partition(":")
        if colon and key in _KEYS and _is_possible(key, value):
            said[key] = value.split("+") if key == "drills" else value
        else:
            others.append(tag)
    return said, others


def _is_possible(key: str, value: str) -> bool:
    possible: dict[str, set[str]] = {
        "type": set(ITEM_TYPES),
        "level": {"recall", "reason", "evaluate"},
        "drills": {"quiz", "card", "quiz+card", "card+quiz"},
        "credit": {"proportional", "exact"},
        "kind": set(get_args(TermKind)),
    }
    return value in possible[key] if key in possible else is_id(value)
