"""The quizzes of each bank, as far as a learner has come with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, String, bindparam, func, select

from quizapp.attempts.looking_back import AttemptSummary, summaries
from quizapp.domain.bank import Bank, Quiz
from quizapp.domain.drills.choosing import item_count
from quizapp.domain.drills.credit import second_try_of
from quizapp.models import Attempt
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
    """The banks with all their quizzes. Two queries, however many they are."""
    finished = _finished_by_quiz(user_id, now) if user_id else {}
    unfinished = _unfinished_by_quiz(user_id) if user_id else {}
    return [
        BankOverview(
            bank,
            [
                quiz_summary(
                    bank,
                    quiz,
                    finished.get((bank.id, quiz.id), (0, None)),
                    unfinished.get((bank.id, quiz.id)),
                )
                for quiz in bank.quizzes.values()
            ],
        )
        for bank in banks
    ]


def quiz_summaries(user_id: int | None, bank: Bank, now: datetime) -> list[QuizSummary]:
    """All quizzes of one bank, in its order. Two queries."""
    return overviews(user_id, [bank], now)[0].quizzes


def quiz_summary(
    bank: Bank, quiz: Quiz, finished: tuple[int, float | None], unfinished_id: str | None
) -> QuizSummary:
    """A quiz with how often it was finished, the best share, and the attempt to go on with."""
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
        best_share=finished[1],
        attempt_count=finished[0],
        unfinished_id=unfinished_id,
    )


def unfinished_attempts(user_id: int | None, now: datetime) -> list[AttemptSummary]:
    """What the learner has begun freely and not finished, newest first; practice too.

    What was begun under an assignment is gone on with from there, and a question of the day's
    session with the session.
    """
    if user_id is None:
        return []
    return summaries(_unfinished(), now, {"user_id": user_id, **moment_asked(now)})


@cache
def _unfinished() -> Select[Attempt]:
    is_own = (Attempt.assignment_id.is_(None), Attempt.kind != AttemptKind.SESSION)
    return attempts_of(ASKED_USER).where(~ended(ASKED), *is_own).limit(5)


def quiz_attempts(
    user_id: int | None, bank_key: str, quiz_key: str, now: datetime
) -> list[AttemptSummary]:
    """The learner's finished attempts at a quiz, newest first, practice left out.

    Those under an assignment are among them as soon as their results are shown.
    """
    if user_id is None:
        return []
    asked_about = {"user_id": user_id, "bank_key": bank_key, "quiz_key": quiz_key}
    return summaries(_finished_at_quiz(), now, {**asked_about, **moment_asked(now)})


@cache
def _finished_at_quiz() -> Select[Attempt]:
    is_bank = Attempt.bank_key == bindparam("bank_key", type_=String)
    return finished_quizzes().where(
        is_bank, Attempt.quiz_key == bindparam("quiz_key", type_=String)
    )


@cache
def finished_quizzes() -> Select[Attempt]:
    """The finished attempts of `user_id` whose results may be seen at `now`, newest first."""
    return attempts_of(ASKED_USER).where(*_with_results())


def _with_results() -> tuple[ColumnElement[bool], ...]:
    """Of which attempts the learner may see what they were worth."""
    return Attempt.finished_at.is_not(None), Attempt.kind == AttemptKind.QUIZ, ~keys_held(ASKED)


def _finished_by_quiz(
    user_id: int, now: datetime
) -> dict[tuple[str, str], tuple[int, float | None]]:
    """By bank and quiz: how often it was finished, and the best share."""
    asked_about = {"user_id": user_id, **moment_asked(now)}
    rows = columns_of(db.session, _best_by_quiz(), asked_about)
    return {(bank_key, quiz_key): (count, best) for bank_key, quiz_key, count, best in rows}


@cache
def _best_by_quiz() -> Select[str, str, int, float | None]:
    return (
        select(
            Attempt.bank_key,
            Attempt.quiz_key,
            func.count(Attempt.id),
            func.max(current_score / Attempt.max_score),
        )
        .where(Attempt.user_id == ASKED_USER, *_with_results())
        .group_by(Attempt.bank_key, Attempt.quiz_key)
    )


def _unfinished_by_quiz(user_id: int) -> dict[tuple[str, str], str]:
    """By bank and quiz: the public id of the free attempt to go on with."""
    rows = columns_of(db.session, _running_by_quiz(), {"user_id": user_id})
    return {(bank_key, quiz_key): public_id for bank_key, quiz_key, public_id in rows}


@cache
def _running_by_quiz() -> Select[str, str, str]:
    return select(Attempt.bank_key, Attempt.quiz_key, Attempt.public_id).where(
        Attempt.user_id == ASKED_USER,
        Attempt.kind == AttemptKind.QUIZ,
        Attempt.assignment_id.is_(None),
        Attempt.finished_at.is_(None),
    )
