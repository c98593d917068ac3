"""What the edits of a bank are: which items changed, and what that means for marking.

An edit is a change of what an item says. None of these is an edit: another place in the file,
other notes, allowances or level, which no learner sees, and a change of the article or of a
sibling item, even where a question then shows other options.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import starmap

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.item_changes import Change, item_changes
from quizapp.domain.items import ItemForm, Question
from quizapp.domain.items.content import option_id
from quizapp.domain.items.counterparts import (
    is_drawn,
    option_counterparts,
    own_options,
    prompt_counterparts,
    question_counterparts,
)
from quizapp.domain.items.own_questions import own_questions

__all__ = ["Change", "Edit", "EditClass", "edits"]


class EditClass(StrEnum):
    """What an edit means for marking; an item has the weightiest that is true of it.

    * added, removed: the item is in one of the banks only.
    * key: another set of keys, another right order, another answer of a prompt, or another
      tolerance of a number. What was learnt is wrong now.
    * options: an option or prompt came or went, or an option counts in another way.
    * wording: the stem, a prompt or an option says the same in other words.
    * cosmetic: layout, order of options, feedback, explanation, hint, topic, citations.
    """

    ADDED = "added"
    COSMETIC = "cosmetic"
    WORDING = "wording"
    OPTIONS = "options"
    KEY = "key"
    REMOVED = "removed"


@dataclass(frozen=True)
class Edit:
    """How one item differs between two banks."""

    item_id: str
    edit_class: EditClass
    changes: tuple[Change, ...] = ()


def edits(old: Bank, new: Bank) -> tuple[Edit, ...]:
    """Return what was edited, in the order of the new file; what was removed comes last."""
    return tuple(_edits(old, new))


def _edits(old: Bank, new: Bank) -> Iterator[Edit]:
    for item_id, item in new.items.items():
        before = old.items.get(item_id)
        if before is None:
            yield Edit(item_id, EditClass.ADDED, item_changes(None, item))
        elif before != item and (changes := item_changes(before, item)):
            yield Edit(item_id, _edit_class(before, item), changes)
    for item_id, item in old.items.items():
        if item_id not in new.items:
            yield Edit(item_id, EditClass.REMOVED, item_changes(item, None))


def _edit_class(old: ItemForm, new: ItemForm) -> EditClass:
    """Compare the questions even of an item that no quiz asks: they are what its cards teach."""
    before, after = own_questions(old), own_questions(new)
    pairs = question_counterparts(before, after)
    asked = [(before[at], after[to]) for at, to in pairs.items()]
    if any(starmap(_has_other_keys, asked)):
        return EditClass.KEY
    is_complete = len(pairs) == len(before) == len(after)
    if not is_complete or _is_asked_otherwise(old, new) or any(starmap(_has_other_options, asked)):
        return EditClass.OPTIONS
    return EditClass.WORDING if any(starmap(_is_reworded, asked)) else EditClass.COSMETIC


def _is_asked_otherwise(old: ItemForm, new: ItemForm) -> bool:
    return (old.type, old.drills, old.borrowing()) != (new.type, new.drills, new.borrowing())


def _has_other_keys(old: Question, new: Question) -> bool:
    become = option_counterparts(old, new)
    if old.typed and new.typed and old.typed.tolerance != new.typed.tolerance:
        return True
    if old.mode == new.mode == "order":
        return [become.get(option.id) for option in old.options] != [it.id for it in new.options]
    if old.mode == new.mode == "each":
        right = {prompt.id: prompt.key for prompt in new.prompts}
        now = prompt_counterparts(old, new)
        asked = [prompt for prompt in old.prompts if prompt.id in now]
        return any(become.get(prompt.key) != right[now[prompt.id]] for prompt in asked)
    if _is_in_words(old) and _is_in_words(new):
        return _key_ids(old)[0] not in _key_ids(new)
    before = {become.get(option.id) for option in old.options if option.is_key}
    return before != {option.id for option in new.options if option.is_key}


def _has_other_options(old: Question, new: Question) -> bool:
    count = len(option_counterparts(old, new))
    came_or_went = not count == len(own_options(old)) == len(own_options(new))
    count = len(prompt_counterparts(old, new))
    came_or_went = came_or_went or not count == len(old.prompts) == len(new.prompts)
    counting = [(each.mode, each.credit, is_drawn(each), _forgiven(each)) for each in (old, new)]
    return came_or_went or counting[0] != counting[1]


def _is_in_words(question: Question) -> bool:
    return question.typed is not None and question.typed.kind == "words"


def _key_ids(question: Question) -> list[str]:
    return [option.id for option in question.options if option.is_key]


def _forgiven(question: Question) -> tuple[str, ...]:
    return question.typed.forgive if question.typed else ()


def _is_reworded(old: Question, new: Question) -> bool:
    before, after = (
        ({option.id for option in of.options}, {prompt.id for prompt in of.prompts})
        for of in (old, new)
    )
    return before != after or option_id(old.stem) != option_id(new.stem)
