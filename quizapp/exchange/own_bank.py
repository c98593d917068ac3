"""Quizapp's own banks as a source of items."""

from __future__ import annotations

from typing import Any

from quizapp.domain.bank import read_bank
from quizapp.domain.bank.nodes import Mapping, Node, Scalar, entries_at
from quizapp.domain.bank.positions import Lines, Span
from quizapp.domain.bank.splicing import CannotSpliceError, bank_root
from quizapp.domain.items import DEFAULT_TYPE, ITEM_TYPES
from quizapp.exchange.gathering import Draft, Gathering
from quizapp.exchange.results import START, Imported, finding, item_places
from quizapp.exchange.texts import is_id


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
            gathering.add(_draft(dict(node.data), titles, span))
        else:
            gathering.note("X612", "Left out: an item is a group of keys.", span)
    message = "This bank has errors; its items are taken one by one, its article and quizzes not."
    gathering.note("X613", message, START)
    return gathering.imported()


def _titles(root: Node) -> dict[str, str]:
    topics = root.values.get("topics") if isinstance(root, Mapping) else None
    words = topics.values.items() if isinstance(topics, Mapping) else ()
    return {key: node.data for key, node in words if isinstance(node, Scalar) and node.data}


def _draft(data: dict[str, Any], titles: dict[str, str], span: Span) -> Draft:
    said = {key: data.pop(key, None) for key in ("id", "type", "topic")}
    words = {key: value if isinstance(value, str) else "" for key, value in said.items()}
    topic = words["topic"] if is_id(words["topic"]) else ""
    return Draft(
        type=words["type"] if words["type"] in ITEM_TYPES else DEFAULT_TYPE,
        fields=data,
        span=span,
        item_id=words["id"],
        topic_id=topic,
        topic=titles.get(topic, topic),
    )
