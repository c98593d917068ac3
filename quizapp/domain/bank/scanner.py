"""A short way to the nodes of a list of items that is written as most are.

libyaml gives events, and from events nodes are made in `composer`: two or three steps for each
word of the file. Nearly all items need none of that: lines of `key: text`, and lists of options.
Those are read here, line by line. Whatever is the least out of the ordinary (a comment, an escape,
a bracket) goes through libyaml, that one item alone; and if anything at all is wrong, or the whole
does not look like a bank, this way is left, and the file is read the long way from its beginning.
Tests hold the nodes of both ways, with all their places, against each other.
See docs/decisions/0013-a-short-way-for-common-items.md.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import yaml

from quizapp.domain.bank.composer import Composer, NoBankError
from quizapp.domain.bank.diagnostics import Findings, TooManyErrorsError
from quizapp.domain.bank.limits import Limits
from quizapp.domain.bank.nodes import Mapping, Node, Scalar, Sequence
from quizapp.domain.bank.plain_items import UnusualError, plain_item

Events = Callable[[str], Callable[[], Any]]
"""How a text becomes a function that gives its next event."""

_ITEMS = re.compile(r"^items:\n(?:[ ]*(?:#.*)?\n)*([ ]*)- ", re.MULTILINE)
_NEXT_KEY = re.compile(r"\n[^\s#]")
_NEXT_KEY_AFTER_DASHES = re.compile(r"\n(?!- )[^\s#]")
DEEPEST = 6
"""Bank, items, item, distractors, those of a gap, one of them with feedback."""
MOST_NODES_OF_A_LINE = 3
"""As in `- text: feedback`: a group, its key and its value."""


def scanned_root(text: str, events: Events, limits: Limits) -> Mapping | None:
    """Return what the long way would; None where it has to be taken."""
    found = _ITEMS.search(text)
    if found is None or "\t" in text or "\r" in text or limits.depth < DEEPEST:
        return None
    indent, first = found[1], found.start(1)
    ended = (_NEXT_KEY if indent else _NEXT_KEY_AFTER_DASHES).search(text, first + len(indent))
    end = ended.start() + 1 if ended else len(text)
    try:
        root = _composed(text[:first] + text[end:], events, limits)
        key = root.keys.get("items") if isinstance(root, Mapping) else None
        if not isinstance(root, Mapping) or key is None or key.start != found.start():
            return None
        if not _is_nothing(root.values["items"]):
            return None
        nodes_left = limits.nodes - _node_count(root)
        entries = _Items(text, events, limits, nodes_left).entries(first, end, len(indent))
    except (UnusualError, NoBankError, TooManyErrorsError, yaml.YAMLError, ValueError):
        return None
    _shift(root, first, end - first)
    items = Sequence(first + len(indent), end, [entry.data for entry in entries], entries)
    root.values["items"] = items
    root.data["items"] = items.data
    return root


def _is_nothing(node: Node) -> bool:
    return type(node) is Scalar and node.data is None


def _composed(text: str, events: Events, limits: Limits) -> Node | None:
    """Return the nodes of a text in which nothing is wrong."""
    findings = Findings(text, limits.errors)
    root = Composer(events(text), findings, limits).root()
    if findings.in_order():
        raise UnusualError
    return root


def _node_count(node: Node) -> int:
    if type(node) is Sequence:
        return 1 + sum(map(_node_count, node.entries))
    if type(node) is Mapping:
        return 1 + len(node.keys) + sum(map(_node_count, node.values.values()))
    return 1


def _shift(node: Node, since: int, by: int) -> None:
    """Move all places from an offset on."""
    if node.start >= since:
        node.start += by
    if node.end >= since:
        node.end += by
    if type(node) is Sequence:
        for entry in node.entries:
            _shift(entry, since, by)
    elif type(node) is Mapping:
        for name, value in node.values.items():
            _shift(node.keys[name], since, by)
            _shift(value, since, by)


class _Items:
    """Reads the entries of the list of items."""

    def __init__(self, text: str, events: Events, limits: Limits, nodes_left: int) -> None:
        self._text = text
        self._events = events
        self._limits = replace(limits, depth=limits.depth - 1)
        self._nodes_left = nodes_left

    def entries(self, first: int, end: int, indent: int) -> list[Node]:
        """Return the nodes of all items between two offsets."""
        mark, entries = "\n" + " " * indent + "- ", list[Node]()
        most = MOST_NODES_OF_A_LINE * (self._text.count("\n", first, end) + 1)
        is_exact = self._nodes_left < most
        self._nodes_left -= 0 if is_exact else most
        start = first
        while start < end:
            next_start = self._text.find(mark, start, end) + 1 or end
            dash = next_start + indent if next_start < end else end
            chunk = self._text[start:next_start]
            try:
                entry: Node = plain_item(chunk, start, dash, indent)
                self._nodes_left -= _node_count(entry) if is_exact else 0
            except UnusualError:
                entry = self._by_libyaml(chunk, start, dash)
                self._nodes_left -= _node_count(entry)
            if self._nodes_left < 0:
                raise UnusualError
            entries.append(entry)
            start = next_start
        return entries

    def _by_libyaml(self, chunk: str, start: int, after: int) -> Node:
        root = _composed(chunk, self._events, self._limits)
        if type(root) is not Sequence or len(root.entries) != 1:
            raise UnusualError
        entry = root.entries[0]
        _settle(entry, start, start + len(chunk), after)
        return entry


def _settle(node: Node, by: int, end: int, after: int) -> None:
    """Move places from an item's own text to the file's; a group ends where the next one begins."""
    node.start += by
    node.end += by
    if type(node) is Scalar:
        return
    if node.end >= end:
        node.end = after
    if type(node) is Sequence:
        for entry in node.entries:
            _settle(entry, by, end, after)
    elif type(node) is Mapping:
        for name, value in node.values.items():
            _settle(node.keys[name], by, end, after)
            _settle(value, by, end, after)
