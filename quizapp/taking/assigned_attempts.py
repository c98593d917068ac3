"""Attempts under an assignment: who may begin one, by which terms, and until when."""

from __future__ import annotations

import random
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import func, select

from quizapp.assignments.pairs import form_for, forms_of
from quizapp.attempts.scoring import finish_if_overdue
from quizapp.banks.revisions import PublishedBank
from quizapp.domain.assignments import Phase, Terms
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.drills.choosing import asked_items
from quizapp.domain.drills.credit import second_try_of
from quizapp.domain.errors import AssignmentClosed, NoAttemptLeft, NotFound, NothingToAsk
from quizapp.domain.parallel_forms import items_of_form
from quizapp.models import Assignment, Attempt
from quizapp.models.assignments import assignments_of_learner, terms_in
from quizapp.models.attempts import AttemptKind
from quizapp.models.begun_attempts import attempts_under, previews_of
from quizapp.taking.starting import SEED_BITS, begin, next_number
from quizapp.web.database import Transaction, lock_learner, write_transaction


def start_assigned_attempt(
    published: PublishedBank,
    assignment_id: str,
    user_id: int,
    now: datetime,
    *,
    seed: int | None = None,
) -> str:
    """Begin an attempt under an assignment, or go on with the one begun; returns its public id.

    Its items and their order follow from the seed; without one it is drawn.

    Raises:
        NotFound: the learner has no such assignment.
        AssignmentClosed: it is not open now for this learner.
        NoAttemptLeft: all attempts allowed have been used.
        NothingToAsk: no item of the quiz is left in the bank.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        assignment, terms = _own_assignment(tx, assignment_id, user_id)
        begun = tx.scalar(
            attempts_under(assignment.id, user_id).where(Attempt.finished_at.is_(None))
        )
        if begun is not None and not finish_if_overdue(tx, begun, now):
            return begun.public_id
        if terms.phase(now) in {Phase.NOT_OPEN, Phase.CLOSED}:
            raise AssignmentClosed
        number = _last_number(tx, assignment.id, user_id) + 1
        if terms.attempts_allowed is not None and number > terms.attempts_allowed:
            raise NoAttemptLeft
        quiz = _quiz_of(published, assignment)
        attempt = Attempt(
            user_id=user_id,
            quiz_key=quiz.id,
            quiz_title=assignment.title,
            kind=AttemptKind.QUIZ,
            assignment_id=assignment.id,
            assignment_number=number,
            number=next_number(tx, user_id, published.bank.id, quiz.id),
            feedback_mode=assignment.feedback,
            is_sequential=assignment.is_sequential or quiz.is_sequential,
            asks_confidence=quiz.asks_confidence,
            second_try=_second_try(quiz, assignment),
            with_hint=quiz.with_hint,
            seed=secrets.randbits(SEED_BITS) if seed is None else seed,
            started_at=now,
            deadline_at=terms.deadline(now),
        )
        if assignment.pair is not None:
            attempt.form = form_for(tx, assignment, user_id)
        item_ids = _items(published.bank, quiz, assignment, attempt)
        return begin(tx, attempt, published, item_ids, now)


def start_preview(published: PublishedBank, assignment_id: int, user_id: int, now: datetime) -> str:
    """Let a teacher take an assignment as learners do, whether it is open or not.

    It counts for nothing and nothing learns from it; pressing twice begins once. Of a pair, the
    preview asks form A.

    Raises:
        NothingToAsk: no item of the quiz is left in the bank.
    """
    with write_transaction() as tx:
        lock_learner(tx, user_id)
        assignment = tx.get_one(Assignment, assignment_id)
        begun = tx.scalar(previews_of(assignment_id, user_id).where(Attempt.finished_at.is_(None)))
        if begun is not None and not finish_if_overdue(tx, begun, now):
            return begun.public_id
        quiz = _quiz_of(published, assignment)
        attempt = Attempt(
            user_id=user_id,
            quiz_key=quiz.id,
            quiz_title=assignment.title,
            kind=AttemptKind.PREVIEW,
            assignment_id=assignment_id,
            feedback_mode=assignment.feedback,
            is_sequential=assignment.is_sequential or quiz.is_sequential,
            asks_confidence=quiz.asks_confidence,
            second_try=_second_try(quiz, assignment),
            with_hint=quiz.with_hint,
            seed=secrets.randbits(SEED_BITS),
            started_at=now,
            deadline_at=replace(assignment.terms, closes_at=None).deadline(now),
        )
        if assignment.pair is not None:
            attempt.form = "A"
        item_ids = _items(published.bank, quiz, assignment, attempt)
        return begin(tx, attempt, published, item_ids, now)


def _second_try(quiz: Quiz, assignment: Assignment) -> float | None:
    is_of_pair = assignment.pair_id is not None
    return second_try_of(quiz, assignment.feedback, is_of_pair=is_of_pair)


def _own_assignment(tx: Transaction, public_id: str, user_id: int) -> tuple[Assignment, Terms]:
    row = tx.execute(
        assignments_of_learner(user_id).where(Assignment.public_id == public_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    assignment, exception, everywhere = row
    return assignment, terms_in((assignment, exception, everywhere))


def _quiz_of(published: PublishedBank, assignment: Assignment) -> Quiz:
    """The quiz that is set, as it is in the bank now."""
    quiz = published.bank.quizzes.get(assignment.quiz_key)
    if quiz is None or published.bank.id != assignment.bank_key:
        raise NothingToAsk
    return quiz


def _items(bank: Bank, quiz: Quiz, assignment: Assignment, attempt: Attempt) -> Sequence[str]:
    """The items that the attempt asks, by its seed: those of the quiz, or of its form of a pair."""
    if assignment.pair is None or attempt.form is None:
        return asked_items(bank, quiz, random.Random(attempt.seed))  # noqa: S311  reproducible
    return items_of_form(bank, forms_of(assignment.pair).of(attempt.form), attempt.seed)


def _last_number(tx: Transaction, assignment_id: int, user_id: int) -> int:
    last = select(func.max(Attempt.assignment_number)).where(
        Attempt.assignment_id == assignment_id, Attempt.user_id == user_id
    )
    return tx.scalar(last) or 0
