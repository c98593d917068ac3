"""All else that hangs on an account, given to another: classes, terms, notes, ways in."""

from __future__ import annotations

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import aliased

from quizapp.models import (
    Assignment,
    AssignmentException,
    Attempt,
    Challenge,
    DeletionRequest,
    Enrolment,
    LearnerAccommodation,
    LearnerNote,
    LessonSeat,
    LessonVote,
    LoginCode,
    Notice,
    PairHalf,
    Reminder,
    ScoreOverride,
    User,
)
from quizapp.web.database import Transaction

_MOVED = (Challenge, LearnerNote, Notice, ScoreOverride)
"""Tables in which a learner may have any number of rows: they go as they are."""


def move_ties(tx: Transaction, source: User, target: User) -> None:
    """Give the target what hangs on the source and is neither an attempt nor a card.

    Where there can be one row only, the target's own holds, filled up from the source's.
    """
    for table in _MOVED:
        tx.execute(
            update(table)
            .where(table.user_id == source.id)
            .values(user_id=target.id)
            .execution_options(synchronize_session=False)
        )
    _join_enrolments(tx, source.id, target.id)
    _join_exceptions(tx, source.id, target.id)
    _join_accommodations(tx, source.id, target.id)
    _join_halves(tx, source.id, target.id)
    _move_reminders(tx, source.id, target.id)
    _join_seats(tx, source.id, target.id)
    _join_requests(tx, source.id, target.id)
    _move_codes(tx, source, target)
    tx.flush()


def _join_enrolments(tx: Transaction, source_id: int, target_id: int) -> None:
    own = {
        row.classroom_id: row
        for row in tx.scalars(select(Enrolment).where(Enrolment.user_id == target_id))
    }
    for row in tx.scalars(select(Enrolment).where(Enrolment.user_id == source_id)).all():
        kept = own.get(row.classroom_id)
        if kept is None:
            row.user_id = target_id
            continue
        kept.enrolled_at = min(kept.enrolled_at, row.enrolled_at)
        kept.sort_name = kept.sort_name or row.sort_name
        if kept.left_at is not None:
            kept.left_at = None if row.left_at is None else max(kept.left_at, row.left_at)
        tx.delete(row)
    tx.flush()


def _join_exceptions(tx: Transaction, source_id: int, target_id: int) -> None:
    """The target's own terms hold; what they leave open is as in the source's."""
    of = AssignmentException
    own = {row.assignment_id: row for row in tx.scalars(select(of).where(of.user_id == target_id))}
    for row in tx.scalars(select(of).where(of.user_id == source_id)).all():
        kept = own.get(row.assignment_id)
        if kept is None:
            row.user_id = target_id
            continue
        kept.opens_at = kept.opens_at or row.opens_at
        kept.due_at = kept.due_at or row.due_at
        kept.closes_at = kept.closes_at or row.closes_at
        kept.attempts_allowed = kept.attempts_allowed or row.attempts_allowed
        kept.extra_time = kept.extra_time or row.extra_time
        kept.is_excused = kept.is_excused or row.is_excused
        tx.delete(row)
    tx.flush()


def _join_accommodations(tx: Transaction, source_id: int, target_id: int) -> None:
    """The same for what holds in all of a class."""
    of = LearnerAccommodation
    own = {row.classroom_id: row for row in tx.scalars(select(of).where(of.user_id == target_id))}
    for row in tx.scalars(select(of).where(of.user_id == source_id)).all():
        kept = own.get(row.classroom_id)
        if kept is None:
            row.user_id = target_id
            continue
        kept.more_percent = kept.more_percent or row.more_percent
        kept.more_minutes = kept.more_minutes or row.more_minutes
        kept.later_hours = kept.later_hours or row.later_hours
        tx.delete(row)
    tx.flush()


def _join_halves(tx: Transaction, source_id: int, target_id: int) -> None:
    """The form that was worked on holds; attempts have moved already, and know their form."""
    own = {
        row.pair_id: row
        for row in tx.scalars(select(PairHalf).where(PairHalf.user_id == target_id))
    }
    for row in tx.scalars(select(PairHalf).where(PairHalf.user_id == source_id)).all():
        kept = own.get(row.pair_id)
        if kept is None:
            row.user_id = target_id
            continue
        kept.first_form = _form_begun(tx, row.pair_id, target_id) or kept.first_form
        tx.delete(row)
    tx.flush()


def _form_begun(tx: Transaction, pair_id: int, user_id: int) -> str | None:
    """The form of the pre-test that the learner began first."""
    return tx.scalar(
        select(Attempt.form)
        .join(Assignment, Assignment.id == Attempt.assignment_id)
        .where(
            Assignment.pair_id == pair_id,
            Assignment.is_post_test.is_(False),
            Attempt.user_id == user_id,
            Attempt.form.is_not(None),
        )
        .order_by(Attempt.started_at, Attempt.id)
        .limit(1)
    )


def _move_reminders(tx: Transaction, source_id: int, target_id: int) -> None:
    """One press of a teacher has reminded somebody once, also where both accounts were named."""
    own = aliased(Reminder)
    is_doubled = exists().where(
        own.user_id == target_id,
        own.assignment_id == Reminder.assignment_id,
        own.made_at == Reminder.made_at,
    )
    of_source = Reminder.user_id == source_id
    single = tx.scalars(select(Reminder.id).where(of_source, ~is_doubled)).all()
    tx.execute(update(Reminder).where(Reminder.id.in_(single)).values(user_id=target_id))
    tx.execute(delete(Reminder).where(of_source))


def _join_seats(tx: Transaction, source_id: int, target_id: int) -> None:
    """In a lesson that both sat in, each vote counts once: the target's own, where both voted."""
    own = {
        row.lesson_id: row.id
        for row in tx.scalars(select(LessonSeat).where(LessonSeat.user_id == target_id))
    }
    for row in tx.scalars(select(LessonSeat).where(LessonSeat.user_id == source_id)).all():
        if row.lesson_id not in own:
            row.user_id = target_id
            continue
        _move_votes(tx, row.id, own[row.lesson_id])
        tx.delete(row)
    tx.flush()


def _move_votes(tx: Transaction, source_seat: int, target_seat: int) -> None:
    own = aliased(LessonVote)
    is_doubled = exists().where(
        own.seat_id == target_seat,
        own.question_id == LessonVote.question_id,
        own.round == LessonVote.round,
    )
    of_source = LessonVote.seat_id == source_seat
    single = tx.scalars(select(LessonVote.id).where(of_source, ~is_doubled)).all()
    tx.execute(update(LessonVote).where(LessonVote.id.in_(single)).values(seat_id=target_seat))
    tx.execute(delete(LessonVote).where(of_source))


def _join_requests(tx: Transaction, source_id: int, target_id: int) -> None:
    """A wish to be deleted is not lost."""
    of = DeletionRequest
    if not tx.scalar(select(exists().where(of.user_id == target_id))):
        tx.execute(update(of).where(of.user_id == source_id).values(user_id=target_id))


def _move_codes(tx: Transaction, source: User, target: User) -> None:
    """A code that was handed out still lets in, unless the target has a password for that."""
    theirs = LoginCode.user_id == source.id
    if target.is_managed:
        tx.execute(update(LoginCode).where(theirs).values(user_id=target.id))
    else:
        tx.execute(delete(LoginCode).where(theirs))
