"""The parts of a YAML file with their places, and plain data beside them.

`data` is what is validated: text as it was written, None where nothing was, lists and dicts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(slots=True)
class Scalar:
    """A text, or None for nothing at all."""

    start: int
    end: int
    data: str | None


@dataclass(slots=True)
class Sequence:
    """A list."""

    start: int
    end: int
    data: list[object]
    entries: list[Node]


@dataclass(slots=True)
class Mapping:
    """A group of keys with their values."""

    start: int
    end: int
    data: dict[str, object]
    keys: dict[str, Scalar]
    values: dict[str, Node]


@dataclass(slots=True)
class Word:
    """A text that is sure to be there, and the node it stands in."""

    text: str
    node: Scalar


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]


def node_at(root: Node, path: Iterable[str | int]) -> Node:
    """Follow a path of keys and numbers as far as it goes, and return what is there.

    Parts that lead nowhere are passed over: a list of one may be written without a list.
    """
    node = root
    for part in path:
        if isinstance(node, Mapping) and part in node.values:
            node = node.values[str(part)]
        elif isinstance(node, Sequence) and isinstance(part, int):
            node = node.entries[part]
    return node


def key_at(root: Node, path: Path) -> Scalar | None:
    """Return the key that the last step of a path names, if the file has it."""
    parent = node_at(root, path[:-1])
    return parent.keys.get(str(path[-1])) if isinstance(parent, Mapping) else None


def place_of(root: Node, path: Path) -> Node:
    """Return what to point at for a path: a text itself, but the key of anything larger.

    Where nothing was written after a key there is only the key to point at, too.
    """
    node = node_at(root, path)
    if path and not (isinstance(node, Scalar) and node.data is not None):
        return key_at(root, path) or node
    return node


def entries_at(root: Node, *path: str) -> list[Node]:
    """Return the entries of the list at a path; none if there is no list."""
    node: Node | None = root
    for key in path:
        node = node.values.get(key) if isinstance(node, Mapping) else None
    return node.entries if isinstance(node, Sequence) else []


def words_at(node: Node, key: str) -> list[Word]:
    """Return the text, or the list of texts, that a key of a group holds; blank ones left out."""
    value = node.values.get(key) if isinstance(node, Mapping) else None
    nodes = value.entries if isinstance(value, Sequence) else [value]
    return [
        Word(each.data, each)
        for each in nodes
        if isinstance(each, Scalar) and each.data and not each.data.isspace()
    ]


def text_at(node: Node, key: str) -> str | None:
    """Return the text, or the first of several, that a key of a group holds, if it is not blank."""
    return next((word.text for word in words_at(node, key)), None)
