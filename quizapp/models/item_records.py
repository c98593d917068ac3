"""What is recorded about some items of a bank, counted by the database.

Attempts and responses are those of quizzes: practice counts towards nothing.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, case, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Response
from quizapp.models.banks import ItemRevision
from quizapp.models.marks_that_hold import current_credit, current_mark
from quizapp.models.memory import Card, says_something
from quizapp.models.people import User

MOST_NAMED = 10_000
"""Values that a query lists; databases take about three times as many. Beyond, all are meant."""


def revisions_of(bank_key: str, item_keys: Collection[str]) -> Select[int, str, str]:
    """Id, item and content of the items' revisions; of more than `MOST_NAMED` items, of all."""
    return select(ItemRevision.id, ItemRevision.item_key, ItemRevision.content).where(
        ItemRevision.bank_key == bank_key, _are_listed(ItemRevision.item_key, item_keys)
    )


def alike_responses(
    bank_key: str, item_keys: Collection[str], drawn: Collection[int], *, by_learner: bool
) -> Select[*tuple[Any, ...]]:
    """Responses to items by all that marking depends on, and how often; question by question.

    Args:
        bank_key: The bank of the items.
        item_keys: The items; of more than `MOST_NAMED`, all of the bank are meant.
        drawn: The revisions of which two learners may have seen different options: the options
            shown are told as well, otherwise "".
        by_learner: Whether to tell the learner's id, otherwise 0.

    """
    shown = case(
        (
            _are_listed(AttemptItem.item_revision_id, drawn),
            cast(AttemptItem.option_order, Text),
        ),
        else_="",
    )
    one = (
        select(
            AttemptItem.item_revision_id,
            AttemptItem.question,
            cast(Response.chosen, Text).label("chosen"),
            shown.label("shown"),
            cast(Response.second_chosen, Text).label("second"),
            Response.is_hinted,
            Attempt.second_try,
            Attempt.with_hint,
            current_credit.label("counted"),
            (Attempt.user_id if by_learner else literal(0)).label("learner"),
        )
        .join(Response, Response.attempt_item_id == AttemptItem.id)
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(_asks(bank_key, item_keys), Attempt.kind == AttemptKind.QUIZ)
    )
    alike = one.subquery()
    counted = select(*alike.c, func.count()).group_by(*alike.c)
    return counted.order_by(alike.c.item_revision_id, alike.c.question)


def names_of(user_ids: Collection[int]) -> Select[int, str]:
    """Id and name of the learners; of more than `MOST_NAMED`, of everybody."""
    return select(User.id, User.display_name).where(_are_listed(User.id, user_ids))


def attempt_counts(bank_key: str, item_keys: Collection[str]) -> Select[str, int]:
    """How many attempts asked each of the items."""
    return (
        select(AttemptItem.item_key, func.count(AttemptItem.attempt_id.distinct()))
        .join(Attempt)
        .where(_asks(bank_key, item_keys), Attempt.kind == AttemptKind.QUIZ)
        .group_by(AttemptItem.item_key)
    )


def card_counts(bank_key: str, item_keys: Collection[str]) -> Select[str, int]:
    """How many cards of each item a reset would reach; forgotten ones are new already."""
    return (
        select(Card.item_key, func.count())
        .where(
            Card.bank_key == bank_key,
            _are_listed(Card.item_key, item_keys),
            says_something(),
        )
        .group_by(Card.item_key)
    )


def mean_first_marks(bank_key: str) -> Select[str, str, int, float]:
    """Item, marking hash, how many learners, and their mean mark, by first attempts at quizzes."""
    return (
        select(
            ItemRevision.item_key,
            ItemRevision.marking_hash,
            func.count(Attempt.user_id.distinct()),
            func.avg(current_mark),
        )
        .select_from(Attempt)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .join(ItemRevision, ItemRevision.id == AttemptItem.item_revision_id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(
            Attempt.bank_key == bank_key,
            Attempt.kind == AttemptKind.QUIZ,
            Attempt.number == 1,
            Attempt.finished_at.is_not(None),
        )
        .group_by(ItemRevision.item_key, ItemRevision.marking_hash)
    )


def last_asked(bank_key: str) -> Select[str, datetime]:
    """When each item of a bank was last asked by an attempt at a quiz."""
    return (
        select(AttemptItem.item_key, func.max(Attempt.started_at))
        .join(Attempt, Attempt.id == AttemptItem.attempt_id)
        .where(Attempt.bank_key == bank_key, Attempt.kind == AttemptKind.QUIZ)
        .group_by(AttemptItem.item_key)
    )


def _asks(bank_key: str, item_keys: Collection[str]) -> ColumnElement[bool]:
    """By revision, of which there is an index: the cost grows with these items, not with all."""
    revision_ids = select(ItemRevision.id).where(
        ItemRevision.bank_key == bank_key, _are_listed(ItemRevision.item_key, item_keys)
    )
    return AttemptItem.item_revision_id.in_(revision_ids)


def _are_listed(
    column: InstrumentedAttribute[Any], values: Collection[object]
) -> ColumnElement[bool]:
    return column.in_(values) if len(values) <= MOST_NAMED else literal(True)
