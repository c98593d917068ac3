"""From YAML events to nodes, within limits, noting what a bank may not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import yaml

from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.limits import Limits
from quizapp.domain.bank.nodes import Mapping, Node, Scalar, Sequence

# What only an escape can bring past the reader: databases and encodings cannot take it.
_UNSTORABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class NoBankError(Exception):
    """What is in the file cannot be a bank; the finding is already noted."""


class _Open:
    """A list or a group that has begun; in a group, keys and values take turns as children."""

    __slots__ = ("children", "is_mapping", "start")

    def __init__(self, start: int, *, is_mapping: bool) -> None:
        self.start = start
        self.is_mapping = is_mapping
        self.children: list[Node] = []


class Composer:
    """Composes the nodes of one document."""

    def __init__(self, findings: Findings, limits: Limits) -> None:
        self._findings = findings
        self._limits = limits
        self._nodes_left = limits.nodes
        self._documents = 0
        self._open = [_Open(0, is_mapping=False)]

    def root(self, events: Iterable[yaml.Event]) -> Node | None:
        """Compose the first document; None if the file holds nothing.

        Raises:
            NoBankError: The file passes a limit, or holds several documents.
            yaml.YAMLError: The text is not YAML.

        """
        for event in events:
            _HANDLERS[type(event)](self, event)
        documents = self._open[0].children
        return documents[0] if documents else None

    def _pass_over(self, event: Any) -> None:
        """Do nothing: these events say nothing that others do not."""

    def _begin_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents == 2:
            start, end = event.start_mark.index, event.end_mark.index
            self._findings.add("Y105", "A second document begins here.", start, end)
            raise NoBankError

    def _add_scalar(self, event: Any) -> None:
        self._count(event)
        is_written = event.value or event.style
        data = event.value if is_written else None
        node = Scalar(event.start_mark.index, event.end_mark.index, data)
        if event.style == '"' and (found := _UNSTORABLE.search(event.value)):
            message = f"An escape in this text stands for U+{ord(found.group()):04X}."
            self._findings.add_at("Y103", message, node)
        self._open[-1].children.append(node)

    def _begin_sequence(self, event: Any) -> None:
        self._begin(event, is_mapping=False)

    def _begin_mapping(self, event: Any) -> None:
        self._begin(event, is_mapping=True)

    def _begin(self, event: Any, *, is_mapping: bool) -> None:
        self._count(event)
        start = event.start_mark.index
        if len(self._open) > self._limits.depth:
            message = f"This is nested more than {self._limits.depth} levels deep."
            self._findings.add("Y115", message, start, start + 1)
            raise NoBankError
        self._open.append(_Open(start, is_mapping=is_mapping))

    def _end(self, event: Any) -> None:
        done, end = self._open.pop(), event.end_mark.index
        compose = self._mapping if done.is_mapping else _sequence
        self._open[-1].children.append(compose(done.start, end, done.children))

    def _refuse_alias(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        self._findings.add("Y113", f"An alias, `*{event.anchor}`, stands here.", start, end)
        self._open[-1].children.append(Scalar(start, end, f"*{event.anchor}"))

    def _count(self, event: Any) -> None:
        """Count a node, and refuse the anchor or tag that it carries."""
        self._nodes_left -= 1
        if self._nodes_left < 0:
            message = f"The file has more than {self._limits.nodes:,} keys, texts and lists."
            start = event.start_mark.index
            self._findings.add("Y116", message, start, start)
            raise NoBankError
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)

    def _refuse_extras(self, event: Any) -> None:
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
        mapping = Mapping(start, end, {}, {}, {})
        pairs = iter(children)
        for key, value in zip(pairs, pairs, strict=True):
            if not isinstance(key, Scalar) or key.data is None:
                self._findings.add_at("Y118", "A list or nothing stands here as a key.", key)
            elif key.data in mapping.keys:
                self._refuse_repeated_key(key.data, key, mapping.keys[key.data])
            else:
                mapping.keys[key.data] = key
                mapping.values[key.data] = value
                mapping.data[key.data] = value.data
        return mapping

    def _refuse_repeated_key(self, name: str, key: Scalar, first: Scalar) -> None:
        line = self._findings.lines.number(first.start)
        message = f"The key `{name}` was already written in line {line}."
        self._findings.add_at("Y117", message, key)


def _sequence(start: int, end: int, children: list[Node]) -> Sequence:
    return Sequence(start, end, [child.data for child in children], children)


_HANDLERS: dict[type[yaml.Event], Callable[[Composer, Any], None]] = {
    yaml.StreamStartEvent: Composer._pass_over,
    yaml.StreamEndEvent: Composer._pass_over,
    yaml.DocumentEndEvent: Composer._pass_over,
    yaml.DocumentStartEvent: Composer._begin_document,
    yaml.ScalarEvent: Composer._add_scalar,
    yaml.SequenceStartEvent: Composer._begin_sequence,
    yaml.SequenceEndEvent: Composer._end,
    yaml.MappingStartEvent: Composer._begin_mapping,
    yaml.MappingEndEvent: Composer._end,
    yaml.AliasEvent: Composer._refuse_alias,
}
