"""One question of a bank's file, changed by a form: from the file's text to the text to be written.

Only what was changed in the form is changed in the text; what writes it is
`quizapp.authoring.editing`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.authoring.editing import FileEditor
from quizapp.domain.bank.item_findings import ItemFindings, item_findings
from quizapp.domain.bank.item_source import (
    SourceItem,
    find_source_item,
    source_items,
    source_topics,
    with_item,
)
from quizapp.domain.bank.quiz_source import with_items_in_quiz
from quizapp.domain.errors import NotFound
from quizapp.domain.items import DEFAULT_TYPE
from quizapp.exchange.texts import slug


@dataclass(frozen=True)
class ItemChange:
    """What a form says of an item.

    `before` is what the same form said when it was opened; only what differs is written.
    `item_id` is empty where an id is to be made, `new_topic` where the topic is an old one, and
    `quiz_id` where a new item joins the list of no quiz.
    """

    kind: str
    after: Mapping[str, Any]
    before: Mapping[str, Any]
    topic: str
    new_topic: str = ""
    item_id: str = ""
    quiz_id: str = ""


@dataclass(frozen=True)
class DraftedBank:
    """A bank's text with the change in it, and what is to be said about the item there."""

    text: str
    item_id: str
    findings: ItemFindings


def item_at(text: str, item_id: str) -> SourceItem:
    """The item of this id as it is written.

    Raises:
        NotFound: the file has none.
        CannotSpliceError: the file cannot be read to its end.
    """
    item = find_source_item(text, item_id)
    if item is None:
        raise NotFound
    return item


def mark_of(item: SourceItem, editor: FileEditor) -> str:
    """What an item said when it was opened, to notice if somebody else changes it meanwhile."""
    written = json.dumps(item.data, sort_keys=True, ensure_ascii=False)
    return editor.tag_of(written.encode(errors="replace"))


def findings_of(text: str, item: SourceItem) -> ItemFindings:
    """What is to be said about an item as the file has it."""
    return item_findings(text, item.index)


def with_change(text: str, item: SourceItem, change: ItemChange) -> DraftedBank:
    """The text with an item changed.

    Raises:
        CannotSpliceError: the file is written in a way that does not allow it.
    """
    topic, topics = _topic(text, change)
    merged = merged_data(item.data, change.before, change.after)
    written = {**merged, **({"topic": topic} if topic != item.topic else {})}
    drafted = with_item(text, written, item.index, topics)
    return DraftedBank(drafted, item.id, item_findings(drafted, item.index))


def with_new(text: str, change: ItemChange) -> DraftedBank:
    """The text with a new item after the last one; without an id it gets one from what it asks.

    Raises:
        CannotSpliceError: the file is written in a way that does not allow it.
    """
    topic, topics = _topic(text, change)
    items = source_items(text)
    item_id = change.item_id or suggested_id(change.after, {item.id for item in items})
    kind = {} if change.kind == DEFAULT_TYPE else {"type": change.kind}
    drafted = with_item(text, {"id": item_id, **kind, "topic": topic, **change.after}, None, topics)
    if change.quiz_id:
        drafted = with_items_in_quiz(drafted, change.quiz_id, (item_id,))
    return DraftedBank(drafted, item_id, item_findings(drafted, len(items)))


def suggested_id(written: Mapping[str, Any], taken: set[str]) -> str:
    """A free id made of the words of what an item asks."""
    asked = next((written[key] for key in ("stem", "term", "text") if written.get(key)), "question")
    return free_id(slug(str(asked).replace("{{", "").replace("}}", "")), taken)


def merged_data(
    old: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, Any]:
    """What is written with what was changed in a form; what the form does not show stays."""
    changed = {
        key
        for key in before.keys() | after.keys()
        if _in_order(before.get(key)) != _in_order(after.get(key))
    }
    kept = {key: value for key, value in old.items() if key not in changed}
    return {**kept, **{key: value for key, value in after.items() if key in changed}}


def _in_order(written: Any) -> Any:
    """What is compared: a group with its order, as boxes are shown in it."""
    return list(written.items()) if isinstance(written, Mapping) else written


def _topic(text: str, change: ItemChange) -> tuple[str, dict[str, str]]:
    """The id of the topic, and the topic itself if it is a new one."""
    known = source_topics(text)
    title = change.new_topic
    if not title:
        # The form says itself that a topic is missing; the checks go on as if there were one.
        return change.topic or next(iter(known), ""), {}
    same = [key for key, each in known.items() if each.casefold() == title.casefold()]
    if same:
        return same[0], {}
    topic = free_id(slug(title), set(known))
    return topic, {topic: title}


def free_id(wanted: str, taken: set[str]) -> str:
    """The id that is wanted, with a number after it where it is taken."""
    candidate, number = wanted, 1
    while candidate in taken:
        number += 1
        candidate = f"{wanted[:56].rstrip('-')}-{number}"
    return candidate
