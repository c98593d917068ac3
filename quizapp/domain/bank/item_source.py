"""Single items of a bank's text: listed, changed, added and taken out, with or without faults.

Items are plain data here, as they are written, so that one with faults can be mended too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.domain.bank.nodes import entries_at
from quizapp.domain.bank.positions import Lines
from quizapp.domain.bank.splicing import CannotSpliceError, bank_data, bank_root, spliced
from quizapp.domain.items import DEFAULT_TYPE, ITEM_TYPES, ItemForm

_ASKED_BY = ("stem", "text", "term")
_SHARED = tuple(ItemForm.model_fields)


@dataclass(frozen=True)
class SourceItem:
    """An item as it is written, its place in the list, and its first line in the file."""

    index: int
    line: int
    data: Mapping[str, Any]

    @property
    def id(self) -> str:
        """Its id; "" if it has none that could be one."""
        return _word(self.data.get("id"))

    @property
    def type(self) -> str:
        """The name of its type, also of one that does not exist."""
        return _word(self.data.get("type", DEFAULT_TYPE))

    @property
    def topic(self) -> str:
        """The id of its topic."""
        return _word(self.data.get("topic"))

    @property
    def asked(self) -> str:
        """What it asks, or the word it is about."""
        return next((_word(self.data[key]) for key in _ASKED_BY if self.data.get(key)), "")

    @property
    def said(self) -> str:
        """All its words, to be searched."""
        return " ".join(_words(self.data))


@dataclass(frozen=True)
class Removal:
    """A text without an item, and the ids of the quizzes that had it in their lists."""

    text: str
    quiz_ids: tuple[str, ...]


def source_items(text: str) -> tuple[SourceItem, ...]:
    """Return the items of a bank's text in their order.

    Raises:
        CannotSpliceError: The text cannot be read to its end.

    """
    lines = Lines(text)
    return tuple(
        SourceItem(index, lines.number(node.start), node.data)
        for index, node in enumerate(entries_at(bank_root(text), "items"))
        if isinstance(node.data, dict)
    )


def source_topics(text: str) -> dict[str, str]:
    """Return the topics of a bank's text, by id, with their titles."""
    topics = bank_data(text).get("topics")
    return {key: _word(title) for key, title in topics.items()} if isinstance(topics, dict) else {}


def find_source_item(text: str, item_id: str) -> SourceItem | None:
    """Return the first item of this id."""
    return next((item for item in source_items(text) if item.id == item_id), None)


def with_item(
    text: str, item: Mapping[str, Any], index: int | None, topics: Mapping[str, str]
) -> str:
    """Return the text with an item in place of the one at an index, or after the last one.

    Args:
        text: The bank's text.
        item: All that the item says, as it is written in a bank.
        index: The place of the item that it replaces; None for a new one.
        topics: Topics to be added if they are not there, by id, with their titles.

    Raises:
        CannotSpliceError: The text is written in a way that does not allow it.

    """
    data = bank_data(text)
    items = _list(data, "items")
    at = len(items) if index is None else index
    changed = [*items[:at], dict(_in_order(item)), *items[at + 1 :]]
    return spliced(text, {**data, **_with_topics(data, topics), "items": changed})


def without_item(text: str, index: int) -> Removal:
    """Return the text without an item, taken out of the lists of quizzes as well.

    Raises:
        CannotSpliceError: It is the last item, or the last of a quiz.

    """
    data = bank_data(text)
    items = _list(data, "items")
    item_id = items[index].get("id")
    if len(items) == 1:
        raise CannotSpliceError("A bank needs at least one question, and this is its last.")
    left = [*items[:index], *items[index + 1 :]]
    wanted = {**data, "items": [_without_neighbour(item, item_id) for item in left]}
    listing = [quiz for quiz in _list(data, "quizzes") if item_id in _listed(quiz)]
    if listing:
        wanted["quizzes"] = [_without(quiz, item_id) for quiz in data["quizzes"]]
    return Removal(spliced(text, wanted), tuple(_word(quiz.get("id")) for quiz in listing))


def _in_order(item: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Return the fields in the order in which items are written: own ones after the topic."""
    form = ITEM_TYPES.get(_word(item.get("type", DEFAULT_TYPE)), ItemForm)
    own = [key for key in form.model_fields if key not in _SHARED]
    order = {key: at for at, key in enumerate([*_SHARED[:3], *own, *_SHARED[3:]])}
    return sorted(item.items(), key=lambda pair: order.get(pair[0], len(order)))


def _with_topics(data: Mapping[str, Any], topics: Mapping[str, str]) -> dict[str, Any]:
    known = data.get("topics")
    if not topics:
        return {}
    if not isinstance(known, dict):
        raise CannotSpliceError("The file has no group of topics that one could be added to.")
    return {"topics": {**known, **{key: topics[key] for key in topics if key not in known}}}


def _list(data: Mapping[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _listed(quiz: Any) -> list[Any]:
    return _list(quiz, "items") if isinstance(quiz, dict) else []


def _without(quiz: Any, item_id: str) -> Any:
    if item_id not in _listed(quiz):
        return quiz
    left = [each for each in quiz["items"] if each != item_id]
    if not left:
        raise CannotSpliceError(
            f"The quiz `{_word(quiz.get('id'))}` would have no question left. Change it first."
        )
    return {**quiz, "items": left}


def _without_neighbour(item: Any, item_id: Any) -> Any:
    """Return a term without the name of one that is no longer there."""
    named = item.get("not_beside") if isinstance(item, dict) else None
    names = named if isinstance(named, list) else [named]
    if named is None or item_id not in names:
        return item
    kept = [name for name in names if name != item_id]
    rest = {key: value for key, value in item.items() if key != "not_beside"}
    return {**item, "not_beside": kept} if kept else rest


def _words(written: Any) -> Iterator[str]:
    if isinstance(written, dict):
        for key, value in written.items():
            yield key
            yield from _words(value)
    elif isinstance(written, list):
        for each in written:
            yield from _words(each)
    elif isinstance(written, str):
        yield written


def _word(written: Any) -> str:
    return written if isinstance(written, str) else ""
