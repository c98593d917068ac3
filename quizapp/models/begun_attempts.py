"""Attempts that were begun: those to go on with, and those that count against a limit."""

from __future__ import annotations

from sqlalchemy import Select, exists, select

from quizapp.models.attempts import Attempt, AttemptItem, AttemptKind, Response
from quizapp.models.attempts_found import attempts_of
from quizapp.models.base import ASKED_USER, Id


def unfinished_attempt(user_id: int, bank_key: str, quiz_key: str) -> Select[Attempt]:
    """The attempt at a quiz that the user has begun and not finished."""
    return attempts_of(user_id).where(
        Attempt.bank_key == bank_key,
        Attempt.quiz_key == quiz_key,
        Attempt.kind == AttemptKind.QUIZ,
        Attempt.finished_at.is_(None),
        Attempt.assignment_id.is_(None),
    )


def attempts_under(assignment_id: int, user_id: int) -> Select[Attempt]:
    """The attempts of a learner that count under an assignment, in the order they were begun."""
    return (
        select(Attempt)
        .where(
            Attempt.assignment_id == assignment_id,
            Attempt.user_id == user_id,
            Attempt.kind == AttemptKind.QUIZ,
        )
        .order_by(Attempt.assignment_number)
    )


def previews_of(assignment_id: int, user_id: int) -> Select[Attempt]:
    """The previews of an assignment that a teacher has begun."""
    return select(Attempt).where(
        Attempt.assignment_id == assignment_id,
        Attempt.user_id == user_id,
        Attempt.kind == AttemptKind.PREVIEW,
    )


def untouched_practice(attempt: Attempt) -> Select[Attempt]:
    """Practice of the same quiz, begun after the attempt, in which nothing was answered yet."""
    answered = exists().where(
        AttemptItem.attempt_id == Attempt.id, Response.attempt_item_id == AttemptItem.id
    )
    return attempts_of(attempt.user_id).where(
        Attempt.id > attempt.id,
        Attempt.bank_key == attempt.bank_key,
        Attempt.quiz_key == attempt.quiz_key,
        Attempt.kind == AttemptKind.PRACTICE,
        Attempt.finished_at.is_(None),
        ~answered,
    )


def open_questions(user_id: Id) -> Select[str, str, str]:
    """Questions of a session that were put to the user and not answered yet, the newest first.

    Public id of the attempt, bank, item.
    """
    return (
        select(Attempt.public_id, Attempt.bank_key, AttemptItem.item_key)
        .join(AttemptItem, AttemptItem.attempt_id == Attempt.id)
        .where(
            Attempt.user_id == user_id,
            Attempt.kind == AttemptKind.SESSION,
            Attempt.finished_at.is_(None),
        )
        .order_by(Attempt.id.desc())
    )


OPEN_QUESTIONS = open_questions(ASKED_USER)
"""Those of `user_id`."""
