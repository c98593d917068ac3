"""What is to be said about the items of a quiz together: too alike, or telling one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.bank.lint.english import is_english
from quizapp.domain.bank.lint.likeness import alike, keys_in_stems
from quizapp.domain.bank.lint.telling_order import keys_told
from quizapp.domain.bank.lint.writing import Writing
from quizapp.domain.bank.nodes import Scalar

_NOWHERE = Scalar(0, 0, None)
"""The rules ask for a place in the file; here nobody looks at it."""


class RemarkKind(StrEnum):
    """What two items of a quiz are to one another."""

    TELLS = "tells"
    """The first tells the key of the second."""
    ALIKE = "alike"
    """Both ask almost the same."""


@dataclass(frozen=True)
class QuizRemark:
    """A remark on two items of a quiz, by their ids, with the words that tell, if it is these."""

    kind: RemarkKind
    item_id: str
    other_id: str
    words: tuple[str, ...] = ()


def quiz_remarks(bank: Bank, quiz: Quiz) -> tuple[QuizRemark, ...]:
    """Return what is to be said of a quiz that lists its items: each pair once, tellers first.

    What tells is looked for in English alone, as in the checks of a whole bank; what an item
    allows with a reason is not said again.
    """
    item_ids = quiz.item_ids or ()
    found: dict[tuple[str, str], QuizRemark] = {}
    tells = _tells(bank, quiz, item_ids) if is_english(bank.language) else ()
    for remark in (*tells, *_alike(bank, item_ids)):
        found.setdefault((remark.item_id, remark.other_id), remark)
    return tuple(found.values())


def _tells(bank: Bank, quiz: Quiz, item_ids: Sequence[str]) -> Iterator[QuizRemark]:
    for told in keys_told(bank, quiz):
        if "W555" not in bank.items[told.teller].allow:
            words = tuple(sorted(told.words))
            yield QuizRemark(RemarkKind.TELLS, told.teller, told.told, words)
    for writing, _stem, item_id in keys_in_stems(_writings(bank, item_ids)):
        if "W515" not in writing.item.allow:
            yield QuizRemark(RemarkKind.TELLS, writing.item.id, item_id)


def _alike(bank: Bank, item_ids: Sequence[str]) -> Iterator[QuizRemark]:
    for at, earlier in alike(_writings(bank, item_ids)):
        if "W514" not in bank.items[item_ids[at]].allow:
            yield QuizRemark(RemarkKind.ALIKE, item_ids[earlier], item_ids[at])


def _writings(bank: Bank, item_ids: Sequence[str]) -> list[Writing]:
    return [Writing(bank.items[item_id], _NOWHERE) for item_id in item_ids]
