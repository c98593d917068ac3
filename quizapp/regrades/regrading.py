"""Deciding recorded marks anew, and taking that back: by adding rows, never by changing one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from quizapp.accounts.auditing import Deed, DeedKind, note_deed
from quizapp.attempts.notices import tell_of_scores
from quizapp.attempts.scoring import regrade_scores
from quizapp.banks.revisions import recorded_item_revisions
from quizapp.domain.bank import Bank
from quizapp.domain.errors import DryRunOutdated, NotFound, NothingToRegrade
from quizapp.domain.regrading import DryRun, RegradeRule
from quizapp.models import Attempt, AttemptItem, Regrade, RegradedMark, Response
from quizapp.models.marks_that_hold import current_credit
from quizapp.models.notices import NoticeKind
from quizapp.models.regrades import regrade_with, standing_marks
from quizapp.regrades.dry_runs import Told, asked, dry_run, unheard
from quizapp.web.database import Transaction, lock_learners, write_transaction


@dataclass(frozen=True)
class Cause:
    """Who regrades, why, and what is said to the learners whose score changes.

    Without an actor it is the command line.
    """

    actor_id: int | None
    reason: str
    note: str | None = None


@dataclass(frozen=True)
class Regraded(
    Deed,
    name="regrade",
    kind=DeedKind.SCORES,
    sentence=_l("regraded the question %(item)s"),
):
    """Marks of a question were decided anew."""

    bank: str
    item: str


@dataclass(frozen=True)
class RegradeUndone(
    Deed,
    name="undo regrade",
    kind=DeedKind.SCORES,
    sentence=_l("undid a regrade of the question %(item)s"),
):
    """Marks of a question hold again as before a regrade."""

    bank: str
    item: str


def regrade(
    bank: Bank,
    run: DryRun,
    cause: Cause,
    now: datetime,
    *,
    token: str | None = None,
    told: Told = unheard,
) -> list[str]:
    """Do what a dry run has shown, and exactly that; returns the events' public ids.

    One event for each item whose marks change. Sent again, it gives the same events and does
    nothing. Answers that come meanwhile wait: every learner who was asked is locked, in the order
    of their ids, before anything is read.

    Args:
        bank: The bank to mark by.
        run: What is to be done, as it would be now.
        cause: Who does it, and why.
        now: When it is done.
        token: Of the dry run that was shown, where that was earlier.
        told: Is told how far it is.

    Raises:
        NothingToRegrade: no mark would change.
        DryRunOutdated: responses, regrades or an edit came between, so that it would do
            something else than was shown.
    """
    shown = token or run.token
    revision_ids = _recorded_revisions(bank, run, now)
    with write_transaction() as tx:
        asking = asked(bank.id, run.item_keys, run.quiz_key)
        lock_learners(tx, select(Attempt.user_id).where(Attempt.id.in_(asking)))
        done = tx.scalars(_events_of(shown)).all()
        if done:
            return [event.public_id for event in done]
        run = dry_run(bank, run.item_key, run.rule, run.quiz_key, told)
        if run.token != shown:
            raise DryRunOutdated
        if not run.changed:
            raise NothingToRegrade
        events = [
            _regraded_item(tx, run, item_key, revision_ids.get(item_key), cause, now)
            for item_key in run.item_keys
            if run.decided(item_key)
        ]
        tell_of_scores(tx, events, NoticeKind.REGRADED, cause.note, now)
        return [event.public_id for event in events]


def undo(bank_key: str, public_id: str, cause: Cause, now: datetime) -> str:
    """Take a regrade back; returns the public id of the event that does so.

    Marks come out as if the regrade had never been made: what later regrades decided stays, and
    where none did, what held before holds again. Undone twice is undone once.

    Raises:
        NotFound: the bank has no such regrade, or it is itself an undo.
    """
    with write_transaction() as tx:
        undone = tx.scalar(regrade_with(public_id, bank_key))
        if undone is None or undone.rule == RegradeRule.UNDO:
            raise NotFound
        lock_learners(
            tx,
            select(Attempt.user_id)
            .join(AttemptItem)
            .join(RegradedMark)
            .where(RegradedMark.regrade_id == undone.id),
        )
        done = tx.scalar(select(Regrade).where(Regrade.undoes_id == undone.id))
        if done is not None:
            return done.public_id
        event = Regrade(
            made_at=now,
            actor_id=cause.actor_id,
            bank_key=undone.bank_key,
            item_key=undone.item_key,
            quiz_key=undone.quiz_key,
            rule=RegradeRule.UNDO,
            reason=cause.reason,
            note=cause.note,
            undoes_id=undone.id,
            token=f"undo {undone.public_id}",
        )
        tx.add(event)
        tx.flush()
        tx.add_all(_marks_without(tx, undone, event))
        _finish_event(tx, event)
        tell_of_scores(tx, [event], NoticeKind.REGRADE_UNDONE, cause.note, now)
        return event.public_id


def _recorded_revisions(bank: Bank, run: DryRun, now: datetime) -> dict[str, int]:
    """The revisions to mark by, recorded in a transaction of their own.

    Somebody who starts an attempt may be recording the same ones, with their learner locked.
    """
    item_keys = [key for key in run.item_keys if key in bank.items]
    if not run.rule.reads_bank or not item_keys:
        return {}
    with write_transaction() as tx:
        return recorded_item_revisions(tx, bank, item_keys, now)


def _events_of(token: str) -> Select[Regrade]:
    """The events that this dry run has led to; the token of each names its item as well."""
    return (
        select(Regrade)
        .where(Regrade.token.startswith(f"{token} ", autoescape=True))
        .order_by(Regrade.id)
    )


def _regraded_item(
    tx: Transaction,
    run: DryRun,
    item_key: str,
    revision_id: int | None,
    cause: Cause,
    now: datetime,
) -> Regrade:
    event = Regrade(
        made_at=now,
        actor_id=cause.actor_id,
        bank_key=run.bank_key,
        item_key=item_key,
        quiz_key=run.quiz_key,
        rule=run.rule,
        item_revision_id=revision_id,
        reason=cause.reason,
        note=cause.note,
        token=f"{run.token} {item_key}",
    )
    tx.add(event)
    tx.flush()
    tx.add_all(
        RegradedMark(
            regrade_id=event.id,
            attempt_item_id=mark.attempt_item_id,
            mark=mark.mark,
            credit=None if mark.after == mark.mark else mark.after,
            previous=mark.before,
        )
        for mark in run.decided(item_key)
    )
    _finish_event(tx, event)
    return event


def _marks_without(tx: Transaction, undone: Regrade, event: Regrade) -> list[RegradedMark]:
    """What holds without the regrade; the event that undoes it is there already.

    A mark that a later regrade decided needs no row: its own is the newest and still stands.
    """
    standing = aliased(RegradedMark, standing_marks().subquery())
    last_standing = (
        select(func.max(standing.id))
        .where(standing.attempt_item_id == AttemptItem.id)
        .correlate(AttemptItem)
        .scalar_subquery()
    )
    later = aliased(RegradedMark)
    newest = (
        select(func.max(later.id))
        .where(later.attempt_item_id == AttemptItem.id)
        .correlate(AttemptItem)
        .scalar_subquery()
    )
    held = aliased(RegradedMark)
    rows = tx.execute(
        select(
            AttemptItem.id,
            current_credit.label("now"),
            held.mark.label("mark"),
            held.credit.label("credit"),
        )
        .join(RegradedMark, RegradedMark.attempt_item_id == AttemptItem.id)
        .outerjoin(Response, Response.attempt_item_id == AttemptItem.id)
        .outerjoin(held, held.id == last_standing)
        .where(RegradedMark.regrade_id == undone.id, newest.is_distinct_from(last_standing))
        .order_by(AttemptItem.id)
    )
    return [
        RegradedMark(
            regrade_id=event.id,
            attempt_item_id=row.id,
            mark=row.mark,
            credit=row.credit,
            previous=row.now,
        )
        for row in rows
    ]


def _finish_event(tx: Transaction, event: Regrade) -> None:
    """Let the scores follow the marks, and leave a trace of who did it."""
    tx.flush()
    touched = (
        select(AttemptItem.attempt_id)
        .join(RegradedMark, RegradedMark.attempt_item_id == AttemptItem.id)
        .where(RegradedMark.regrade_id == event.id)
    )
    regrade_scores(tx, event.id, touched)
    kind = RegradeUndone if event.rule == RegradeRule.UNDO else Regraded
    deed = kind(event.bank_key, event.item_key)
    note_deed(tx, deed, event.public_id, event.made_at, actor_id=event.actor_id)
