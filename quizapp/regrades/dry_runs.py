"""What a regrade would do: each mark and score before and after, and nothing written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, func, select

from quizapp.domain.bank import Bank
from quizapp.domain.bank.revisions import content_hash, marking_hash
from quizapp.domain.drills.credit import CreditRules
from quizapp.domain.drills.marking import MAX_MARK
from quizapp.domain.drills.posing import Arrangement
from quizapp.domain.drills.remarking import Tries, remarked_tries
from quizapp.domain.items.content import ItemContent, from_json
from quizapp.domain.regrading import (
    AttemptAtStake,
    DryRun,
    MarkAtStake,
    Marks,
    RegradeRule,
    StaleItem,
    better_marks,
    is_settled,
)
from quizapp.models import Attempt, AttemptItem, ItemRevision, Regrade, Response, User
from quizapp.models.attempts import AttemptKind
from quizapp.models.marks_that_hold import current_credit, current_mark, current_score
from quizapp.models.regrades import standing_rule
from quizapp.web.extensions import db

Told = Callable[[float], None]
"""Is told which share of the work is done, from 0 to 1."""


def unheard(_share: float) -> None:
    """Where nobody wants to know how far it is."""


def dry_run(
    bank: Bank,
    item_key: str | None,
    rule: RegradeRule,
    quiz_key: str | None = None,
    told: Told = unheard,
) -> DryRun:
    """What regrading an item would do, in one quiz or in all. A constant number of queries.

    Without an item it is about all items whose marks differ from today's bank. Attempts that
    are still running are regraded as well; practice, which never counts, is left as it was.
    """
    if item_key is None:
        stale = stale_items(bank, quiz_key, told)
        item_keys = tuple(item.item_key for item in stale if item.is_regradable)
    else:
        item_keys = (item_key,)
    marks = tuple(_marks(bank, item_keys, rule, quiz_key, told))
    token = _token(bank, item_keys, rule, quiz_key, marks)
    return DryRun(bank.id, item_key, quiz_key, rule, item_keys, marks, token)


def stale_items(bank: Bank, quiz_key: str | None = None, told: Told = unheard) -> list[StaleItem]:
    """The items whose marks today's bank would give differently, or can no longer give.

    Where the last word on a mark was full marks for all, that word stands; where it was that
    nobody loses, what would only fall.
    """
    item_keys = _candidates(bank)
    marks = _marks(bank, item_keys, RegradeRule.BANK, quiz_key, told, with_settled=False)
    by_item = groupby(marks, key=lambda mark: mark.item_key)
    items = [_stale_item(item_key, list(group)) for item_key, group in by_item]
    return [item for item in items if item.is_regradable or item.unsayable]


def asked(bank_key: str, item_keys: Collection[str], quiz_key: str | None) -> Select[int]:
    """The ids of the attempts that count and ask any of the items."""
    query = (
        select(Attempt.id)
        .join(AttemptItem)
        .where(
            Attempt.bank_key == bank_key,
            Attempt.kind == AttemptKind.QUIZ,
            AttemptItem.item_key.in_(item_keys),
        )
    )
    return query if quiz_key is None else query.where(Attempt.quiz_key == quiz_key)


def _candidates(bank: Bank) -> set[str]:
    """The items that were marked by other rules than today's, or were regraded. One query each."""
    used = db.session.execute(
        select(ItemRevision.item_key, ItemRevision.marking_hash)
        .where(ItemRevision.bank_key == bank.id)
        .where(ItemRevision.id.in_(select(AttemptItem.item_revision_id)))
    )
    today = {item_key: marking_hash(bank.content_of(item_key)) for item_key in bank.items}
    regraded = db.session.scalars(
        select(Regrade.item_key).where(Regrade.bank_key == bank.id).distinct()
    )
    return {item_key for item_key, then in used if then != today.get(item_key)} | set(regraded)


def _stale_item(item_key: str, marks: Sequence[MarkAtStake]) -> StaleItem:
    touched = [mark for mark in marks if mark.is_changed or mark.after is None]
    return StaleItem(
        item_key=item_key,
        quizzes=tuple({(m.attempt.quiz_key, m.attempt.quiz_title): None for m in touched}),
        gains=sum(mark.gain > 0 for mark in marks),
        losses=sum(mark.gain < 0 for mark in marks),
        unsayable=sum(mark.after is None for mark in marks),
    )


def _marks(
    bank: Bank,
    item_keys: Collection[str],
    rule: RegradeRule,
    quiz_key: str | None,
    told: Told,
    *,
    with_settled: bool = True,
) -> Iterator[MarkAtStake]:
    """The marks at stake, by item, learner and attempt. Two queries."""
    if not item_keys:
        return
    contents = {
        revision_id: from_json(content)
        for revision_id, content in db.session.execute(
            select(ItemRevision.id, ItemRevision.content).where(
                ItemRevision.bank_key == bank.id, ItemRevision.item_key.in_(item_keys)
            )
        )
    }
    for row in _each(db.session.execute(_rows(bank.id, item_keys, quiz_key)).all(), told):
        at_stake = _mark_at_stake(bank, contents[row.item_revision_id], row, rule)
        if at_stake is None:
            continue
        if with_settled or not is_settled(row.standing_rule, at_stake.gain):
            yield at_stake


