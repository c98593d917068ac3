"""Whether an edit of a bank changes words alone: no key, no points, no option more or less.

Such an edit may be published in one press, for nothing that was learnt or earned depends on it.
"""

from __future__ import annotations

from collections.abc import Hashable

from quizapp.domain.bank.bank import Bank
from quizapp.domain.bank.edits import EditClass, edits
from quizapp.domain.items import ItemForm, Question
from quizapp.domain.items.counterparts import figures_in
from quizapp.domain.items.own_questions import own_questions

_OF_WORDS = frozenset({EditClass.WORDING, EditClass.COSMETIC})


def are_words_alone(old: Bank, new: Bank) -> bool:
    """Whether two versions of a bank differ in words of items alone, if they differ at all.

    A key in other words is not words alone: whoever made the edit should look at it, for a machine
    cannot tell whether it says the same. An option that reads like none before it is another one.
    Nor is another number or date in what is asked.
    """
    return _frame(old) == _frame(new) and all(
        edit.edit_class in _OF_WORDS and _core(old.items[edit.item_id]) == _core(item)
        for edit in edits(old, new)
        if (item := new.items.get(edit.item_id)) is not None
    )


def _frame(bank: Bank) -> tuple[object, ...]:
    """Return all that a bank has besides the words of its items."""
    return (
        (bank.id, bank.title, bank.language),
        (bank.article, bank.topics, bank.pictures, bank.quizzes),
        tuple(bank.items),
        bank.held_item_ids,
    )


def _core(item: ItemForm) -> tuple[Hashable, ...]:
    """Return what an item is apart from its words: what is right, and how it counts."""
    asked = tuple(map(_core_of_question, own_questions(item)))
    return (item.id, item.type, item.topic, item.drills, item.borrowing(), *asked)


def _core_of_question(question: Question) -> tuple[Hashable, ...]:
    keys = tuple(option.text for option in question.options if option.is_key)
    places = tuple(at for at, option in enumerate(question.options) if option.is_key)
    prompts = tuple(prompt.key for prompt in question.prompts)
    return (
        (question.mode, question.credit, question.shown, question.keep_order, question.typed),
        figures_in(question.stem),
        (keys, places if question.keep_order else ()),
        (len(question.options), len(question.pinned), len(question.apart)),
        prompts,
    )
