"""Whether the key of an item was seen without an answer, asked with every answer.

A learner may have a thousand attempts behind them. So what waits of theirs is looked up once, and
not for each attempt anew, as the conditions of `held_keys.py` do, which are about anybody's.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, String, bindparam, exists, select

from quizapp.models.assignments import Assignment, learners_assignments
from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind
from quizapp.models.base import ASKED_USER
from quizapp.models.held_keys import (
    ASKED,
    ItemAsked,
    ItemWaiting,
    Waiting,
    When,
    asked,
    overdue,
    reserves_its_quiz,
    waits_for_close,
    waits_of,
)

_BANK, _ITEM = bindparam("bank_key", type_=String), bindparam("item_key", type_=String)


def _keys_seen_since() -> Select[bool]:
    """Three questions, so that of a thousand attempts hardly any has to be looked at for each."""
    since, item = asked("since"), AttemptItem
    of_item = (item.attempt_id == Attempt.id, item.item_key == _ITEM)
    theirs = exists().where(*of_item, Attempt.user_id == ASKED_USER, Attempt.bank_key == _BANK)
    is_shown = ~keys_held_of_asked(ASKED)
    was_held = (_something_waits(since), keys_held_of_asked(since))
    return select(
        theirs.where(Attempt.finished_at >= since.now, is_shown)
        | theirs.where(overdue(ASKED), is_shown)
        | theirs.where(*was_held, is_shown)
    )


def keys_held_of_asked(when: When) -> ColumnElement[bool]:
    """The same as `keys_held`, of attempts of `user_id` at the bank `bank_key`."""
    asks_what_waits = (
        exists()
        .where(ItemAsked.attempt_id == Attempt.id, ItemAsked.item_key.in_(_waiting(when)))
        .correlate(Attempt)
    )
    is_reserved = (Attempt.kind == AttemptKind.QUIZ) & Attempt.quiz_key.in_(_reserved(when))
    return waits_for_close(when) | (
        Attempt.assignment_id.is_(None) & (is_reserved | asks_what_waits)
    )


def _something_waits(when: When) -> ColumnElement[bool]:
    """Whether anything of theirs can be held back; mostly nothing is."""
    under = (Waiting.user_id == ASKED_USER, Waiting.bank_key == _BANK)
    of_any_kind = exists().where(
        *under, Waiting.assignment_id.is_not(None), waits_for_close(when, Waiting)
    )
    return of_any_kind | exists(_waiting(when)) | exists(_reserved(when))


def _waiting(when: When) -> Select[str]:
    """The items that attempts under assignments ask and do not show yet."""
    return (
        select(ItemWaiting.item_key)
        .join(Waiting, ItemWaiting.attempt_id == Waiting.id)
        .where(*waits_of(ASKED_USER, _BANK, when))
    )


def _reserved(when: When) -> Select[str]:
    """The quizzes that are set for them, to be taken there and not freely."""
    return (
        learners_assignments(ASKED_USER, also_left=True)
        .where(Assignment.bank_key == _BANK, reserves_its_quiz(when))
        .with_only_columns(Assignment.quiz_key)
        .order_by(None)
    )


KEYS_SEEN_SINCE = _keys_seen_since()
"""Whether an attempt that holds the item has shown its keys since a moment.

It has ended since then, or what was held back has been shown since then. It asks about `user_id`,
`bank_key` and `item_key`, and the moments `since` and `now`.
"""
