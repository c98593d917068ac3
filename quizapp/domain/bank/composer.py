"""From YAML events to nodes, within limits, noting what a bank may not hold.

This is the innermost loop of reading a bank: a large one has a million events. It is written for
speed where that costs a line or two, and for clarity everywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

import yaml

from quizapp.domain.bank.comments import cut_off_part, is_cut_off, quotes_for_cut_off
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.limits import Limits
from quizapp.domain.bank.nodes import Mapping, Node, Scalar, Sequence
from quizapp.domain.shortening import shortened

# What only an escape can bring past the reader: databases and encodings cannot take it.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

_ENDS = (yaml.SequenceEndEvent, yaml.MappingEndEvent)


class NoBankError(Exception):
    """What is in the file cannot be a bank; the finding is already noted."""


class Composer:
    """Composes the nodes of one document from events, which it takes one by one."""

    def __init__(self, next_event: Callable[[], Any], findings: Findings, limits: Limits) -> None:
        self._next_event = next_event
        self._findings = findings
        self._limits = limits
        self._nodes_left = limits.nodes
        self._depth = 0
        self._text = findings.lines.text
        self._has_comments = " #" in self._text or "\t#" in self._text

    def root(self) -> Node | None:
        """Compose the first document; None if the file holds nothing.

        Raises:
            NoBankError: The file passes a limit, or holds several documents.
            yaml.YAMLError: The text is not YAML.

        """
        root: Node | None = None
        event: Any
        while (event := self._next_event()) is not None:
            if type(event) is yaml.DocumentStartEvent:
                if root is not None:
                    start, end = _place(event)
                    self._findings.add("Y105", "A second document begins here.", start, end)
                    raise NoBankError
                root = self._node(self._next_event())
        return root

    def _node(self, event: Any) -> Node:
        kind = type(event)
        if kind is yaml.AliasEvent:
            return self._refused_alias(event)
        self._nodes_left -= 1
        if self._nodes_left < 0:
            self._refuse_one_too_many(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        if kind is yaml.ScalarEvent:
            node = self._scalar(event)
            # What is refused already is not also said to have nothing written.
            node.data = node.data or event.tag or event.anchor
            return node
        start = event.start_mark.index
        self._depth += 1
        if self._depth > self._limits.depth:
            message = f"This is nested more than {self._limits.depth} levels deep."
            self._findings.add("Y115", message, start, start + 1)
            raise NoBankError
        children, end = self._children()
        self._depth -= 1
        if kind is yaml.MappingStartEvent:
            return self._mapping(start, end, children)
        return Sequence(start, end, [child.data for child in children], children)

    def _children(self) -> tuple[list[Node], int]:
        """Compose everything up to the end of a list or group, and return where that is.

        In a group, keys and values take turns.
        """
        next_event, children = self._next_event, list[Node]()
        while True:
            event = next_event()
            kind = type(event)
            if kind is yaml.ScalarEvent and event.tag is None and event.anchor is None:
                self._nodes_left -= 1
                if self._nodes_left < 0:
                    self._refuse_one_too_many(event)
                children.append(self._scalar(event))
            elif kind in _ENDS:
                return children, event.end_mark.index
            else:
                children.append(self._node(event))

    def _scalar(self, event: Any) -> Scalar:
        value, style = event.value, event.style
        node = Scalar(
            event.start_mark.index, event.end_mark.index, value if value or style else None
        )
        if self._has_comments and not style and value and is_cut_off(self._text, node.end, value):
            self._warn_of_comment(node)
        if style == '"' and (unstorable := _UNSTORABLE.search(value)):
            message = f"An escape in this text stands for U+{ord(unstorable.group()):04X}."
            self._findings.add_at("Y103", message, node)
        return node

    def _warn_of_comment(self, node: Scalar) -> None:
        start, end = cut_off_part(self._findings.lines, node.end)
        part = shortened(self._text[start:end], 40)
        message = f"The text ends before “{part}”: a # after a space begins a comment."
        hint = quotes_for_cut_off(self._findings.lines, node)
        self._findings.add("Y124", message, start, end, hint)

    def _refused_alias(self, event: Any) -> Scalar:
        start, end = _place(event)
        self._findings.add("Y113", f"An alias, `*{event.anchor}`, stands here.", start, end)
        return Scalar(start, end, f"*{event.anchor}")

    def _refuse_one_too_many(self, event: Any) -> NoReturn:
        start = event.start_mark.index
        message = f"The file has more than {self._limits.nodes:,} keys, texts and lists."
        self._findings.add("Y116", message, start, start)
        raise NoBankError

    def _refuse_extras(self, event: Any) -> None:
        """Refuse the anchor or tag that a node carries."""
        start = event.start_mark.index
        if event.anchor is not None:
            name = f"&{event.anchor}"
            message = f"An anchor, `{name}`, stands here."
            self._findings.add("Y113", message, start, start + len(name))
        if event.tag is not None:
            end = self._findings.lines.word_end(start)
            word = self._findings.lines.text[start:end]
            self._findings.add("Y114", f"A tag, `{word}`, stands here.", start, end)

    def _mapping(self, start: int, end: int, children: list[Node]) -> Mapping:
        keys, values = children[::2], children[1::2]
        mapping = Mapping(start, end, {}, {}, {})
        begins_anew = False
        for key, value in zip(keys, values, strict=True):
            name = key.data
            if type(key) is not Scalar or type(name) is not str:
                self._findings.add_at("Y118", "A list or nothing stands here as a key.", key)
            elif name in mapping.keys:
                is_first = name == next(iter(mapping.keys))
                if not begins_anew:
                    self._refuse_repeated_key(name, key, mapping.keys[name], is_first=is_first)
                begins_anew |= is_first
            else:
                mapping.keys[name] = key
                mapping.values[name] = value
                mapping.data[name] = value.data
        return mapping

    def _refuse_repeated_key(
        self, name: str, key: Scalar, first: Scalar, *, is_first: bool
    ) -> None:
        """Refuse a key that is there already; a group that begins again has most likely no dash."""
        line = self._findings.lines.number(first.start)
        message = f"The key `{name}` was already written in line {line}."
        hint = f"If a new entry begins here, write a dash: `- {name}: ...`." if is_first else None
        self._findings.add_at("Y117", message, key, hint)


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index
