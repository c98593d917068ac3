"""The quizzes of each bank, as far as a learner has come with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, case, func, select

from quizapp.attempts.looking_back import AttemptSummary, own_summaries
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.bank.kept import kept_with_bank
from quizapp.domain.drills.choosing import item_count
from quizapp.domain.drills.credit import second_try_of
from quizapp.models import Attempt
from quizapp.models.attempt_summaries import summarised
from quizapp.models.attempts import AttemptKind
from quizapp.models.attempts_found import attempts_of
from quizapp.models.base import ASKED_USER
from quizapp.models.held_keys import ASKED, ended, keys_held, moment_asked
from quizapp.models.marks_that_hold import current_score
from quizapp.web.database import columns_of
from quizapp.web.extensions import db


@dataclass(frozen=True)
class QuizSummary:
    """A quiz in a list, with what the learner has made of it. `best_share` is from 0 to 1."""

    id: str
    bank_id: str
    title: str
    intro: str | None
    content_note: str | None
    item_count: int
    feedback_mode: str
    is_sequential: bool
    asks_confidence: bool
    second_try: float | None
    with_hint: float | None
    best_share: float | None
    attempt_count: int
    unfinished_id: str | None


@dataclass(frozen=True)
class BankOverview:
    """A bank with its quizzes, as far as the learner has come with them."""

    bank: Bank
    quizzes: list[QuizSummary]

    @property
    def taken_count(self) -> int:
        """How many of the quizzes were finished at least once."""
        return sum(quiz.attempt_count > 0 for quiz in self.quizzes)

    @property
    def next_quiz(self) -> QuizSummary | None:
        """The first quiz that was never begun."""
        untouched = (
            quiz for quiz in self.quizzes if not quiz.attempt_count and not quiz.unfinished_id
        )
        return next(untouched, None)


def overviews(user_id: int | None, banks: Sequence[Bank], now: datetime) -> list[BankOverview]:
    """The banks with all their quizzes. One query, however many they are."""
    taken = _taken_by_quiz(user_id, now) if user_id else {}
    return [BankOverview(bank, _quizzes(bank, taken)) for bank in banks]


def _quizzes(bank: Bank, taken: Mapping[tuple[str, str], _Taken]) -> list[QuizSummary]:
    return [_as_taken(quiz, taken.get((quiz.bank_id, quiz.id))) for quiz in _untaken_quizzes(bank)]


def _as_taken(quiz: QuizSummary, taken: _Taken | None) -> QuizSummary:
    if taken is None:
        return quiz
    return replace(
        quiz,
        best_share=taken.best_share,
        attempt_count=taken.count,
        unfinished_id=taken.unfinished_id,
    )


def quiz_summaries(user_id: int | None, bank: Bank, now: datetime) -> list[QuizSummary]:
    """All quizzes of one bank, in its order. One query."""
    return overviews(user_id, [bank], now)[0].quizzes


@kept_with_bank
def _untaken_quizzes(bank: Bank) -> tuple[QuizSummary, ...]:
    """The quizzes of a bank, as they are for somebody who has taken none of them."""
    return tuple(_untaken(bank, quiz) for quiz in bank.quizzes.values())


def _untaken(bank: Bank, quiz: Quiz) -> QuizSummary:
    shown = bank.shown_quiz(quiz.id)
    return QuizSummary(
        id=quiz.id,
        bank_id=bank.id,
        title=quiz.title,
        intro=shown.intro,
        content_note=shown.content_note,
        item_count=item_count(bank, quiz),
        feedback_mode=quiz.feedback,
        is_sequential=quiz.is_sequential,
        asks_confidence=quiz.asks_confidence,
        second_try=second_try_of(quiz, quiz.feedback),
        with_hint=quiz.with_hint,
        best_share=None,
        attempt_count=0,
        unfinished_id=None,
    )


def unfinished_attempts(user_id: int | None, now: datetime) -> list[AttemptSummary]:
    """What the learner has begun freely and not finished, newest first; practice too.

    What was begun under an assignment is gone on with from there, and a question of the day's
    session with the session.
    """
    if user_id is None:
        return []
    return own_summaries(_unfinished(), now, {"user_id": user_id, **moment_asked(now)})


@cache
def _unfinished() -> Select[*tuple[Any, ...]]:
    is_own = (Attempt.assignment_id.is_(None), Attempt.kind != AttemptKind.SESSION)
    return summarised(attempts_of(ASKED_USER).where(~ended(ASKED), *is_own).limit(5))


def quiz_attempts(
    user_id: int | None, bank_key: str, quiz_key: str, now: datetime
) -> list[AttemptSummary]:
    """The learner's finished attempts at a quiz, newest first, practice left out.

    Those under an assignment are among them as soon as their results are shown.
    """
    if user_id is None:
        return []
    asked_about = {"user_id": user_id, "bank_key": bank_key, "quiz_key": quiz_key}
    return own_summaries(_finished_at_quiz(), now, {**asked_about, **moment_asked(now)})


@cache
def _finished_at_quiz() -> Select[*tuple[Any, ...]]:
    is_bank = Attempt.bank_key == bindparam("bank_key", type_=String)
    is_quiz = Attempt.quiz_key == bindparam("quiz_key", type_=String)
    return summarised(finished_quizzes().where(is_bank, is_quiz))


@cache
def finished_quizzes() -> Select[Attempt]:
    """The finished attempts of `user_id` whose results may be seen at `now`, newest first."""
    is_quiz = Attempt.kind == AttemptKind.QUIZ
    return attempts_of(ASKED_USER).where(is_quiz, _has_results())


def _has_results() -> ColumnElement[bool]:
    """Of which attempts at a quiz the learner may see what they were worth."""
    return Attempt.finished_at.is_not(None) & ~keys_held(ASKED)


@dataclass(frozen=True)
class _Taken:
    """How often a quiz was finished, the best share, and the free attempt to go on with."""

    count: int
    best_share: float | None
    unfinished_id: str | None


def _taken_by_quiz(user_id: int, now: datetime) -> dict[tuple[str, str], _Taken]:
    """By bank and quiz. One query."""
    rows = columns_of(db.session, _by_quiz(), {"user_id": user_id, **moment_asked(now)})
    return {(bank_key, quiz_key): _Taken(*taken) for bank_key, quiz_key, *taken in rows}


@cache
def _by_quiz() -> Select[*tuple[Any, ...]]:
    """Of the attempts to go on with there is one a quiz: an index keeps it so."""
    is_running = Attempt.assignment_id.is_(None) & Attempt.finished_at.is_(None)
    return (
        select(
            Attempt.bank_key,
            Attempt.quiz_key,
            func.count(Attempt.finished_at),
            func.max(case((~is_running, current_score / Attempt.max_score))),
            func.max(case((is_running, Attempt.public_id))),
        )
        .where(
            Attempt.user_id == ASKED_USER,
            Attempt.kind == AttemptKind.QUIZ,
            is_running | _has_results(),
        )
        .group_by(Attempt.bank_key, Attempt.quiz_key)
    )
