"""Imported items as YAML text that the bank's own reader accepts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.domain.bank import Bank, read_bank
from quizapp.domain.bank.diagnostics import Findings
from quizapp.domain.bank.limits import LIMITS
from quizapp.domain.bank.nodes import Mapping as MappingNode
from quizapp.domain.bank.nodes import Node, Scalar, Sequence
from quizapp.domain.bank.reader import root_node
from quizapp.domain.items import ItemForm
from quizapp.domain.items.options import OptionForm
from quizapp.exchange.yaml_text import Bare, scalar, yaml_group, yaml_list

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
_DEFAULTS = {"level": "recall", "credit": "proportional", "drills": ("quiz", "card")}


class CannotAppendError(Exception):
    """The bank is written in a way that nothing can safely be appended to; says why."""


@dataclass(frozen=True)
class _Insertion:
    offset: int
    text: str


def record(item: ItemForm) -> dict[str, Any]:
    """Return an item as it is written in a bank, without what goes without saying."""
    fields = {name: getattr(item, name) for name in type(item).model_fields}
    first = {key: fields.pop(key) for key in ("id", "type", "topic")}
    own = {key: value for key, value in fields.items() if key not in ItemForm.model_fields}
    written = {**first, **own, **{key: fields[key] for key in fields if key not in own}}
    return {
        key: _written(value)
        for key, value in written.items()
        if value not in (None, (), {}, "") and value != _DEFAULTS.get(key)
        if (key, value) != ("type", "choice")
    }


def starter_text(
    items: Iterable[ItemForm], topics: Mapping[str, str], bank_id: str, title: str
) -> str:
    """Return a whole bank with the items, and an article to be filled in."""
    used = list(items)
    titles = {item.topic: topics.get(item.topic, item.topic) for item in used}
    head = _STARTER.format(id=scalar(bank_id), title=scalar(title))
    listed = "\n".join(yaml_list([record(item)], 2) for item in used)
    return f"{head}topics:\n{yaml_group(titles, 2)}items:\n{listed}"


def appended_text(
    text: str, bank: Bank, items: Iterable[ItemForm], topics: Mapping[str, str]
) -> str:
    """Return a bank's text with items, and the topics they need, after those it has.

    Everything that was there stays as it was, byte for byte.

    Raises:
        CannotAppendError: The lists are written in brackets, or the result would not be the
            old bank with the new items.

    """
    added = list(items)
    new_topics = {
        item.topic: topics.get(item.topic, item.topic)
        for item in added
        if item.topic not in bank.topics
    }
    root = root_node(Findings(text, LIMITS.errors), LIMITS)
    assert isinstance(root, MappingNode)  # noqa: S101  the text was read as a bank before
    insertions = [_items_insertion(text, root.values["items"], added)]
    if new_topics:
        insertions.append(_topics_insertion(text, root.values["topics"], new_topics))
    for insertion in sorted(insertions, key=lambda each: each.offset, reverse=True):
        line_end = "\r\n" if "\r\n" in text else "\n"
        addition = insertion.text.replace("\n", line_end)
        text = text[: insertion.offset] + addition + text[insertion.offset :]
    _compare(text, bank, added, new_topics)
    return text


def _compare(text: str, bank: Bank, added: list[ItemForm], topics: Mapping[str, str]) -> None:
    """Refuse a text that is not read as the old bank and the new items, in this order."""
    reading = read_bank(text.encode())
    wanted = [*bank.items.values(), *added]
    is_right = (
        reading.bank is not None
        and list(reading.bank.items.values()) == wanted
        and reading.bank.topics == {**bank.topics, **topics}
        and (reading.bank.article, reading.bank.quizzes) == (bank.article, bank.quizzes)
    )
    if not is_right:
        raise CannotAppendError("Nothing can be appended safely to a file written like this one.")


def _items_insertion(text: str, node: Node, items: list[ItemForm]) -> _Insertion:
    if not isinstance(node, Sequence) or text[node.start] == "[":
        raise CannotAppendError(
            "The items are in brackets; give each a line that begins with `- `."
        )
    last = node.entries[-1]
    line_start = text.rfind("\n", 0, last.start) + 1
    before = text[line_start : last.start]
    if before.strip() != "-":
        raise CannotAppendError("The last item has to begin with `- ` on a line of its own.")
    blocks = (yaml_list([record(item)], before.index("-")) for item in items)
    gap = "\n" if _has_blank_line_before(text, line_start) else ""
    return _after_line(text, last, "".join(f"{gap}{block}" for block in blocks))


def _topics_insertion(text: str, node: Node, topics: Mapping[str, str]) -> _Insertion:
    if not isinstance(node, MappingNode) or text[node.start] == "{":
        raise CannotAppendError("The topics are in braces; give each a line, or use `--topic`.")
    first = next(iter(node.keys.values()))
    indent = first.start - (text.rfind("\n", 0, first.start) + 1)
    return _after_line(text, node, yaml_group(topics, indent))


def _has_blank_line_before(text: str, line_start: int) -> bool:
    """Whether items are set apart by blank lines in this file."""
    end = max(line_start - 1, 0)
    return not text[text.rfind("\n", 0, end) + 1 : end].strip()


def _after_line(text: str, node: Node, addition: str) -> _Insertion:
    """Return an insertion after the line in which the last text of a node ends."""
    last = _last_scalar(node)
    end = last.start + len(text[last.start : last.end].rstrip())
    line_end = text.find("\n", end)
    if line_end < 0:
        return _Insertion(len(text), f"\n{addition}")
    return _Insertion(line_end + 1, addition)


def _last_scalar(node: Node) -> Scalar:
    """Return the text that a node ends with: only a text's own end is exact."""
    while not isinstance(node, Scalar):
        children = node.entries if isinstance(node, Sequence) else list(node.values.values())
        node = children[-1]
    return node


def _written(value: Any) -> Any:
    if isinstance(value, bool):
        return Bare(str(value).lower())
    if isinstance(value, OptionForm):
        return {value.text: value.feedback} if value.feedback else value.text
    if isinstance(value, Mapping):
        return {key: _written(part) for key, part in value.items()}
    return [_written(part) for part in value] if isinstance(value, tuple) else value
