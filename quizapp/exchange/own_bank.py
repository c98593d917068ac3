"""Quizapp's own banks as a source of items."""

from __future__ import annotations

from typing import Any

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.nodes import Mapping, Node, Scalar, entries_at
from quizapp.domain.bank.positions import Lines, Span
from quizapp.domain.bank.splicing import CannotSpliceError, bank_root
from quizapp.domain.items import DEFAULT_TYPE, ITEM_TYPES
from quizapp.domain.shortening import shortened
from quizapp.exchange.gathering import Draft, Gathering
from quizapp.exchange.results import START, Imported, finding, item_places
from quizapp.exchange.texts import is_id, one_line

_HINT = (
    "To have all of it, see its errors with `quizapp check`, mend them there and import it again."
)
_TYPES_HINT = f"Write one of these at `type`: {', '.join(ITEM_TYPES)}."


def is_own_bank(root: Node) -> bool:
    """Whether a document is a bank."""
    return isinstance(root, Mapping) and {"format", "topics", "items"} <= set(root.keys)


def read_own_bank(data: bytes) -> Imported:
    """Read the items of a bank; its article and quizzes stay behind."""
    reading = read_bank(data)
    if reading.bank is None:
        return _salvaged(reading.text)
    bank, places = reading.bank, item_places(reading.text)
    first = next(iter(places.values()))
    message = "This is a bank; its items are taken, its article and quizzes are not."
    return Imported(
        items=tuple(bank.items.values()),
        findings=(finding("X613", message, first),),
        topics=bank.topics,
        places=places,
        text=reading.text,
        declared=bank.pictures,
    )


def _salvaged(text: str) -> Imported:
    """Take the items of a bank that has errors, each by itself: one bad item costs no other."""
    gathering = Gathering(text)
    try:
        root = bank_root(text)
    except CannotSpliceError:
        return Imported(findings=read_bank(text.encode()).findings, text=text)
    lines, titles = Lines(text), _titles(root)
    for node in entries_at(root, "items"):
        span = lines.span(node.start, lines.end(lines.number(node.start)))
        if isinstance(node, Mapping):
            _add(dict(node.data), titles, span, gathering)
        else:
            gathering.note("X612", "Left out: an item is a group of keys.", span)
    message = "This bank has errors; its items are taken one by one, its article and quizzes not."
    gathering.note("X613", message, START, _HINT)
    return gathering.imported()


def _titles(root: Node) -> dict[str, str]:
    topics = root.values.get("topics") if isinstance(root, Mapping) else None
    words = topics.values.items() if isinstance(topics, Mapping) else ()
    return {key: node.data for key, node in words if isinstance(node, Scalar) and node.data}


def _add(data: dict[str, Any], titles: dict[str, str], span: Span, into: Gathering) -> None:
    """Add an item; one of a type that does not exist is not read as one of another."""
    said = {key: data.pop(key, None) for key in ("id", "type", "topic")}
    words = {key: value if isinstance(value, str) else "" for key, value in said.items()}
    kind = DEFAULT_TYPE if said["type"] is None else words["type"]
    if kind not in ITEM_TYPES:
        wanted = f"`{shortened(one_line(kind), 40)}`" if kind else "this"
        into.note("X611", f"Left out: there is no item type {wanted}.", span, _TYPES_HINT)
        return
    topic = words["topic"] if is_id(words["topic"]) else ""
    item_id, title = words["id"], titles.get(topic, topic)
    into.add(Draft(kind, data, span, item_id=item_id, topic_id=topic, topic=title))
