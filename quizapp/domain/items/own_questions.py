"""What an item asks by itself: its questions without options drawn from sibling items."""

from __future__ import annotations

from functools import singledispatch

from quizapp.domain.items.base import ItemForm
from quizapp.domain.items.cloze import ClozeItem
from quizapp.domain.items.content import Option, Question, option_id
from quizapp.domain.items.gaps import blanked, gaps
from quizapp.domain.items.options import OptionForm, posed_options
from quizapp.domain.items.term import TermItem


@singledispatch
def own_questions(item: ItemForm) -> tuple[Question, ...]:
    """Return the questions, each with the options that are written in the item itself.

    A question whose wrong options are drawn from siblings is there with its key alone, also
    where the bank has too few siblings to ask it.
    """
    return item.questions(())


@own_questions.register
def _(item: TermItem) -> tuple[Question, ...]:
    return item.questions(()) if item.distractors else (_drawn(item.definition, item.term),)


@own_questions.register
def _(item: ClozeItem) -> tuple[Question, ...]:
    return tuple(_gap_question(item, gap) for gap in gaps(item.text))


def _gap_question(item: ClozeItem, gap: str) -> Question:
    stem = blanked(item.text, gap)
    if own := item.distractors.get(gap):
        return Question(stem, posed_options([OptionForm(text=gap)], own))
    return _drawn(stem, gap)


def _drawn(stem: str, key: str) -> Question:
    return Question(stem, (Option(option_id(key), key, is_key=True),), shown=1)
