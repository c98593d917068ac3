"""Changing what a bank's text says, and nothing of how the rest of it is written.

A text and the plain data that it should say instead go in. The two are held against each other
from the top: what says the same is left alone, byte for byte, with every comment between; a text
that differs is replaced at its place; entries and keys come and go by whole lines. The result is
read again, and given out only if it says exactly what was meant.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from quizapp.domain.bank import nodes
from quizapp.domain.bank.diagnostics import Findings, TooManyErrorsError
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.nodes import Node, Scalar
from quizapp.domain.bank.ordered_groups import is_reordered, says_the_same
from quizapp.domain.bank.reader import root_node
from quizapp.domain.bank.yaml_text import flow_list, yaml_group, yaml_list

_REST = re.compile(r"[^\r\n]*")
_COLON = re.compile(r"\s*:")


class CannotSpliceError(Exception):
    """The text is written in a way in which nothing can be changed safely; says why."""


@dataclass(frozen=True)
class _Edit:
    start: int
    end: int
    new: str


def bank_data(text: str) -> dict[str, Any]:
    """Return what a bank's text says as plain data: texts as written, lists and groups.

    Raises:
        CannotSpliceError: The text is no YAML of a bank's kind.

    """
    return dict(bank_root(text).data)


def bank_root(text: str) -> nodes.Mapping:
    """Return the nodes of a bank's text.

    Raises:
        CannotSpliceError: The text is no YAML of a bank's kind.

    """
    findings = Findings(text, LIMITS.errors)
    try:
        root = root_node(findings, LIMITS)
    except TooManyErrorsError:
        root = None
    if not isinstance(root, nodes.Mapping) or findings.has_errors:
        raise CannotSpliceError("The file has errors that keep it from being read to its end.")
    return root


def spliced(text: str, wanted: Mapping[str, Any]) -> str:
    """Return a bank's text changed so that it says what is wanted.

    Args:
        text: The text of the file.
        wanted: All that it should say, as `bank_data` gives it. Lists of groups are matched by
            their `id`, other lists by what their entries say.

    Raises:
        CannotSpliceError: What would have to change is written in a way that cannot be changed
            in part, such as items in brackets.

    """
    splicer = _Splicer(text)
    changed = _applied(list(splicer.group(bank_root(text), wanted)), text)
    if bank_data(changed) != wanted:
        raise CannotSpliceError("Nothing can be changed safely in a file written like this one.")
    return changed


def _applied(edits: list[_Edit], text: str) -> str:
    line_end = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    at = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end > each.start)):
        if edit.start < at:
            raise CannotSpliceError("Two changes meet in one place of the file.")
        parts += [text[at : edit.start], edit.new.replace("\n", line_end)]
        at = edit.end
    return "".join([*parts, text[at:]])


class _Splicer:
    """Finds the edits that turn the parts of one text into what is wanted."""

    def __init__(self, text: str) -> None:
        self.text = text

    def group(self, old: nodes.Mapping, wanted: Mapping[str, Any]) -> Iterator[_Edit]:
        """Yield the edits of a group of keys in block style."""
        indent = self._column(old)
        for key in old.keys.keys() - wanted.keys():
            yield self._without_key(old, key)
        before: str | None = None
        for key, value in wanted.items():
            if key in old.values:
                yield from self._pair(old.keys[key], old.values[key], value, indent)
                before = key
            else:
                addition = yaml_group({key: value}, indent)
                yield self._new_key(old, before, addition)

    def _pair(self, key: Scalar, old: Node, wanted: Any, indent: int) -> Iterator[_Edit]:
        is_moved = is_reordered(key.data, old.data, wanted)
        if says_the_same(old.data, wanted) and not is_moved:
            return
        is_kept = bool(wanted) and self._is_block(old) and not is_moved
        if is_kept and isinstance(old, nodes.Mapping) and isinstance(wanted, Mapping):
            yield from self.group(old, wanted)
        elif is_kept and isinstance(old, nodes.Sequence) and isinstance(wanted, list):
            yield from self.entries(old, wanted)
        else:
            start, end = self._colon(key) + 1, self._end(old, self._colon(key) + 1)
            self._refuse_brackets(old)
            yield _Edit(start, end, self._value(old, wanted, indent, end))

    def entries(self, old: nodes.Sequence, wanted: list[Any]) -> Iterator[_Edit]:
        """Yield the edits of a list in block style."""
        have, want = [_name(each) for each in old.data], [_name(each) for each in wanted]
        indent = self._dash_column(old.entries[0])
        matcher = SequenceMatcher(None, have, want, autojunk=False)
        for _, first, last, new_first, new_last in matcher.get_opcodes():
            olds, news = old.entries[first:last], wanted[new_first:new_last]
            for node, value in zip(olds, news, strict=False):
                yield from self._entry(node, value, indent)
            yield from map(self._lines_of, olds[len(news) :])
            if added := news[len(olds) :]:
                yield self._new_entries(old, last, added)

    def _entry(self, old: Node, wanted: Any, indent: int) -> Iterator[_Edit]:
        if says_the_same(old.data, wanted):
            return
        is_group = isinstance(old, nodes.Mapping) and isinstance(wanted, Mapping)
        if isinstance(old, nodes.Mapping) and is_group and self._shares(old, wanted):
            yield from self.group(old, wanted)
        else:
            end = self._end(old, old.start)
            self._refuse_brackets(old)
            new = yaml_list([wanted], indent, blocks=not self._has_comment(end))
            yield _Edit(old.start, end, new[indent + 2 : -1])

    def _value(self, old: Node, wanted: Any, indent: int, end: int) -> str:
        """Return a value as it follows its colon; a list in brackets stays in them."""
        is_flow = isinstance(old, nodes.Sequence) and not self._is_block(old)
        if is_flow and isinstance(wanted, list) and all(isinstance(each, str) for each in wanted):
            return f" {flow_list(wanted)}"
        written = yaml_group({"k": wanted}, indent, blocks=not self._has_comment(end))
        return written[indent + 2 : -1]

    def _shares(self, old: nodes.Mapping, wanted: Mapping[str, Any]) -> bool:
        return self._is_block(old) and not old.data.keys().isdisjoint(wanted)

    def _refuse_brackets(self, old: Node) -> None:
        """Refuse to write anew what stands in brackets and would be lost: ids, and comments."""
        if isinstance(old, Scalar) or self._is_block(old):
            return
        if isinstance(old, nodes.Sequence) and any(_name(each)[:3] == "id " for each in old.data):
            raise CannotSpliceError(
                "The items are in brackets; give each a line that begins with `- `."
            )
        if "#" in self.text[old.start : old.end]:
            raise CannotSpliceError("What is in brackets, with a comment, cannot be changed.")

    def _without_key(self, old: nodes.Mapping, key: str) -> _Edit:
        start, end = self._key_start(old.keys[key]), self._value_end(old, key)
        line_start = self._line_start(start)
        if not self.text[line_start:start].strip(" "):
            return _Edit(line_start, self._line_end(end), "")
        after = [self._key_start(each) for each in old.keys.values() if each.start > end]
        if not after:
            raise CannotSpliceError("A group cannot lose its only key.")
        return _Edit(start, min(after), "")

    def _new_key(self, old: nodes.Mapping, before: str | None, addition: str) -> _Edit:
        if before is not None:
            return self._after_line(self._value_end(old, before), addition)
        line_start = self._line_start(old.start)
        if not self.text[line_start : old.start].strip(" "):
            return _Edit(line_start, line_start, addition)
        indent = self._column(old)
        return _Edit(old.start, old.start, f"{addition.lstrip(' ')}{' ' * indent}")

    def _new_entries(self, old: nodes.Sequence, at: int, added: list[Any]) -> _Edit:
        """Return an insertion after the entry before `at`, set apart as the entries there are."""
        indent = self._dash_column(old.entries[0])
        gap = "\n" if self._is_set_apart(old.entries[-1]) else ""
        written = [yaml_list([each], indent) for each in added]
        if at == 0:
            start = self._line_start(old.entries[0].start)
            return _Edit(start, start, "".join(f"{each}{gap}" for each in written))
        last = old.entries[at - 1]
        end = self._end(last, last.start)
        return self._after_line(end, "".join(f"{gap}{each}" for each in written))

    def _after_line(self, end: int, addition: str) -> _Edit:
        at = self._line_end(end)
        is_open = at == len(self.text) and not self.text.endswith("\n")
        return _Edit(at, at, f"\n{addition}".removesuffix("\n") if is_open else addition)

    def _lines_of(self, entry: Node) -> _Edit:
        """Return the removal of an entry's lines, and of the blank line that set it apart."""
        start, end = self._line_start(entry.start), self._line_end(self._end(entry, entry.start))
        if self._is_after_blank_line(entry):
            after = self.text[end : self._line_end(end)]
            end += len(after) if after and not after.strip() else 0
        return _Edit(start, end, "")

    def _is_set_apart(self, entry: Node) -> bool:
        """Whether a blank line is above an entry and its comments."""
        line = self._line_start(entry.start)
        while line and self.text[self._line_start(line - 1) : line].lstrip().startswith("#"):
            line = self._line_start(line - 1)
        return line > 0 and not self.text[self._line_start(line - 1) : line].strip()

    def _is_after_blank_line(self, entry: Node) -> bool:
        end = max(self._line_start(entry.start) - 1, 0)
        return end > 0 and not self.text[self._line_start(end) : end].strip()

    def _is_block(self, node: Node) -> bool:
        return bool(node.data) and self.text[node.start] not in "[{"

    def _colon(self, key: Scalar) -> int:
        """Return the place of the colon after a key."""
        colon = _COLON.match(self.text, key.end)
        if colon is None:
            raise CannotSpliceError("A key is written in a way that nothing can be changed after.")
        return colon.end() - 1

    def _key_start(self, key: Scalar) -> int:
        """Return the place of a key, or of the question mark that a long one has before it."""
        before = self.text[self._line_start(key.start) : key.start].rstrip(" ")
        return self._line_start(key.start) + len(before) - 1 if before[-1:] == "?" else key.start

    def _value_end(self, group: nodes.Mapping, key: str) -> int:
        """Return where the value of a key ends; where nothing is written, after the colon."""
        return self._end(group.values[key], self._colon(group.keys[key]) + 1)

    def _end(self, node: Node, least: int) -> int:
        """Return where the text of a node ends; only a text's own end is exact."""
        while not isinstance(node, Scalar):
            if not self._is_block(node):
                return node.end
            children = node.entries if isinstance(node, nodes.Sequence) else [*node.values.values()]
            if isinstance(node, nodes.Mapping):
                least = self._colon(list(node.keys.values())[-1]) + 1
            node = children[-1]
        if node.data is None:
            return max(least, node.start)
        return node.start + len(self.text[node.start : node.end].rstrip())

    def _column(self, group: nodes.Mapping) -> int:
        return group.start - self._line_start(group.start)

    def _dash_column(self, entry: Node) -> int:
        start = self._line_start(entry.start)
        before = self.text[start : entry.start]
        if before.strip() != "-":
            raise CannotSpliceError("A list has to begin with `- ` on a line of its own.")
        return before.index("-")

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        """Return the place just after the line break of the line of an offset."""
        return self.text.find("\n", offset) + 1 or len(self.text)

    def _has_comment(self, end: int) -> bool:
        rest = _REST.match(self.text, end)
        return bool(rest and rest.group().strip())


def _name(entry: Any) -> str:
    """Return what identifies an entry of a list: its id, an option's text, or all that it says."""
    if isinstance(entry, Mapping):
        if isinstance(entry.get("id"), str):
            return f"id {entry['id']}"
        if len(entry) == 1:
            return f"text {next(iter(entry))}"
    return f"text {entry}" if isinstance(entry, str) else json.dumps(entry)
