"""Another option of a question made its key, in the item as it is written.

What was said of the two options goes: feedback that explains why an answer is wrong must not stand
beside it once it is right, nor the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quizapp.domain.bank.item_source import SourceItem
from quizapp.domain.items.content import option_id
from quizapp.domain.items.ordering import listed_form

TYPES = frozenset({"choice", "true-false"})
"""The types of items with one key among options of their own."""


def with_other_key(item: SourceItem, wanted: str) -> dict[str, Any] | None:
    """The item with the option of this id as its key; None where it has no such option.

    It is the same item where that option is the key already.
    """
    if item.type == "true-false":
        return _with_other_truth(item.data, wanted)
    if item.type != "choice":
        return None
    if isinstance(item.data.get("options"), list):
        return _with_other_mark(item.data, wanted)
    return _with_swapped(item.data, wanted)


def _with_other_truth(data: Mapping[str, Any], wanted: str) -> dict[str, Any] | None:
    truths = {"true": True, "false": False}
    if wanted not in truths:
        return None
    if data.get("key") is truths[wanted]:
        return dict(data)
    kept = {key: value for key, value in data.items() if key != "feedback"}
    return {**kept, "key": truths[wanted]}


def _with_swapped(data: Mapping[str, Any], wanted: str) -> dict[str, Any] | None:
    """Key and distractor change places: each list keeps its length and its order."""
    key = _text(data.get("key"))
    if key is None:
        return None
    if option_id(key) == wanted:
        return dict(data)
    distractors = data.get("distractors")
    written = distractors if isinstance(distractors, list) else [distractors]
    texts = [_text(each) for each in written]
    for at, text in enumerate(texts):
        if text is not None and option_id(text) == wanted:
            return {**data, "key": text, "distractors": [*written[:at], key, *written[at + 1 :]]}
    return None


def _with_other_mark(data: Mapping[str, Any], wanted: str) -> dict[str, Any] | None:
    """In one list of all options the mark of the key moves, and everything stays in its place."""
    marks = list(_listed(data["options"]))
    places = [at for at, (text, _) in enumerate(marks) if option_id(text) == wanted]
    keys = [at for at, (_, is_key) in enumerate(marks) if is_key]
    if len(places) != 1 or len(keys) != 1:
        return None
    if places == keys:
        return dict(data)
    options = list(data["options"])
    for at in (*places, *keys):
        options[at] = listed_form(marks[at][0], None, is_key=at in places)
    return {**data, "options": options}


def _listed(options: list[Any]) -> Iterator[tuple[str, bool]]:
    """The text of each option, and whether it is a key."""
    for written in options:
        is_key = isinstance(written, dict) and list(written) == ["key"]
        yield _text(written["key"] if is_key else written) or "", is_key


def _text(written: Any) -> str | None:
    """The text of an option, without its feedback."""
    if isinstance(written, dict) and len(written) == 1:
        written = next(iter(written))
    return written if isinstance(written, str) else None