def _mark_at_stake(
    bank: Bank, then: ItemContent, row: Row[*tuple[Any, ...]], rule: RegradeRule
) -> MarkAtStake | None:
    """What becomes of a mark by the rule; None where there is nothing to decide."""
    if row.awaits_second and not row.finished_at and rule.reads_bank:
        return None  # marked anew once both tries are made
    is_answered = row.response_id is not None
    if not is_answered and rule.reads_bank and (row.finished_at is None or not row.mark):
        return None  # nothing was answered, and nothing was given
    mark, counts = _marks_by(bank, then, row, rule)
    return MarkAtStake(
        attempt=_attempt(row),
        attempt_item_id=row.id,
        item_key=row.item_key,
        position=row.position,
        is_answered=is_answered,
        before=row.credit,
        after=counts,
        mark_before=row.mark,
        mark=mark,
    )


def _marks_by(
    bank: Bank, then: ItemContent, row: Row[*tuple[Any, ...]], rule: RegradeRule
) -> tuple[float | None, float | None]:
    """The mark of the first try by the rule, and what counts by it."""
    if rule is RegradeRule.FULL_MARKS:
        return MAX_MARK, MAX_MARK
    is_answered = row.response_id is not None
    mark, counts = _marks_today(bank, row.item_key, then, row) if is_answered else (0.0, 0.0)
    if rule is RegradeRule.NOBODY_LOSES and mark is not None and counts is not None:
        return better_marks(Marks(row.mark, row.credit), Marks(mark, counts))
    return mark, counts


def _each(rows: Sequence[Row[*tuple[Any, ...]]], told: Told) -> Iterator[Row[*tuple[Any, ...]]]:
    """The rows, while telling how far through them it is."""
    for number, row in enumerate(rows, 1):
        yield row
        told(number / len(rows))


def _rows(
    bank_key: str, item_keys: Collection[str], quiz_key: str | None
) -> Select[*tuple[Any, ...]]:
    """Everything about each time that one of the items was asked."""
    return (
        select(
            AttemptItem.id,
            AttemptItem.item_key,
            AttemptItem.position,
            AttemptItem.item_revision_id,
            AttemptItem.question,
            AttemptItem.option_order,
            Response.id.label("response_id"),
            Response.chosen,
            Response.awaits_second,
            Response.second_chosen,
            Response.is_hinted,
            Attempt.second_try,
            Attempt.with_hint,
            current_mark.label("mark"),
            current_credit.label("credit"),
            standing_rule(AttemptItem.id).label("standing_rule"),
            Attempt.id.label("attempt_id"),
            Attempt.public_id.label("attempt_public_id"),
            Attempt.quiz_key,
            Attempt.quiz_title,
            Attempt.finished_at,
            Attempt.item_count,
            current_score.label("score"),
            User.id.label("user_id"),
            User.public_id.label("learner_id"),
            User.display_name,
        )
        .join(Attempt, AttemptItem.attempt_id == Attempt.id)
        .join(User, Attempt.user_id == User.id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .where(Attempt.id.in_(asked(bank_key, item_keys, quiz_key)))
        .where(AttemptItem.item_key.in_(item_keys))
        .order_by(AttemptItem.item_key, User.display_name, User.id, Attempt.id)
    )


def _marks_today(
    bank: Bank, item_key: str, then: ItemContent, row: Row[*tuple[Any, ...]]
) -> tuple[float | None, float | None]:
    """The mark of the first try by today's bank, and what the response counts by it."""
    if item_key not in bank.items:
        return None, None
    tries = Tries(tuple(row.chosen), row.second_chosen, row.is_hinted)
    arrangement = Arrangement(row.question, tuple(row.option_order))
    rules = CreditRules.of(row.second_try, row.with_hint)
    return remarked_tries(then, bank.content_of(item_key), arrangement, tries, rules)


def _attempt(row: Row[*tuple[Any, ...]]) -> AttemptAtStake:
    return AttemptAtStake(
        id=row.attempt_id,
        public_id=row.attempt_public_id,
        user_id=row.user_id,
        learner_id=row.learner_id,
        learner_name=row.display_name,
        quiz_key=row.quiz_key,
        quiz_title=row.quiz_title,
        score=row.score if row.finished_at else None,
        max_score=MAX_MARK * row.item_count,
    )


def _token(
    bank: Bank,
    item_keys: Sequence[str],
    rule: RegradeRule,
    quiz_key: str | None,
    marks: Sequence[MarkAtStake],
) -> str:
    """A name for this dry run: another one comes out as soon as anything in it is different.

    The last regrade of the items is part of it, so that after an undo the same figures are
    another dry run.
    """
    last = db.session.scalar(
        select(func.max(Regrade.id)).where(
            Regrade.bank_key == bank.id, Regrade.item_key.in_(item_keys)
        )
    )
    by_bank = [key for key in item_keys if rule.reads_bank and key in bank.items]
    contents = [content_hash(bank.content_of(key)) for key in by_bank]
    figures = [(mark.attempt_item_id, mark.before, mark.after, mark.mark) for mark in marks]
    said = [bank.id, list(item_keys), rule, quiz_key, last, contents, figures]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
