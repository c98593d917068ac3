"""Labels: what a format has no field for, said in the tags that most formats do have.

`type:term`, `topic:battle`, `level:reason`, `drills:card`, `credit:exact`, `kind:person`,
`order:as-written`, `pin:4`, the place of the option that stays last, and `forgive:case+slips`. Tags
of any other sort belong to the other program.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, get_args

from quizapp.domain.items import ITEM_TYPES, ItemForm, usual_drills
from quizapp.domain.items.term import Kind as TermKind
from quizapp.exchange.asked import Asked
from quizapp.exchange.gathering import Gathering
from quizapp.exchange.short_answers import forgiving_said, is_forgiving
from quizapp.exchange.texts import is_id

_KEYS = ("type", "topic", "level", "drills", "credit", "kind", "order", "pin", "forgive")
_DEFAULTS = {"level": "recall", "credit": "proportional"}
_TYPES_TO_NAME = {"term", "cloze", "place", "order", "match", "sort", "number", "short"}
_PLACES = re.compile(r"[1-9][0-9]?(\+[1-9][0-9]?)*")


def labels_of(item: ItemForm) -> tuple[str, ...]:
    """Return the labels an item needs to come back as it was."""
    written = {
        "type": item.type if item.type in _TYPES_TO_NAME else None,
        "topic": item.topic,
        "level": item.level,
        "drills": None if item.drills == usual_drills(item.type) else "+".join(item.drills),
        "credit": getattr(item, "credit", None),
        "kind": getattr(item, "kind", None),
        "forgive": forgiving_said(item),
    }
    return tuple(
        f"{key}:{value}"
        for key, value in written.items()
        if value is not None and value != _DEFAULTS.get(key)
    )


def order_labels(asked: Asked, carried: Collection[str]) -> tuple[str, ...]:
    """Return what says the order of the answers, as far as the format has no field for it."""
    order = ("order:as-written",) if asked.is_ordered and "order" not in carried else ()
    is_pinned = asked.pinned and "pin" not in carried
    return (*order, f"pin:{'+'.join(map(str, asked.pinned))}") if is_pinned else order


def with_order_said(asked: Asked, said: dict[str, Any]) -> Asked:
    """Return the question with the order of its answers that its labels say."""
    places = tuple(map(int, said["pin"].split("+"))) if "pin" in said else asked.pinned
    return replace(asked, is_ordered=asked.is_ordered or "order" in said, pinned=places)


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
        "order": {"as-written"},
        "kind": set(get_args(TermKind)),
    }
    if key == "forgive":
        return is_forgiving(value)
    if key == "pin":
        return _PLACES.fullmatch(value) is not None
    return value in possible[key] if key in possible else is_id(value)
